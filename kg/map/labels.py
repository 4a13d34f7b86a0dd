"""Measure names and break them into lines that fit a box, without a browser."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import NamedTuple

FONT_SIZE = 13.0
"""Font size of a label, in CSS pixels at zoom 1."""

LINE_HEIGHT = 14.0
"""Height of a line of a label, in CSS pixels at zoom 1."""

WIDTH_ALLOWANCE = 1.04
"""Factor on measured widths, so that a slightly wider font fits without being squeezed."""

MAX_SQUEEZE = 1.07
"""Largest factor by which a word may be too wide before it is broken; the page squeezes it."""

# Advance widths of a common sans-serif font, in thousandths of the font size, with the letters
# that have them. The page squeezes lines that are too wide in the reader's font.
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


class Label(NamedTuple):
    """A name broken into lines.

    Attributes:
        lines: the lines, top to bottom; at least one, which may be empty.
        complete: False if the end of the name is cut off.
    """

    lines: tuple[str, ...]
    complete: bool


def clean(text: str) -> str:
    r"""Return a text with lone surrogates and control characters replaced by "�".

    Tabs and line breaks are kept. The result can be encoded and parsed anywhere.

    >>> clean("a\0b\ud800c")
    'a�b�c'
    """
    return "".join(
        "�" if "\ud800" <= c <= "\udfff" or (c < " " and c not in "\t\n") or c == "\x7f" else c
        for c in text
    )


def visible(text: str, instead: str) -> str:
    r"""Return a text as `clean` does, or `instead` if none of its characters is visible.

    >>> visible("tea", "t"), visible(" \u200b", "t")
    ('tea', 't')
    """
    cleaned = clean(text)
    return cleaned if any(c.isprintable() and not c.isspace() for c in cleaned) else instead


@lru_cache(maxsize=2**16)
def measure(text: str, font: float = FONT_SIZE) -> float:
    """Return the estimated width of a text in CSS pixels.

    >>> measure("ill") < measure("www")
    True
    """
    return sum(map(_width, text)) * font / 1000 * WIDTH_ALLOWANCE


def _width(letter: str) -> int:
    """Return the width of a character in thousandths of the font size."""
    known = _WIDTHS.get(letter)
    if known is not None:
        return known
    if unicodedata.combining(letter):
        return 0
    return 1000 if unicodedata.east_asian_width(letter) in "WF" else 620


def wrap(text: str, width: float, max_lines: int, font: float = FONT_SIZE) -> Label:
    """Break a text into lines, at spaces and hyphens where possible.

    Args:
        text: a name; white space is collapsed.
        width: maximum width of a line, in CSS pixels.
        max_lines: maximum number of lines; if there are more, the last one ends in an ellipsis.
        font: font size, in CSS pixels.

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
            and len(lines) <= max_lines
        ):
            cut = _fitting(line, width, font)
            lines.append(line[:cut])
            line = line[cut:]
        used = measure(line, font)
        if len(lines) > max_lines:
            break
    lines.append(line)
    lines = [line.strip() for line in lines if line.strip()] or [""]
    if len(lines) <= max_lines:
        return Label(tuple(lines), complete=True)
    last = lines[max_lines - 1]
    while last and measure(last + "…", font) > width:
        last = last[:-1]
    return Label((*lines[: max_lines - 1], last.rstrip() + "…"), complete=False)


def _parts(text: str) -> list[str]:
    """Split a text after spaces and hyphens, where a line may end."""
    parts: list[str] = []
    for word in text.split():
        pieces = word.replace("-", "-\0").split("\0")
        parts.extend(piece for piece in pieces[:-1] if piece)
        parts.append(pieces[-1] + " ")
    return parts


def _fitting(text: str, width: float, font: float) -> int:
    """Return how many characters of a text fit into a width; at least 1."""
    used = 0.0
    for n, letter in enumerate(text):
        used += _width(letter) * font / 1000 * WIDTH_ALLOWANCE
        if used > width:
            return max(1, n)
    return len(text)
