"""Build blocks out of the texts and tags of a markup, one after another."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.formats.markup.cloze import has_blanks
from kg.formats.markup.plain_text import tidy
from kg.model.blocks import BlockKind, CardBlock

_WHOLE_FORMULA = re.compile(r"\$\$[^$]+\$\$|\\\[.+\\\]", re.DOTALL)
"""A paragraph that is a formula on lines of its own."""

_MAX_LIST_DEPTH = 8
"""Depth of lists within lists from which all deeper ones are shown alike."""


class BlockBuilder:
    """Gathers text into the block that is open, and closes it where another begins."""

    def __init__(self) -> None:
        self.blocks: list[CardBlock] = []
        self._text: list[str] = []
        self._items: list[str] = []
        self._depth = 0
        self._is_item = False
        self._rows: list[list[str]] = []
        self._in_table = 0
        self._is_code = False

    def add_text(self, text: str) -> None:
        """Add text to the open block."""
        self._text.append(text)

    def end_paragraph(self) -> None:
        """Close the open paragraph or item; within a table and code a line ends."""
        if self._in_table or self._is_code:
            self._text.append("\n")
            return
        text = tidy("".join(self._text))
        self._text = []
        if not text:
            return
        if self._depth:
            indent = "  " * min(self._depth - 1, _MAX_LIST_DEPTH)
            line = " ".join(text.split("\n"))
            if self._is_item or not self._items:
                self._items.append(indent + line)
            else:
                self._items[-1] += f" {line}"
            self._is_item = False
        else:
            self._add_paragraph(text)

    def begin_list(self) -> None:
        """Begin a list, or a list within an item."""
        self.end_paragraph()
        self._depth += 1

    def begin_item(self) -> None:
        """Begin an item of the innermost list."""
        self.end_paragraph()
        if not self._depth:
            self._depth = 1
        self._is_item = True

    def end_list(self) -> None:
        """End the innermost list."""
        self.end_paragraph()
        self._depth = max(0, self._depth - 1)
        self._is_item = False
        if not self._depth:
            self._end_items()

    def begin_table(self) -> None:
        """Begin a table; one within a cell is text of the cell."""
        if not self._in_table:
            self._end_all()
        self._in_table += 1

    def begin_row(self) -> None:
        """Begin a row of a table."""
        if self._in_table == 1:
            self._end_cell()
            self._rows.append([])

    def begin_cell(self) -> None:
        """Begin a cell, ending one that was left open."""
        if self._in_table == 1:
            self._end_cell()

    def end_cell(self) -> None:
        """End a cell of a table."""
        if self._in_table == 1:
            self._end_cell(always=True)

    def end_table(self) -> None:
        """End the innermost table."""
        if self._in_table == 1:
            self._end_cell()
            rows = [cells for cells in self._rows if any(cells)]
            if any(len(cells) > 1 for cells in rows):
                self._add("table", "\n".join("\t".join(cells) for cells in rows))
            else:  # one column is no table, only a frame
                for cells in rows:
                    self._add_paragraph(cells[0])
            self._rows = []
        self._in_table = max(0, self._in_table - 1)

    def begin_code(self) -> None:
        """Begin code whose lines are kept as they are."""
        self._end_all()
        self._is_code = True

    def end_code(self, language: str = "") -> None:
        """End code."""
        if self._is_code:
            self._is_code = False
            code = "".join(self._text).strip("\n")
            self._text = []
            if code.strip():
                self._add("code", code, language)

    def add_media(self, kind: BlockKind, name: str, note: str = "") -> None:
        """Add an image or audio, behind what is open."""
        if not self._in_table and not self._is_code:
            self._end_all()
        self._add(kind, name, " ".join(note.split()))

    def add_block(self, block: CardBlock) -> None:
        """Add a block that is whole already, behind what is open."""
        if self._in_table or self._is_code:
            self._text.append(block.text)
        else:
            self._end_all()
            self.blocks.append(block)

    def finish(self) -> tuple[CardBlock, ...]:
        """Close what is open and return all blocks."""
        while self._in_table:
            self.end_table()
        self.end_code()
        self._end_all()
        return tuple(self.blocks)

    def _end_all(self) -> None:
        self.end_paragraph()
        self._end_items()
        self._depth = 0

    def _end_items(self) -> None:
        if self._items:
            self._add("list", "\n".join(self._items))
            self._items = []

    def _end_cell(self, *, always: bool = False) -> None:
        text = " ".join("".join(self._text).split())
        self._text = []
        if text or always:
            if not self._rows:
                self._rows.append([])
            self._rows[-1].append(text)

    def _add_paragraph(self, text: str) -> None:
        is_formula = _WHOLE_FORMULA.fullmatch(text) is not None and text.count("\\[") < 2
        self._add("mathematics" if is_formula else "paragraph", text)

    def _add(self, kind: BlockKind, text: str, note: str = "") -> None:
        self.blocks.append(CardBlock(kind, text, note))


def with_clozes(blocks: Sequence[CardBlock]) -> tuple[CardBlock, ...]:
    """Return blocks in which a paragraph with a blank is a cloze."""
    return tuple(
        block._replace(kind="cloze")
        if block.kind == "paragraph" and has_blanks(block.text)
        else block
        for block in blocks
    )
