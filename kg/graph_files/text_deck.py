"""A text deck as numbered lines, to find the lines that nothing cites."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kg.model.graph import cited_lines
from kg.system.files import read_text


@dataclass(frozen=True, slots=True)
class TextDeck:
    """A text deck. `lines[0]` is line 1; `path` is the name that messages use."""

    path: str
    lines: tuple[str, ...]

    def uncited(self, citations: Iterable[str]) -> list[int]:
        """Return the numbers of lines with text that no citation names, ascending."""
        cited = {n for citation in citations for n in cited_lines(citation)}
        return [n for n, line in enumerate(self.lines, 1) if line.strip() and n not in cited]


def read_text_deck(path: Path) -> TextDeck:
    """Read a deck of text in UTF-8.

    Raises:
        DataError: it can't be read, or is not UTF-8 text.
    """
    text = read_text(path).replace("\r\n", "\n").replace("\r", "\n")
    # Only newlines end a line, as in an editor; str.splitlines knows eight more characters.
    return TextDeck(str(path), tuple(text.removesuffix("\n").split("\n") if text else ()))
