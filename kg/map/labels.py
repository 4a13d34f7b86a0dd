"""Label: a name broken into lines that fit a box, without asking a browser."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import NamedTuple

FONT_SIZE = 13.0
"""Size of a label's letters at zoom 1."""

LINE_HEIGHT = 14.0
"""Height of a line of a label."""

WIDTH_ALLOWANCE = 1.04
"""How much wider than measured a line may come out before the page has to squeeze it."""

# Advance widths of a common sans-serif in thousandths of the size, by the letters that share one.
# The page squeezes a line that a wider font would push out of its box.
_WIDTHS = {
    letter: width
    for width, letters in {
        222: "ijl'|",
        278: " !,./:;\\ftI[]",
        333: "()-`r",
        389: "*",
        500: "cksvxyzJ",
        556: "0123456789abdeghnopqu_L?$#",
        611: "FTZ",
        667: "ABEKPSVXY&",
        722: "CDHNRUw",
        778: "GOQ",
        833: "mM",
        889: "%",
        944: "W",
        1015: "@",
    }.items()
    for letter in letters
}


MAX_SQUEEZE = 1.07
"""How much too wide a single word may be before it is broken; the page squeezes it that much."""


class Label(NamedTuple):
    """The lines of a label, top to bottom; `complete` unless some of the name had to be left off."""

    lines: tuple[str, ...]
    complete: bool


def clean(text: str) -> str:
    r"""Make a text one that every encoding and parser bears: no lone surrogates or controls.

    >>> clean("a\0b\ud800c")
    'a�b�c'
    """
    return "".join(
        "�" if "\ud800" <= c <= "\udfff" or (c < " " and c not in "\t\n") or c == "\x7f" else c
        for c in text
    )


def visible(text: str, instead: str) -> str:
    r"""A text as `clean` gives it, or another where nothing of it could be seen.

    >>> visible("tea", "t"), visible(" \u200b", "t")
    ('tea', 't')
    """
    cleaned = clean(text)
    return cleaned if any(c.isprintable() and not c.isspace() for c in cleaned) else instead


@lru_cache(maxsize=2**16)
def measure(text: str, font: float = FONT_SIZE) -> float:
    """The width of a text in CSS pixels, estimated.

    >>> measure("ill") < measure("www")
    True
    """
    return sum(map(_width, text)) * font / 1000 * WIDTH_ALLOWANCE


def _width(letter: str) -> int:
    known = _WIDTHS.get(letter)
    if known is not None:
        return known
    if unicodedata.combining(letter):
        return 0
    return 1000 if unicodedata.east_asian_width(letter) in "WF" else 620


def wrap(text: str, width: float, most: int, font: float = FONT_SIZE) -> Label:
    """Break a text into lines no wider than `width`, at spaces and hyphens where it can.

    Args:
        text: a name; white space in it counts as one space.
        width: in CSS pixels.
        most: lines at most; the last then ends in an ellipsis.
        font: the letters' size.

    >>> wrap("SageMaker Feature Store", 90, 3).lines
    ('SageMaker', 'Feature Store')
    """
    space = measure(" ", font)
    lines: list[str] = []
    line, used = "", 0.0
    for part in _parts(text):
        word = part.rstrip()
        need = measure(word, font)
        if used + need <= width:
            line, used = line + part, used + need + (space if part != word else 0)
            continue
        if line:
            lines.append(line)
        line = part
        while (
            measure(line.rstrip(), font) > width * MAX_SQUEEZE
            and len(line) > 1
            and len(lines) <= most
        ):
            cut = _fitting(line, width, font)
            lines.append(line[:cut])
            line = line[cut:]
        used = measure(line, font)
        if len(lines) > most:
            break
    lines.append(line)
    lines = [line.strip() for line in lines if line.strip()] or [""]
    if len(lines) <= most:
        return Label(tuple(lines), complete=True)
    last = lines[most - 1]
    while last and measure(last + "…", font) > width:
        last = last[:-1]
    return Label((*lines[: most - 1], last.rstrip() + "…"), complete=False)


def _parts(text: str) -> list[str]:
    """Pieces of a text after which a line may end: words with their space, and at hyphens."""
    parts: list[str] = []
    for word in text.split():
        pieces = word.replace("-", "-\0").split("\0")
        parts.extend(piece for piece in pieces[:-1] if piece)
        parts.append(pieces[-1] + " ")
    return parts


def _fitting(text: str, width: float, font: float) -> int:
    """How many letters of a text fit, at least one."""
    used = 0.0
    for n, letter in enumerate(text):
        used += _width(letter) * font / 1000 * WIDTH_ALLOWANCE
        if used > width:
            return max(1, n)
    return len(text)
