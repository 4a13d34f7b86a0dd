"""Measure and wrap text by the cells that it takes on a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator


def cell_width(text: str) -> int:
    r"""Return the number of cells that a text takes: 2 for a wide character, 0 for an accent.

    >>> cell_width("Café"), cell_width("機械"), cell_width("e\u0301")
    (4, 4, 1)
    """
    return len(text) if text.isascii() else sum(map(_cells_of, text))


def wrap_cells(text: str, width: int) -> Iterator[str]:
    """Yield the lines of a text, each up to `width` cells wide and none empty.

    Lines break between words; a word wider than a line is cut.

    >>> list(wrap_cells("a long word", 6)), list(wrap_cells("unbreakable", 6))
    (['a long', 'word'], ['unbrea', 'kable'])
    """
    line, used = "", 0
    for word in text.split(" "):
        size = cell_width(word)
        if line and used + 1 + size <= width:
            line, used = f"{line} {word}", used + 1 + size
            continue
        if line:
            yield line
        *whole, line = _cut(word, width) if size > width else [word]
        yield from whole
        used = cell_width(line)
    if line:
        yield line


def _cut(word: str, width: int) -> Iterator[str]:
    """Yield the parts of a word, each up to `width` cells wide."""
    part, used = "", 0
    for character in word:
        size = _cells_of(character)
        if part and used + size > width:
            yield part
            part, used = "", 0
        part, used = part + character, used + size
    yield part


def _cells_of(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
