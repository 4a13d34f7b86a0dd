from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.formats.markup.html_text import _TextParser, escape_unknown_tags, from_html, has_html
from kg.formats.markup.plain_text import PlainText, tidy


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
def test_text_of_html(source: str, text: str) -> None:
    assert from_html(source).text == text


def test_pictures_and_sounds_are_media() -> None:
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
fragments = st.lists(st.one_of(tags, st.text("ab &;<\n", max_size=4)), max_size=8)


@given(fragments)
def test_fast_path_gives_the_same_text_as_the_parser(parts: list[str]) -> None:
    source = "".join(parts)
    parser = _TextParser()
    parser.feed(source)
    parser.close()
    assert from_html(source).text == tidy("".join(parser.parts))


@pytest.mark.parametrize(
    ("source", "is_html"),
    [
        ("vector<int> x<y", False),
        ("#include <stdio.h>", False),
        ("AT&T", False),
        ("<b>bold</b>", True),
        ("a<br/>b", True),
        ("a &lt; b", True),
    ],
)
def test_html_is_recognised_by_known_tags_and_entities(source: str, is_html: bool) -> None:
    assert has_html(source) is is_html


def test_unknown_tags_stay_as_text() -> None:
    assert from_html(escape_unknown_tags("<b>Node<T></b> <!-- x -->")).text == "Node<T>"


@given(st.text(max_size=200))
def test_any_text_can_be_read_as_html(source: str) -> None:
    found = from_html(source)
    assert isinstance(found, PlainText)
    assert found.text == tidy(found.text)
