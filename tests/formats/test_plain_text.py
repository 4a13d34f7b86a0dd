from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.formats.markup.plain_text import (
    Plain,
    _Reader,
    count_blanks,
    fill_blanks,
    from_html,
    from_markdown,
    has_blanks,
    is_marked_up,
    tidy,
    without_strange_tags,
)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("a <b>green</b> tea", "a green tea"),
        ("one<br>two<div>three</div>", "one\ntwo\nthree"),
        ("<ul><li>one</li><li>two</li></ul>", "- one\n- two"),
        ("a &lt; b &amp; c&nbsp;d", "a < b & c d"),
        ('<a href="x>y">link</a>', "link"),
        ("<script>var a;</script>text<style>b</style>", "text"),
        ("10<sup>-9</sup> m, H<sub>2</sub>O", "10⁻⁹ m, H₂O"),
        ("x<sup>ab</sup>, a<sub>max</sub>", "x^ab, a_max"),
        ("<ruby>漢字<rt>かんじ</rt></ruby>", "漢字"),
        ("می‌خواهم", "می‌خواهم"),
        ("soft\u00adhyphen zero\u200bwidth", "softhyphen zerowidth"),
        ("<![x[ broken", "<![x[ broken"),
        ("1 < 2", "1 < 2"),
        ("", ""),
    ],
)
def test_html(source: str, text: str) -> None:
    assert from_html(source).text == text


def test_media() -> None:
    assert from_html('<img src="a.png">tea[sound:b.mp3]').media == ("b.mp3", "a.png")


tags = st.sampled_from(
    [
        "<b>",
        "</b>",
        "<br>",
        "<div>",
        "</div>",
        "<li>",
        "<td>",
        "<span class='x'>",
        "</p>",
        '<i a="b">',
    ]
)
bits = st.lists(st.one_of(tags, st.text("ab &;<\n", max_size=4)), max_size=8)


@given(bits)
def test_the_short_way_through_html_gives_what_the_library_gives(parts: list[str]) -> None:
    source = "".join(parts)
    reader = _Reader()
    reader.feed(source)
    reader.close()
    assert from_html(source).text == tidy("".join(reader.parts))


@pytest.mark.parametrize(
    ("source", "is_marked"),
    [
        ("vector<int> x<y", False),
        ("#include <stdio.h>", False),
        ("AT&T", False),
        ("<b>bold</b>", True),
        ("a<br/>b", True),
        ("a &lt; b", True),
    ],
)
def test_what_is_markup(source: str, is_marked: bool) -> None:
    assert is_marked_up(source) is is_marked


def test_what_is_no_tag_stands_for_itself() -> None:
    assert from_html(without_strange_tags("<b>Node<T></b> <!-- x -->")).text == "Node<T> <!-- x -->"


@pytest.mark.parametrize(
    ("source", "text", "blanks", "cards"),
    [
        ("{{c1::tea}} is {{c2::hot::how}}", "tea is hot", ("tea", "hot"), 2),
        ("{{c1::a {{c2::b}}}}", "a b", ("b", "a b"), 2),
        ("{{csrf_token}} and {{count}}", "{{csrf_token}} and {{count}}", (), 0),
        ("{{c1::image-occlusion:rect:left=.1}}", "", (), 1),
    ],
)
def test_clozes(source: str, text: str, blanks: tuple[str, ...], cards: int) -> None:
    assert fill_blanks(source) == (text, blanks)
    assert count_blanks(source) == cards
    assert has_blanks(source) is (cards > 0)


@pytest.mark.parametrize(
    ("source", "text", "links"),
    [
        ("See [[Tea|the tea]].", "See the tea.", ["Tea"]),
        ("Use `[[ $a == $b ]]`.", "Use [[ $a == $b ]].", []),
        ("```\nif [[ -f x ]]\n```\n[[Tea]]", "if [[ -f x ]]\nTea", ["Tea"]),
        ("&#xE000;5&#xE001;", "", []),
        ("$a_i$ *x*", "$a_i$ x", []),
    ],
)
def test_markdown(source: str, text: str, links: list[str]) -> None:
    found = from_markdown(source)
    assert found.text == text
    assert [link.object for link in found.links] == links


@given(st.text(max_size=200))
def test_any_text_is_plain_text(source: str) -> None:
    for found in (from_html(source), from_markdown(source)):
        assert isinstance(found, Plain)
        assert found.text == tidy(found.text)
