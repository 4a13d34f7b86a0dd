"""Read the header of an Anki text export: lines at its top that say how to read the rest."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

DEFAULT_DECK = "Default"
"""Name of the deck that every Anki collection has; it says nothing about a card."""

_SEPARATORS = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "space": " ", "colon": ":"}
_HEADER_LINE = re.compile(
    r"#(separator|html|tags|deck|notetype|columns|guid column|notetype column|deck column"
    r"|tags column):(.*)"
)
_EXCEL_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)


@dataclass(slots=True)
class AnkiTextHeader:
    """The settings in a header.

    Attributes:
        is_present: True if the file has at least one header line of Anki.
        separator: the character between cells; None if not given.
        html: True if cells are HTML; None if not given.
        deck: the deck of all cards, as "Parent::Child"; empty if not given.
        tags: the tags of all cards.
        column_names: the names of the columns in order; None if not given.
        special_columns: the column, from 0, that holds the "guid", "notetype", "deck" or "tags".
    """

    is_present: bool = False
    separator: str | None = None
    html: bool | None = None
    deck: str = ""
    tags: tuple[str, ...] = ()
    column_names: list[str] | None = None
    special_columns: dict[str, int] = field(default_factory=dict)


def has_header(text: str) -> bool:
    """Return True if a text begins with a header line of Anki."""
    return _HEADER_LINE.match(text) is not None


def read_header(lines: list[str]) -> tuple[AnkiTextHeader, list[str]]:
    """Return the header, and the lines with header and comment lines emptied.

    Without a header line the lines are returned as they are. Excel's first line `sep=;` counts as
    a header that gives the separator only.
    """
    header = AnkiTextHeader()
    excel = _EXCEL_SEPARATOR_LINE.fullmatch(lines[0]) if lines else None
    if excel:
        return AnkiTextHeader(separator=excel[1]), ["", *lines[1:]]
    for line in lines:
        if not line.startswith("#"):
            if line.strip():
                break
            continue
        setting = _HEADER_LINE.match(line)
        if setting is not None:
            header.is_present = True
            _apply_setting(header, setting[1], setting[2])
    if not header.is_present:
        return header, lines
    # Anki treats every line that begins with "#" as a comment.
    return header, ["" if line.startswith("#") else line for line in lines]


def _apply_setting(header: AnkiTextHeader, key: str, text: str) -> None:
    """Set what one header line "#key:text" says."""
    value = text.strip()
    if key == "separator":
        header.separator = _SEPARATORS.get(value.lower(), value[:1] or None)
    elif key == "html":
        header.html = value.lower() == "true"
    elif key == "tags":
        header.tags = tuple(value.split())
    elif key == "deck":
        header.deck = value
    elif key == "columns":
        header.column_names = text.split(header.separator or "\t")
    elif key.endswith("column") and re.fullmatch(r"[0-9]{1,4}", value):
        header.special_columns[key.split()[0]] = int(value) - 1
