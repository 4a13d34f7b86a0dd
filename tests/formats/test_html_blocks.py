"""Tests of `kg.formats.markup.html_blocks`: what a field of HTML shows, as blocks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.formats.markup.html_blocks import html_blocks
from kg.model.blocks import CardBlock, block_from_json, text_of


@pytest.mark.parametrize(
    ("source", "blocks"),
    [
        ("plain &amp; simple", [CardBlock("paragraph", "plain & simple")]),
        ("one<br>two", [CardBlock("paragraph", "one\ntwo")]),
        (
            "<div>one</div><div>two</div>",
            [CardBlock("paragraph", "one"), CardBlock("paragraph", "two")],
        ),
        (
            "<ul><li>black<ul><li>Assam</li></ul></li><li>green</li></ul>",
            [CardBlock("list", "black\n  Assam\ngreen")],
        ),
        (
            "<table><tr><th>tea<th>heat<tr><td>green<td>70</table>",
            [CardBlock("table", "tea\theat\ngreen\t70")],
        ),
        ("<table><tr><td>only a frame</td></tr></table>", [CardBlock("paragraph", "only a frame")]),
        (
            '<pre><code class="language-py">if a:<br>    b()</code></pre>',
            [CardBlock("code", "if a:\n    b()", "py")],
        ),
        (
            'see <img src="leaf.png" alt="a leaf">[sound:leaf.mp3]',
            [
                CardBlock("paragraph", "see"),
                CardBlock("image", "leaf.png", "a leaf"),
                CardBlock("audio", "leaf.mp3"),
            ],
        ),
        ("[$$]x^2[/$$]", [CardBlock("mathematics", "$$x^2$$")]),
        ("so [$]a &lt; b[/$] holds", [CardBlock("paragraph", "so $a < b$ holds")]),
        ("<script>x()</script>", []),
        ("", []),
    ],
)
def test_the_blocks_of_html(source: str, blocks: list[CardBlock]) -> None:
    assert list(html_blocks(source)) == blocks


@given(st.text(alphabet='ab <>/&;[]$lituprebdv"=\n', max_size=200))
def test_any_text_has_blocks_that_survive_json(source: str) -> None:
    blocks = html_blocks(source)
    assert [block_from_json(block.to_json()) for block in blocks] == list(blocks)
    assert all(block.text for block in blocks)


def test_the_text_of_blocks_marks_items_and_has_no_media() -> None:
    blocks = [
        CardBlock("list", "a\n  b"),
        CardBlock("image", "c.png", "a cat"),
        CardBlock("table", "d\te"),
    ]
    assert text_of(blocks) == "- a\n  - b\nd e"


@pytest.mark.parametrize("row", [None, [], {}, {"list": "a"}, {"table": [1]}, {"video": "a"}])
def test_what_is_no_block_is_refused(row: object) -> None:
    with pytest.raises(ValueError, match="a block is"):
        block_from_json(row)
