"""Tell whether the first row of a table is a header, and which column has tags."""

from __future__ import annotations

import re

from kg.formats.tables.column_roles import BACK_NAMES, DECK_NAMES, FRONT_NAMES, TAG_NAMES
from kg.text.normal_forms import normalise

_ENGLISH_NAMES = frozenset(
    (
        *FRONT_NAMES,
        *BACK_NAMES,
        *TAG_NAMES,
        *DECK_NAMES,
        "front side",
        "back side",
        "side 1",
        "side 2",
        "text",
        "extra",
        "summary",
        "notes",
        "example",
    )
)
_FOREIGN_NAMES = frozenset(
    "antwort begriff bedeutung erklarung frage vorderseite ruckseite wort beispiel"
    " pregunta respuesta termino definicion palabra significado ejemplo"
    " reponse terme definition mot exemple domanda risposta parola pergunta resposta".split()
)
_KNOWN_NAMES = frozenset(map(normalise, _ENGLISH_NAMES | _FOREIGN_NAMES)) - {"q", "a"}
_SUBJECT_NAMES = frozenset(
    "author book capital city country date element event formula language name number person place"
    " state symbol title year english french german spanish italian portuguese japanese chinese"
    " korean russian latin arabic dutch greek hebrew polish turkish swedish".split()
)
"""Names of columns that could as well be cards; so both cells of a pair must be such names."""

_IDENTIFIER = re.compile(r"[a-z][a-z0-9_]*(?:[:. -][a-z0-9_-]+)*")
"""A column name as programs write it: small letters, joined by punctuation."""

_MAX_NAME_WORDS = 3
"""Words of a column name, where its words are not known."""

_COMPARED_ROWS = 29
"""Rows below the first that are compared with it."""

_MIN_TAGS = 4
"""Rows that must have a third cell for these to be tags."""


def has_header_row(rows: list[list[str]]) -> bool:
    """Return True if the first row names the columns."""
    head = [cell.strip() for cell in rows[0]]
    if not head[0] and len(head) > 2:
        head = head[1:]  # pandas leaves the name of its index empty
    if len(head) < 2 or not all(head) or len(set(head)) < len(head):
        return False
    known = sum(map(is_column_name, head))
    if known >= 2 or [cell.lower() for cell in head] == ["q", "a"]:
        return True
    is_pair = len(head) == 2 and len(rows) > 2
    if is_pair and all(is_column_name(c) or normalise(c) in _SUBJECT_NAMES for c in head):
        return True
    if len(head) < 3 or any(len(cell.split()) > _MAX_NAME_WORDS for cell in head):
        return False
    below = rows[1 : 1 + _COMPARED_ROWS]
    cells = [cell.strip() for row in below for cell in row[:2] if cell.strip()]
    are_cells_alike = sum(map(_is_identifier, cells)) > len(cells) / 2
    return known > 0 or (all(map(_is_identifier, head)) and not are_cells_alike)


def has_tag_column(rows: list[list[str]]) -> bool:
    """Return True if the third cells are single words that recur, as tags do."""
    third = [row[2].strip() for row in rows if len(row) > 2 and row[2].strip()]
    return (
        len(third) >= _MIN_TAGS
        and all(" " not in cell or "::" in cell for cell in third)
        and len(set(third)) <= len(third) / 2
    )


def is_column_name(cell: str) -> bool:
    """Return True if a cell is a usual name of a column, in any of several languages."""
    return normalise(cell) in _KNOWN_NAMES


def _is_identifier(cell: str) -> bool:
    return _IDENTIFIER.fullmatch(cell) is not None
