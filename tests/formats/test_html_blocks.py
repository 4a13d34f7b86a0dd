"""Tests of `kg.formats.markup.html_blocks`: what a field of HTML shows, as blocks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.formats.markup.html_blocks import html_blocks
from kg.model.blocks import Block, block_from_json, text_of


@pytest.mark.parametrize(
    ("source", "blocks"),
    [
        ("plain &amp; simple", [Block("paragraph", "plain & simple")]),
        ("one<br>two", [Block("paragraph", "one\ntwo")]),
        ("<div>one</div><div>two</div>", [Block("paragraph", "one"), Block("paragraph", "two")]),
        (
            "<ul><li>black<ul><li>Assam</li></ul></li><li>green</li></ul>",
            [Block("list", "black\n  Assam\ngreen")],
        ),
        (
            "<table><tr><th>tea<th>heat<tr><td>green<td>70</table>",
            [Block("table", "tea\theat\ngreen\t70")],
        ),
        ("<table><tr><td>only a frame</td></tr></table>", [Block("paragraph", "only a frame")]),
        (
            '<pre><code class="language-py">if a:<br>    b()</code></pre>',
            [Block("code", "if a:\n    b()", "py")],
        ),
        (
            'see <img src="leaf.png" alt="a leaf">[sound:leaf.mp3]',
            [
                Block("paragraph", "see"),
                Block("image", "leaf.png", "a leaf"),
                Block("audio", "leaf.mp3"),
            ],
        ),
        ("[$$]x^2[/$$]", [Block("mathematics", "$$x^2$$")]),
        ("so [$]a &lt; b[/$] holds", [Block("paragraph", "so $a < b$ holds")]),
        ("<script>x()</script>", []),
        ("", []),
    ],
)
def test_the_blocks_of_html(source: str, blocks: list[Block]) -> None:
    assert list(html_blocks(source)) == blocks


@given(st.text(alphabet='ab <>/&;[]$lituprebdv"=\n', max_size=200))
def test_any_text_has_blocks_that_survive_json(source: str) -> None:
    blocks = html_blocks(source)
    assert [block_from_json(block.to_json()) for block in blocks] == list(blocks)
    assert all(block.text for block in blocks)


def test_the_text_of_blocks_marks_items_and_has_no_media() -> None:
    blocks = [Block("list", "a\n  b"), Block("image", "c.png", "a cat"), Block("table", "d\te")]
    assert text_of(blocks) == "- a\n  - b\nd e"


@pytest.mark.parametrize("row", [None, [], {}, {"list": "a"}, {"table": [1]}, {"video": "a"}])
def test_what_is_no_block_is_refused(row: object) -> None:
    with pytest.raises(ValueError, match="a block is"):
        block_from_json(row)
