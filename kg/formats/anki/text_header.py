"""The header of Anki's text export: lines at its top that say how to read what follows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_SEPARATORS = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "space": " ", "colon": ":"}
_LINE = re.compile(
    r"#(separator|html|tags|deck|notetype|columns|guid column|notetype column|deck column"
    r"|tags column):(.*)"
)
_EXCEL = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)


@dataclass(slots=True)
class Header:
    """What the lines say; columns are counted from 0. `is_there` tells whether there are any."""

    is_there: bool = False
    separator: str | None = None
    html: bool | None = None
    deck: str = ""
    tags: tuple[str, ...] = ()
    names: list[str] | None = None
    columns: dict[str, int] = field(default_factory=dict)


def has_header(text: str) -> bool:
    """Whether a text begins with a line of the header."""
    return _LINE.match(text) is not None


def read_header(lines: list[str]) -> tuple[Header, list[str]]:
    """What the header says, and the lines with it, and the notes of such a file, blanked out.

    Excel's line `sep=;` counts as a header.
    """
    said = Header()
    kept = list(lines)
    excel = _EXCEL.fullmatch(lines[0]) if lines else None
    if excel:
        return Header(separator=excel[1]), ["", *lines[1:]]
    for n, line in enumerate(lines):
        if not line.startswith("#"):
            if line.strip():
                break
            continue
        found = _LINE.match(line)
        if found is None:
            continue
        kept[n] = ""
        said.is_there = True
        _take(said, found[1], found[2])
    if not said.is_there:
        return said, lines
    # Anki passes over every line that begins so.
    return said, ["" if line.startswith("#") else line for line in kept]


def _take(said: Header, key: str, text: str) -> None:
    value = text.strip()
    if key == "separator":
        said.separator = _SEPARATORS.get(value.lower(), value[:1] or None)
    elif key == "html":
        said.html = value.lower() == "true"
    elif key == "tags":
        said.tags = tuple(value.split())
    elif key == "deck":
        said.deck = value
    elif key == "columns":
        said.names = text.split(said.separator or "\t")
    elif key.endswith("column") and re.fullmatch(r"[0-9]{1,4}", value):
        said.columns[key.split()[0]] = int(value) - 1
