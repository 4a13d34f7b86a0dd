"""Read rows of cells: CSV, TSV, and text that Anki or Quizlet exported, with or without a header.

Files whose lines are "term: definition", "term - definition" and the like count as rows of two.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from kg.errors import Skipped
from kg.formats.anki.text_header import DEFAULT_DECK, AnkiTextHeader, has_header, read_header
from kg.formats.markup.html_text import escape_unknown_tags, from_html, has_html
from kg.formats.markup.plain_text import tidy
from kg.formats.note_card import Note, card_of
from kg.formats.source import decode, decode_start, fault, read_content
from kg.formats.tables.column_roles import ColumnRoles
from kg.formats.tables.content_roles import find_roles
from kg.formats.tables.dialects import choose_delimiter, find_semicolon_rows
from kg.formats.tables.header_row import has_header_row, has_tag_column
from kg.formats.tables.table_rows import (
    TableRow,
    fit_width,
    join_continued,
    split_rows,
    split_semicolon_rows,
)
from kg.model.deck import Card, Deck
from kg.system.files import readable

_TAG = re.compile(r"[^\s,]+")
_NON_TEXT_COLUMNS = frozenset({"guid", "notetype"})
"""Columns of an Anki export that are left out of the text of a card."""


def recognises(start: bytes) -> bool:
    """Return True if a file that begins with these bytes has rows of as many cells."""
    text = decode_start(start)
    if has_header(text):
        return True
    _, lines = read_header(text.split("\n")[:-1] or [text])
    return choose_delimiter(lines) is not None or find_semicolon_rows(text) is not None


def read(path: Path, encoding: str | None = None) -> Deck:
    """Read the rows of a file as cards, each citing its lines.

    A row without a delimiter continues the cell before it, as in Quizlet's exports. The header
    says which columns are front and back; without one they are the first two.

    Raises:
        DataError: the text can't be read, has no delimiter, or a quote is never closed (E501,
            E502, E505, E507).
    """
    text = decode(read_content(path), path, encoding)
    header, lines = read_header(text.split("\n"))
    body = "\n".join(lines)
    separator = None if header.separator else find_semicolon_rows(body)
    if separator is not None:
        rows = list(split_semicolon_rows(body, separator))
        return _Table(path, header, rows, separator, lines).to_deck()
    delimiter = header.separator or choose_delimiter(lines)
    if delimiter is None:
        message = "no tab, comma, semicolon, bar or colon splits its lines into equal columns"
        raise fault(path, "E505", f"{message}; name its format with --format")
    comments = [n for n, line in enumerate(lines) if line.startswith("#") and delimiter not in line]
    for n in comments:
        lines[n] = ""
    table = _Table(path, header, split_rows(lines, delimiter, path), delimiter, lines)
    table.skipped = [Skipped(f"{path}:{n + 1}", "a comment") for n in comments]
    return table.to_deck()


@dataclass(slots=True)
class _Table:
    """The rows of a file, to be turned into cards."""

    path: Path
    header: AnkiTextHeader
    rows: list[TableRow]
    delimiter: str
    lines: list[str]
    skipped: list[Skipped] = field(default_factory=list)

    def to_deck(self) -> Deck:
        """Return the cards of all rows, and what was skipped."""
        names = self._take_column_names()
        is_named = names is not None
        names = self._guess_column_names() if names is None else names
        if not self.header.is_present:
            width = self._max_width(names, is_named=is_named)
            self.rows = fit_width(self.rows, self.lines, self.delimiter, width)
        roles = find_roles([name.strip() for name in names], [row.cells for row in self.rows])
        special = self.header.special_columns
        roles = replace(
            roles,
            tags=special.get("tags", roles.tags),
            deck=special.get("deck", roles.deck),
            ignored=tuple(n for name, n in special.items() if name in _NON_TEXT_COLUMNS),
        )
        is_html = self._prepare_html()
        cards: list[Card] = []
        for row in join_continued(self.rows):
            note = _note_of(row, names, roles, self.header, self.path, is_html=is_html)
            card = card_of(note, len(cards) + 1)
            if isinstance(card, str):
                self.skipped.append(Skipped(f"{self.path}:{row.first}", card))
            else:
                cards.append(card)
        title = self.header.deck.split("::")[-1] or readable(self.path.stem)
        return Deck(title, tuple(cards), tuple(self.skipped), "lines")

    def _take_column_names(self) -> list[str] | None:
        """Return the column names that the file states; a header row is taken out of the rows."""
        if self.header.column_names is not None:
            return self.header.column_names
        if not self.rows or not has_header_row([row.cells for row in self.rows]):
            return None
        names = self.rows[0].cells
        self.skipped.append(Skipped(f"{self.path}:{self.rows[0].first}", "the header"))
        self.rows = self.rows[1:]
        if not names[0].strip() and all(row.cells[0].isdigit() for row in self.rows):
            return ["index", *names[1:]]
        return names

    def _guess_column_names(self) -> list[str]:
        """Return names for unnamed columns: empty, except special columns and tags."""
        width = max((len(row.cells) for row in self.rows), default=0)
        special = {n: name for name, n in self.header.special_columns.items()}
        names = [special.get(n, "") for n in range(width)]
        if width == 3 and not special and has_tag_column([row.cells for row in self.rows]):
            names[2] = "tags"
        return names

    def _max_width(self, names: Sequence[str], *, is_named: bool) -> int:
        """Return how many cells a row may have; further delimiters are part of the text."""
        widths = {len(row.cells) for row in self.rows}
        if is_named or not widths:
            return len(names)
        return 2 if len(widths) > 1 and min(widths) == 2 else max(widths)

    def _prepare_html(self) -> bool:
        """Return True if the cells are HTML; if that is a guess, unknown tags are escaped."""
        if self.header.html is not None:
            return self.header.html
        if not any(has_html(cell) for row in self.rows for cell in row.cells):
            return False
        for row in self.rows:
            row.cells[:] = map(escape_unknown_tags, row.cells)
        return True


def _note_of(
    row: TableRow,
    names: Sequence[str],
    roles: ColumnRoles,
    header: AnkiTextHeader,
    path: Path,
    *,
    is_html: bool,
) -> Note:
    """Return the note of a row."""
    cells = row.cells

    def text_at(n: int | None) -> str:
        if n is None or n >= len(cells):
            return ""
        return from_html(cells[n]).text if is_html else tidy(cells[n])

    deck = text_at(roles.deck).strip() or header.deck
    guid = header.special_columns.get("guid")
    type_ = header.special_columns.get("notetype")
    return Note(
        tuple(cells),
        tuple(names),
        roles,
        "html" if is_html else "text",
        are_named=True,
        path=str(path),
        first=row.first,
        last=row.last,
        trail=tuple(p.strip() for p in deck.split("::") if p.strip() and p.strip() != DEFAULT_DECK),
        tags=(*header.tags, *_TAG.findall(text_at(roles.tags))),
        type=text_at(type_),
        identifier=text_at(guid),
    )
