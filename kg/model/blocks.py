"""Blocks: the parts of a card's side as they are shown, each of one kind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg._typing import Any, Literal, NamedTuple
from kg.model.parsed_values import is_list_of_texts

BlockKind = Literal["paragraph", "list", "table", "code", "mathematics", "image", "audio", "cloze"]


class CardBlock(NamedTuple):
    r"""A part of a card's side.

    Attributes:
        kind: what it is.
        text: of a paragraph or cloze its text, which may have several lines and mathematics
            between dollar signs or in `\(…\)`; of a list one item a line, each level deeper two
            spaces further in; of a table one row a line, with tabs between the cells; of code its
            lines as they are; of mathematics its source with its marks; of an image or audio the
            name of its file.
        note: of code its language, of an image its alternative text; empty for others.
    """

    kind: BlockKind
    text: str
    note: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return the block as a JSON object whose first key is its kind."""
        if self.kind == "list":
            return {"list": self.text.split("\n")}
        if self.kind == "table":
            return {"table": [row.split("\t") for row in self.text.split("\n")]}
        row: dict[str, Any] = {self.kind: self.text}
        if self.note:
            row["language" if self.kind == "code" else "text"] = self.note
        return row


_KINDS: tuple[BlockKind, ...] = (
    "paragraph", "list", "table", "code", "mathematics", "image", "audio", "cloze",
)  # fmt: skip


def block_from_json(row: Any) -> CardBlock:
    """Return the block of a JSON object.

    Raises:
        ValueError: it is none that `CardBlock.to_json` makes.
    """
    if isinstance(row, dict):
        kind: BlockKind
        for kind in _KINDS:
            if kind not in row:
                continue
            value, note = row[kind], row.get("language", row.get("text", ""))
            if kind == "list":
                value = "\n".join(value) if is_list_of_texts(value) else None
            elif kind == "table":
                is_table = isinstance(value, list) and all(map(is_list_of_texts, value))
                value = "\n".join("\t".join(cells) for cells in value) if is_table else None
            if isinstance(value, str) and isinstance(note, str):
                return CardBlock(kind, value, note)
    raise ValueError('a block is an object such as {"paragraph": "text"}')


def text_of(blocks: Iterable[CardBlock]) -> str:
    r"""Return blocks as lines of plain text; images and audio have none.

    >>> text_of([CardBlock("paragraph", "Two kinds:"), CardBlock("list", "black\ngreen")])
    'Two kinds:\n- black\n- green'
    """
    return "\n".join(filter(None, map(_text_of_block, blocks)))


def _text_of_block(block: CardBlock) -> str:
    if block.kind in ("image", "audio"):
        return ""
    if block.kind == "list":
        lines = block.text.split("\n")
        return "\n".join(
            f"{line[: len(line) - len(line.lstrip())]}- {line.lstrip()}" for line in lines
        )
    if block.kind == "table":
        return block.text.replace("\t", " ")
    return block.text


def media_of(blocks: Sequence[CardBlock]) -> list[str]:
    """Return the names of the files that blocks show or play, in their order."""
    return [block.text for block in blocks if block.kind in ("image", "audio")]
