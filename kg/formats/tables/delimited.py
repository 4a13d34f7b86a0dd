"""Read rows of cells: CSV, TSV, and text that Anki or Quizlet exported, with or without a header.

Files whose lines are "term: definition", "term - definition" and the like count as rows of two.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from kg.errors import Skipped
from kg.formats.anki.text_header import DEFAULT_DECK, AnkiTextHeader, has_header, read_header
from kg.formats.markup.html_text import escape_unknown_tags, from_html, is_probably_html
from kg.formats.markup.plain_text import tidy
from kg.formats.note_card import Markup, Note, card_of
from kg.formats.read_options import GUESS_ALL, ReadOptions
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
from kg.text.encodable import encodable_text
from kg.text.phrasing import quantity

_ROW_HEADING = re.compile(r"#{2,6}\s+(\S.{0,200}?)\s*#*")
_MARKDOWN = re.compile(r"\*\*[^\s*][^*\n]{0,300}\*\*|\[[^\[\]\n]{1,200}\]\(\S{1,500}\)")
_CELLS_PER_MARKDOWN = 5
"""One cell in this many must have bold text or a link for all cells to be Markdown."""

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


def read(path: Path, encoding: str | None = None, options: ReadOptions = GUESS_ALL) -> Deck:
    """Read the rows of a file as cards, each citing its lines.

    A row without a delimiter continues the cell before it, as in Quizlet's exports. The header
    says which columns are front and back; without one their content does. A heading such as
    "## Lesson 1" is the topic of the rows below it.

    Raises:
        DataError: the text can't be read, or has no delimiter (E501, E502, E505, E507).
    """
    text = decode(read_content(path), path, encoding)
    header, lines = read_header(text.split("\n"))
    body = "\n".join(lines)
    chosen = options.delimiter or header.separator
    separator = None if chosen else find_semicolon_rows(body)
    if separator is not None:
        rows = list(split_semicolon_rows(body, separator))
        return _Table(path, header, rows, separator, lines, options).to_deck()
    delimiter = chosen or choose_delimiter(lines)
    if delimiter is None:
        message = "no tab, comma, semicolon, bar or colon splits its lines into equal columns"
        raise fault(path, "E505", f"{message}; name it with --separator, or the format: --format")
    skipped: list[Skipped] = []
    headings: dict[int, str] = {}
    for n, line in enumerate(lines):
        if not line.startswith("#") or delimiter in line:
            continue
        heading = _ROW_HEADING.fullmatch(line)
        if heading is not None:
            headings[n + 1] = heading[1]
        else:
            skipped.append(Skipped(f"{path}:{n + 1}", "a comment"))
        lines[n] = ""
    rows = split_rows(lines, delimiter, path, skipped)
    table = _Table(path, header, rows, delimiter, lines, options, skipped)
    table.headings = headings if len(headings) < len(rows) else {}
    return table.to_deck()


@dataclass(slots=True)
class _Table:
    """The rows of a file, to be turned into cards."""

    path: Path
    header: AnkiTextHeader
    rows: list[TableRow]
    delimiter: str
    lines: list[str]
    options: ReadOptions = GUESS_ALL
    skipped: list[Skipped] = field(default_factory=list)
    guesses: list[str] = field(default_factory=list)
    headings: dict[int, str] = field(default_factory=dict)

    def to_deck(self) -> Deck:
        """Return the cards of all rows, and what was skipped."""
        names = self._take_column_names()
        is_named = names is not None
        names = self._guess_column_names() if names is None else names
        bare_names = [name.strip() for name in names]
        roles = find_roles(bare_names, [row.cells for row in self.rows])
        if not self.header.is_present:
            self._fit_width(names, roles, is_named=is_named)
        special = self.header.special_columns
        unread = [n for n, name in enumerate(bare_names) if self.options.columns and name == "-"]
        roles = replace(
            roles,
            tags=special.get("tags", roles.tags),
            deck=special.get("deck", roles.deck),
            ignored=(
                *roles.ignored,
                *(n for name, n in special.items() if name in _NON_TEXT_COLUMNS),
                *unread,
            ),
        )
        markup = self._prepare_markup()
        self._report_guesses(roles, is_named=is_named)
        cards: list[Card] = []
        first_lines = sorted(self.headings)
        for row in join_continued(self.rows):
            note = _note_of(row, names, roles, self.header, self.path, markup)
            at = bisect(first_lines, row.first)
            if at:
                note = replace(note, trail=(self.headings[first_lines[at - 1]], *note.trail))
            card = card_of(note, len(cards) + 1)
            if isinstance(card, str):
                self.skipped.append(Skipped(f"{self.path}:{row.first}", card))
            else:
                cards.append(card)
        title = self.header.deck.split("::")[-1] or encodable_text(self.path.stem)
        skipped = tuple(sorted(self.skipped, key=lambda row: _line_of(row.place)))
        return Deck(title, tuple(cards), skipped, "lines", guesses=tuple(self.guesses))

    def _take_column_names(self) -> list[str] | None:
        """Return the column names that the file states; a header row is taken out of the rows."""
        given = list(self.options.columns) or None
        if self.header.column_names is not None:
            return given or self.header.column_names
        is_header = self.options.header
        if is_header is None:
            is_header = bool(self.rows) and has_header_row([row.cells for row in self.rows])
        if not self.rows or not is_header:
            return given
        names = self.rows[0].cells
        self.skipped.append(Skipped(f"{self.path}:{self.rows[0].first}", "the header"))
        self.rows = self.rows[1:]
        if given:
            return given
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

    def _fit_width(self, names: Sequence[str], roles: ColumnRoles, *, is_named: bool) -> None:
        """Join what stands beyond the last column to the text that it belongs to."""
        widths = {len(row.cells) for row in self.rows}
        at = None
        if is_named or not widths:
            width = len(names)
            at = roles.back
        else:
            width = 2 if len(widths) > 1 and min(widths) == 2 else max(widths)
        wide = sum(len(row.cells) > width for row in self.rows)
        self.rows = fit_width(self.rows, self.lines, self.delimiter, width, at)
        if wide and self.delimiter in (",", ";") and width > 1:
            column = names[at].strip() if at is not None and is_named else "the last"
            self.guesses.append(
                f"{quantity(wide, 'row')} with more cells than the others: the rest was read as"
                f" part of column {column}"
            )

    def _prepare_markup(self) -> Markup:
        """Return how the cells are written; if HTML is a guess, unknown tags are escaped."""
        stated = self.options.html if self.options.html is not None else self.header.html
        if stated is not None:
            return "html" if stated else "text"
        cells = [cell for row in self.rows for cell in row.cells]
        if not is_probably_html(cells):
            marked = sum(_MARKDOWN.search(cell) is not None for cell in cells)
            return "markdown" if marked * _CELLS_PER_MARKDOWN > len(cells) else "text"
        for row in self.rows:
            row.cells[:] = map(escape_unknown_tags, row.cells)
        return "html"

    def _report_guesses(self, roles: ColumnRoles, *, is_named: bool) -> None:
        """Note what was guessed about columns without names."""
        width = max((len(row.cells) for row in self.rows), default=0)
        if is_named or width < 3 or self.header.special_columns:
            return

        def column(n: int | None) -> str:
            return "none" if n is None else str(n + 1)

        self.guesses.append(
            f"columns without names: front is column {column(roles.front)}, back"
            f" {column(roles.back)}, tags {column(roles.tags)}"
        )


def _line_of(place: str) -> int:
    """Return the line of a place, as "deck.csv:3"; 0 if it has none."""
    line = place.rpartition(":")[2]
    return int(line) if line.isdigit() else 0


def _note_of(
    row: TableRow,
    names: Sequence[str],
    roles: ColumnRoles,
    header: AnkiTextHeader,
    path: Path,
    markup: Markup,
) -> Note:
    """Return the note of a row."""
    cells = row.cells

    def text_at(n: int | None) -> str:
        if n is None or n >= len(cells):
            return ""
        return from_html(cells[n]).text if markup == "html" else tidy(cells[n])

    deck = text_at(roles.deck).strip() or header.deck
    guid = header.special_columns.get("guid")
    type_ = header.special_columns.get("notetype")
    return Note(
        tuple(cells),
        tuple(names),
        roles,
        markup,
        are_named=True,
        path=str(path),
        first=row.first,
        last=row.last,
        trail=tuple(p.strip() for p in deck.split("::") if p.strip() and p.strip() != DEFAULT_DECK),
        tags=(*header.tags, *_TAG.findall(text_at(roles.tags))),
        type=text_at(type_),
        identifier=text_at(guid),
    )
