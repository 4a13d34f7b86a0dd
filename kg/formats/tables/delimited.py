"""Rows of cells: CSV, TSV, text that Anki or Quizlet exported, with or without a header."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from kg.errors import Skipped
from kg.formats.anki.text_header import Header, has_header, read_header
from kg.formats.markup.plain_text import (
    Plain,
    count_blanks,
    fill_blanks,
    from_html,
    has_blanks,
    is_marked_up,
    split_furigana,
    tidy,
    without_strange_tags,
)
from kg.formats.source import decode, decode_start, fault, read_content
from kg.formats.tables.column_roles import Roles, are_subjects, find_roles, is_heading, tells
from kg.formats.tables.dialects import (
    Row,
    choose_delimiter,
    ends_by_semicolon,
    fit_width,
    is_identifier,
    join_rest,
    rows_ended,
    rows_of,
)
from kg.model.deck import Card, Deck

_TAG = re.compile(r"[^\s,]+")
_DEFAULT = "Default"
_SPECIAL = frozenset({"guid", "notetype"})


def recognises(start: bytes) -> bool:
    """Whether the first lines are rows of as many cells."""
    text = decode_start(start)
    if has_header(text):
        return True
    _, lines = read_header(text.split("\n")[:-1] or [text])
    return choose_delimiter(lines) is not None or ends_by_semicolon(text) is not None


def read(path: Path, encoding: str | None = None) -> Deck:
    """The rows of a file as cards, each citing its lines.

    Rows without a delimiter go on with the cell before them, as in what Quizlet exports. Of more
    than two columns, a header tells the front and the back, else they are the first two.

    Raises:
        DataError: the text can't be read, no delimiter is there, or a quote has no end (E505).
    """
    text = decode(read_content(path), path, encoding)
    said, lines = read_header(text.split("\n"))
    body = "\n".join(lines)
    mark = None if said.separator else ends_by_semicolon(body)
    if mark is not None:
        return _Table(path, said, list(rows_ended(body, mark)), mark, lines).deck()
    delimiter = said.separator or choose_delimiter(lines)
    if delimiter is None:
        message = "no tab, comma, semicolon or bar divides its lines alike; name its --format"
        raise fault(path, "E505", message)
    notes = [n for n, line in enumerate(lines) if line.startswith("#") and delimiter not in line]
    for n in notes:
        lines[n] = ""
    table = _Table(path, said, rows_of(lines, delimiter, path), delimiter, lines)
    table.skipped = [Skipped(f"{path}:{n + 1}", "a note") for n in notes]
    return table.deck()


@dataclass(slots=True)
class _Table:
    """The rows of a file on their way to cards."""

    path: Path
    said: Header
    rows: list[Row]
    delimiter: str
    lines: list[str]
    skipped: list[Skipped] = field(default_factory=list)

    def deck(self) -> Deck:
        """The cards of all rows, and what was left out."""
        skipped = self.skipped
        names = self.said.names
        if names is None and self.rows and _has_heading([row.cells for row in self.rows]):
            names = self.rows[0].cells
            skipped.append(Skipped(f"{self.path}:{self.rows[0].first}", "the header"))
            self.rows = self.rows[1:]
            if not names[0].strip() and all(row.cells[0].isdigit() for row in self.rows):
                names = ["index", *names[1:]]
        is_headed = names is not None
        names = self._names() if names is None else names
        if not self.said.is_there:
            width = self._width(names, is_headed=is_headed)
            self.rows = fit_width(self.rows, self.lines, self.delimiter, width)
        roles = find_roles(tuple(name.strip() for name in names))
        columns = self.said.columns
        roles = replace(
            roles, tags=columns.get("tags", roles.tags), deck=columns.get("deck", roles.deck)
        )
        is_html = bool(self.said.html)
        if self.said.html is None and any(is_marked_up(c) for row in self.rows for c in row.cells):
            is_html = True
            for row in self.rows:
                row.cells[:] = map(without_strange_tags, row.cells)
        cards: list[Card] = []
        for row in join_rest(self.rows):
            place = f"{self.path}:{row.first}"
            card = _card(row.cells, names, roles, self.said, is_html=is_html)
            if isinstance(card, str):
                skipped.append(Skipped(place, card))
            else:
                at = {"path": str(self.path), "first": row.first, "last": row.last}
                cards.append(replace(card, number=len(cards) + 1, **at))  # type: ignore[arg-type]
        title = self.said.deck.split("::")[-1] or self.path.stem
        return Deck(title, tuple(cards), tuple(skipped), "lines")

    def _names(self) -> list[str]:
        """The names of columns that no header names: those that Anki tells of, and tags."""
        width = max((len(row.cells) for row in self.rows), default=0)
        special = {n: name for name, n in self.said.columns.items()}
        names = [special.get(n, "") for n in range(width)]
        if width == 3 and not special and _are_tags([row.cells for row in self.rows]):
            names[2] = "tags"
        return names

    def _width(self, names: Sequence[str], *, is_headed: bool) -> int:
        """How many cells a row has at most; what is beyond is a comma of the text."""
        widths = {len(row.cells) for row in self.rows}
        if is_headed or not widths:
            return len(names)
        return 2 if len(widths) > 1 and min(widths) == 2 else max(widths)


def _has_heading(rows: list[list[str]]) -> bool:
    """Whether the first row names the columns."""
    head = [cell.strip() for cell in rows[0]]
    if not head[0] and len(head) > 2:
        head = head[1:]  # as pandas leaves its index
    if len(head) < 2 or not all(head) or len(set(head)) < len(head):
        return False
    named = sum(map(is_heading, head))
    if named >= 2 or [cell.lower() for cell in head] == ["q", "a"]:
        return True
    are_two = len(head) == 2 and len(rows) > 2
    if are_two and all(is_heading(cell) or are_subjects([cell]) for cell in head):
        return True
    if len(head) < 3 or any(len(cell.split()) > 3 for cell in head):
        return False
    rest = [cell.strip() for row in rows[1:30] for cell in row[:2] if cell.strip()]
    alike = sum(map(is_identifier, rest)) > len(rest) / 2
    return named > 0 or (all(map(is_identifier, head)) and not alike)


def _are_tags(rows: list[list[str]]) -> bool:
    """Whether third cells are single words that return, as tags do."""
    last = [row[2].strip() for row in rows if len(row) > 2 and row[2].strip()]
    return (
        len(last) > 3
        and all(" " not in cell or "::" in cell for cell in last)
        and len(set(last)) <= len(last) / 2
    )


def _card(
    cells: list[str], names: Sequence[str], roles: Roles, said: Header, *, is_html: bool
) -> Card | str:
    """The card of a row; why there is none where it has no front."""
    plain = [_plain(cell, is_html=is_html) for cell in cells]
    texts = [p.text for p in plain]

    def at(n: int | None) -> str:
        return texts[n] if n is not None and n < len(texts) else ""

    def name(n: int) -> str:
        return names[n].strip() if n < len(names) else ""

    front, back = at(roles.front), at(roles.back)
    blanks: tuple[str, ...] = ()
    sides = max(1, count_blanks(front))
    if has_blanks(front):
        front, blanks = fill_blanks(front)
        front = front.strip()
    taken = {roles.front, roles.back, roles.tags, roles.deck}
    others = [
        n
        for n in range(len(cells))
        if n not in taken and texts[n] and tells(name(n)) and name(n) not in _SPECIAL
    ]
    media = tuple(dict.fromkeys(m for p in plain for m in p.media))
    if not front and count_blanks(at(roles.front)) and others:
        front = texts[others.pop(0)]  # blanks over a picture, which a heading tells of
    if not front and media:  # a picture asks; what answers it is the name
        front, back = back, ""
    if not front:
        return "no text, only pictures or sounds" if media else "no front: its first cell is empty"
    front, reading = split_furigana(front)
    deck = at(roles.deck).strip() or said.deck
    return Card(
        number=1,
        front=front,
        back=split_furigana(back)[0],
        more=tuple(f"{name(n)}: {texts[n]}" if name(n) else texts[n] for n in others),
        trail=tuple(p.strip() for p in deck.split("::") if p.strip() and p.strip() != _DEFAULT),
        tags=(*said.tags, *_TAG.findall(at(roles.tags))),
        blanks=blanks,
        aliases=(reading,) if reading else (),
        media=media,
        sides=sides,
    )


def _plain(cell: str, *, is_html: bool) -> Plain:
    return from_html(cell) if is_html else Plain(tidy(cell))
