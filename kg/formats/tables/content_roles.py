"""Find the roles of columns by their names and by what stands in them over many rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from kg.formats.tables.column_roles import (
    ColumnRoles,
    find_column_roles,
    has_known_sides,
    is_text_field,
)

SAMPLED_ROWS = 200
"""Rows by which roles are found."""

_MIN_ROWS = 3
"""Rows without which content tells nothing."""

_MOST = 0.9
"""Share (0-1) of the filled cells that must look alike."""

_CARD_IDENTIFIER = re.compile(
    r"[0-9a-fA-F]{8}-?(?:[0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}|[0-9a-fA-F]{16,64}|\d{9,20}"
)
"""A UUID, a digest or a long number."""

_ADDRESS = re.compile(r"(?:https?|file)://\S+")
_MEDIA_NAME = re.compile(
    r"(?:<img\b[^<>]*>|\[sound:[^\]]+\]|[^\s/\\]{1,200}\.(?:png|jpe?g|gif|svg|webp|mp3|ogg|wav|mp4))",
    re.IGNORECASE,
)
_MEDIA_MARK = re.compile(r"<img\b|\[sound:", re.IGNORECASE)
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:[T ][\d:.+Z-]+)?")
_NUMBER = re.compile(r"#?\d{1,8}[.)]?")
_SWITCH = frozenset({"y", "n", "x", "yes", "no", "true", "false", "0", "1", "on", "off"})
_MIN_FILED_ROWS = 8
"""Rows without which no column is taken for one of topics."""

_MAX_TOPIC_SHARE = 0.25
"""Share (0-1) of the rows of a column of topics that may have different texts."""

_MAX_TAG_CHARS = 40


def find_roles(
    names: Sequence[str], rows: Sequence[Sequence[str]], known: ColumnRoles | None = None
) -> ColumnRoles:
    """Return the roles of columns.

    Names decide where they are usual names of fronts and backs. Otherwise the first column of text
    is the front and the second the back; columns of numbers, identifiers, switches, addresses,
    dates and names of media are no text.

    Args:
        names: the names of the columns, each empty if it has none.
        rows: the cells of rows; the first of them are looked at.
        known: roles that the names give already; None to find them.
    """
    roles = known or find_column_roles(tuple(names))
    sample = [row for row in rows[:SAMPLED_ROWS] if any(cell.strip() for cell in row)]
    if len(sample) < _MIN_ROWS:
        return roles
    width = max(map(len, sample))
    columns = [[row[n].strip() if n < len(row) else "" for row in sample] for n in range(width)]
    empty = {n for n, cells in enumerate(columns) if not any(cells)}
    special = {n for n in (roles.tags, roles.deck) if n is not None}
    no_text = {n for n, cells in enumerate(columns) if n not in special and _is_no_text(cells)}
    pictures = {n for n in no_text if _share(columns[n], _MEDIA_MARK.match) >= _MOST}
    ignored = tuple(sorted({*roles.ignored, *no_text} - {roles.front, roles.back}))
    if has_known_sides(tuple(names)):
        return replace(roles, ignored=tuple(n for n in ignored if n not in pictures))
    text = [n for n in range(width) if n not in special | no_text | empty]
    text = [n for n in text if n >= len(names) or _may_be_text(names[n])]
    topics = [n for n in text if _is_topic(columns[n])]
    deck = roles.deck
    if topics and len(text) - len(topics) > 1:
        text = [n for n in text if n not in topics] + topics[deck is None :]
        deck = topics[0] if deck is None else deck
    if len(text) < 2:
        return replace(roles, ignored=tuple(n for n in ignored if n not in pictures))
    front, back, *others = text
    tags = roles.tags
    if tags is None and others and _are_tags(columns[others[-1]], sample):
        tags = others.pop()
    ignored = tuple(sorted({*roles.ignored, *no_text} - pictures))
    return ColumnRoles(front, back, tuple(others), tags, deck, ignored)


def _may_be_text(name: str) -> bool:
    """Return True if a column of this name may have text; one of pictures may name them."""
    return is_text_field(name) or name.strip().lower() in ("image", "picture", "audio", "sound")


def _is_topic(cells: Sequence[str]) -> bool:
    """Return True if a column files its cards: a few short texts that recur on many rows."""
    filled = [cell for cell in cells if cell]
    return (
        len(filled) >= _MIN_FILED_ROWS
        and len(set(filled)) <= len(filled) * _MAX_TOPIC_SHARE
        and all(len(cell) <= _MAX_TAG_CHARS for cell in filled)
    )


def _is_no_text(cells: Sequence[str]) -> bool:
    """Return True if the cells of a column say nothing about a card's subject."""
    filled = [cell for cell in cells if cell]
    if not filled:
        return False
    if (
        _share(cells, _CARD_IDENTIFIER.fullmatch) >= _MOST
        and len(set(filled)) > len(filled) * _MOST
    ):
        return True
    if any(_share(cells, p.fullmatch) >= _MOST for p in (_ADDRESS, _MEDIA_NAME, _DATE)):
        return True
    if {cell.lower() for cell in filled} <= _SWITCH:
        return True
    return _is_counter(filled)


def _is_counter(filled: Sequence[str]) -> bool:
    """Return True if cells only number the rows: whole numbers that rise by one."""
    if not all(map(_NUMBER.fullmatch, filled)):
        return False
    numbers = [int(re.sub(r"\D", "", cell)) for cell in filled]
    steps = sum(b - a == 1 for a, b in pairwise(numbers))
    return len(numbers) > 1 and steps >= (len(numbers) - 1) * _MOST


def _are_tags(cells: Sequence[str], rows: Sequence[object]) -> bool:
    """Return True if cells are short and recur, as tags do."""
    filled = [cell for cell in cells if cell]
    return (
        len(rows) > _MIN_ROWS
        and len(filled) > len(rows) / 2
        and all(len(cell) <= _MAX_TAG_CHARS for cell in filled)
        and len(set(filled)) <= len(filled) / 2
        and all(" " not in cell or "::" in cell for cell in filled)
    )


def _share(cells: Sequence[str], test: object) -> float:
    filled = [cell for cell in cells if cell]
    if not filled or not callable(test):
        return 0.0
    return sum(bool(test(cell)) for cell in filled) / len(filled)
