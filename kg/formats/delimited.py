"""Rows of cells: CSV, TSV, text that Anki or Quizlet exported, with or without a header."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from kg.deck import Card, Deck, Skipped
from kg.formats.fields import Roles, find_roles, is_heading
from kg.formats.plain import count_blanks, fill_blanks, from_html, tidy
from kg.formats.source import LONGEST, decode, decode_start, fault, read_content

DELIMITERS = ("\t", ";", ",", "|")
_LOOKED_AT = 60
"""Rows by which a delimiter is chosen."""

_ALIKE = 0.9
"""Share of rows that must have as many cells as most have."""

_SEPARATORS = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "space": " ", "colon": ":"}
_HEADER = re.compile(
    r"#(separator|html|tags|deck|notetype|columns|guid column|notetype column|deck column"
    r"|tags column):(.*)"
)
_IDENTIFIER = re.compile(r"[a-z][a-z0-9_]*(?:[:. -][a-z0-9_-]+)*")
_TAG = re.compile(r"[^\s,]+")

Row = tuple[int, int, list[str]]
"""First line, last line, cells."""


@dataclass(slots=True)
class _Said:
    """What the header lines of Anki's export say; columns are counted from 0."""

    separator: str | None = None
    html: bool | None = None
    deck: str = ""
    tags: tuple[str, ...] = ()
    names: list[str] | None = None
    columns: dict[str, int] = field(default_factory=dict)


def recognises(start: bytes) -> bool:
    """Whether the first lines are rows of as many cells."""
    text = decode_start(start)
    if _HEADER.match(text):
        return True
    rows = [line for line in text.split("\n")[:-1] or [text] if line.strip()]
    rows = [line for line in rows if not line.startswith("#")] or rows
    if not rows:
        return False
    return _choose("\n".join(rows[:_LOOKED_AT])) is not None or _is_quizlet_line(text)


def read(path: Path, encoding: str | None = None) -> Deck:
    """The rows of a file as cards, each citing its lines.

    Rows without a delimiter go on with the cell before them, as in what Quizlet exports. Of more
    than two columns, a header tells the front and the back, else they are the first two.

    Raises:
        DataError: the text can't be read, no delimiter is there, or a quote has no end (E505).
    """
    text = decode(read_content(path), path, encoding)
    said, lines = _header(text.split("\n"))
    body = "\n".join(lines)
    if said.separator is None and _is_quizlet_line(body):
        return _deck(path, _quizlet_rows(body), said)
    delimiter = said.separator or _choose("\n".join(_plain_rows(lines)))
    if delimiter is None:
        message = "no tab, comma, semicolon or bar divides its lines alike; name its --format"
        raise fault(path, "E505", message)
    return _deck(path, list(_rows(lines, delimiter, path)), said)


def _header(lines: list[str]) -> tuple[_Said, list[str]]:
    """What Anki's header lines say, and the lines with these and notes blanked out."""
    said = _Said()
    kept = list(lines)
    for n, line in enumerate(lines):
        if not line.startswith("#"):
            if line.strip():
                break
            continue
        kept[n] = ""
        found = _HEADER.match(line)
        if found is None:
            continue
        key, value = found[1], found[2].strip()
        if key == "separator":
            said.separator = _SEPARATORS.get(value.lower(), value[:1] or None)
        elif key == "html":
            said.html = value.lower() == "true"
        elif key == "tags":
            said.tags = tuple(value.split())
        elif key == "deck":
            said.deck = value
        elif key == "columns":
            said.names = found[2].split(said.separator or "\t")
        elif key.endswith("column") and value.isdigit():
            said.columns[key.split()[0]] = int(value) - 1
    # Anki passes over every line that begins so.
    return said, ["" if line.startswith("#") else line for line in kept]


def _plain_rows(lines: Sequence[str]) -> list[str]:
    return [line for line in lines if line.strip()][: _LOOKED_AT * 4]


def _choose(sample: str) -> str | None:
    """The delimiter by which the most rows have as many cells; None when none does."""
    lines = sample.split("\n")
    best: tuple[float, str] | None = None
    for delimiter in DELIMITERS:
        # A quote that is never closed takes all that follows, so the bare lines are looked at too.
        ways = [[line.split(delimiter) for line in lines if line]]
        with suppress(csv.Error):
            ways.append([row for row in csv.reader(lines, delimiter=delimiter) if any(row)])
        score = max(_regularity(rows, delimiter) for rows in ways)
        if score >= _ALIKE and (best is None or score > best[0]):
            best = (score, delimiter)
            if delimiter == "\t":
                break
    return best[1] if best else None


def _regularity(rows: list[list[str]], delimiter: str) -> float:
    """How regularly a delimiter divides rows, 0-1."""
    rows = rows[:_LOOKED_AT]
    if not rows:
        return 0.0
    widths = Counter(map(len, rows))
    divided = sum(n for width, n in widths.items() if width > 1) / len(rows)
    width, often = max(widths.items(), key=lambda item: (item[1], item[0]))
    alike = often / len(rows) if width > 1 else 0.0
    if delimiter == "\t":  # text has commas now and then; a tab is in it by purpose only
        return max(alike, divided, _ALIKE if divided >= 0.3 else 0.0)
    if delimiter == "," and divided == 1.0 and _is_short_first(rows):
        return max(alike, _ALIKE)
    return alike


def _is_short_first(rows: list[list[str]]) -> bool:
    """Whether first cells are terms, not the beginnings of sentences."""
    lengths = sorted(len(row[0].split()) for row in rows)
    return len(rows) > 1 and lengths[len(lengths) * 9 // 10] <= 5


def _is_quizlet_line(text: str) -> bool:
    """Whether semicolons end the rows and commas divide them, as Quizlet can export."""
    parts = [part for part in text.strip().rstrip(";").split(";") if part.strip()]
    if len(parts) < 2 or "\t" in text:
        return False
    lines = [line for line in text.split("\n") if line.strip()]
    ended = sum(line.rstrip().endswith(";") for line in lines)
    if len(lines) > 1 and ended < len(lines) * _ALIKE:
        return False
    return all("," in part for part in parts) and _is_short_first([p.split(",") for p in parts])


def _quizlet_rows(text: str) -> list[Row]:
    rows: list[Row] = []
    line = 1
    for part in text.split(";"):
        start = line + len(part[: len(part) - len(part.lstrip())].split("\n")) - 1
        line += part.count("\n")
        if part.strip():
            rows.append((start, max(start, line), part.strip().split(",", 1)))
    return rows


def _rows(lines: list[str], delimiter: str, path: Path) -> Iterator[Row]:
    """The rows of the lines, a quoted cell over several lines included."""
    csv.field_size_limit(LONGEST)
    text = [f"{line}\n" for line in lines]
    try:
        yield from list(_quoted(text, delimiter))
    except csv.Error as error:
        if delimiter == "\t":  # text between tabs needs no quotes, so these are quotation marks
            yield from _unquoted(lines)
            return
        at = _unclosed(text, delimiter)
        message = f"a quote that is never closed, or goes on after its end ({error})"
        raise fault(path, "E505", f'{message}; write " within quotes as ""', at) from error


def _quoted(lines: list[str], delimiter: str) -> Iterator[Row]:
    reader = csv.reader(lines, delimiter=delimiter, strict=True, skipinitialspace=delimiter != "\t")
    before = 0
    for cells in reader:
        first, before = before + 1, reader.line_num
        if any(cell.strip() for cell in cells):
            yield first, before, cells


def _unquoted(lines: list[str]) -> Iterator[Row]:
    for n, line in enumerate(lines, 1):
        if line.strip():
            yield n, n, line.split("\t")


def _unclosed(lines: list[str], delimiter: str) -> int:
    """The line of the row that can't be read."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True, skipinitialspace=True)
    before = 0
    try:
        for _ in reader:
            before = reader.line_num
    except csv.Error:
        pass
    return min(before + 1, len(lines))


def _deck(path: Path, rows: list[Row], said: _Said) -> Deck:
    skipped: list[Skipped] = []
    names = said.names
    if names is None and rows and _has_heading([row[2] for row in rows]):
        names = rows[0][2]
        skipped.append(Skipped(f"{path}:{rows[0][0]}", "the header"))
        rows = rows[1:]
    width = max((len(row[2]) for row in rows), default=0)
    if names is None:
        special = {n: name for name, n in said.columns.items()}
        names = [special.get(n, "") for n in range(width)]
        if width == 3 and not special and _are_tags([row[2] for row in rows]):
            names[2] = "tags"
    roles = find_roles(tuple(name.strip() for name in names))
    tags = said.columns.get("tags", roles.tags)
    deck = said.columns.get("deck", roles.deck)
    roles = Roles(roles.front, roles.back, roles.others, tags, deck)
    cards: list[Card] = []
    for first, last, cells in _joined(rows):
        card = _card(cells, names, roles, said)
        if card is None:
            skipped.append(Skipped(f"{path}:{first}", "no front: its first cell is empty"))
        else:
            number = len(cards) + 1
            cards.append(replace(card, number=number, path=str(path), first=first, last=last))
    return Deck(said.deck.split("::")[-1] or path.stem, tuple(cards), tuple(skipped), "lines")


def _joined(rows: list[Row]) -> list[Row]:
    """The rows, each that has but one cell added to the definition before it."""
    joined: list[Row] = []
    is_pairs = all(len(cells) <= 2 for _, _, cells in rows)
    for first, last, cells in rows:
        if is_pairs and len(cells) == 1 and joined and len(joined[-1][2]) > 1:
            start, _, before = joined[-1]
            joined[-1] = (start, last, [*before[:-1], f"{before[-1]}\n{cells[0]}"])
        else:
            joined.append((first, last, cells))
    return joined


def _has_heading(rows: list[list[str]]) -> bool:
    """Whether the first row names the columns."""
    head = [cell.strip() for cell in rows[0]]
    if len(head) < 2 or not all(head) or len(set(head)) < len(head):
        return False
    named = sum(map(is_heading, head))
    if named >= 2 or [cell.lower() for cell in head] == ["q", "a"]:
        return True
    if len(head) < 3 or any(len(cell.split()) > 3 for cell in head):
        return False
    rest = [cell.strip() for row in rows[1:30] for cell in row[:2] if cell.strip()]
    alike = sum(bool(_IDENTIFIER.fullmatch(cell)) for cell in rest) > len(rest) / 2
    return named > 0 or (all(map(_IDENTIFIER.fullmatch, head)) and not alike)


def _are_tags(rows: list[list[str]]) -> bool:
    """Whether third cells are single words that return, as tags do."""
    last = [row[2].strip() for row in rows if len(row) > 2 and row[2].strip()]
    return (
        len(last) > 3
        and all(" " not in cell or "::" in cell for cell in last)
        and len(set(last)) <= len(last) / 2
    )


def _card(cells: list[str], names: Sequence[str], roles: Roles, said: _Said) -> Card | None:
    def at(n: int | None) -> str:
        return cells[n] if n is not None and n < len(cells) else ""

    plain = {n: from_html(cell) if said.html is not False else None for n, cell in enumerate(cells)}

    def text(n: int | None) -> str:
        found = plain.get(n) if n is not None else None
        return found.text if found is not None else tidy(at(n))

    front, back = text(roles.front), text(roles.back)
    blanks: tuple[str, ...] = ()
    sides = max(1, count_blanks(at(roles.front)))
    if "{{c" in front:
        front, blanks = fill_blanks(front)
    others = [n for n in roles.others if text(n)]
    if roles.back is None or not any(names):
        others = [n for n in range(2, len(cells)) if n not in (roles.tags, roles.deck) and text(n)]
    if not front:
        return None
    deck = at(roles.deck).strip() or said.deck
    return Card(
        number=1,
        front=front,
        back=back,
        more=tuple(
            f"{names[n].strip()}: {text(n)}" if n < len(names) and names[n].strip() else text(n)
            for n in others
        ),
        trail=tuple(part.strip() for part in deck.split("::") if part.strip()),
        tags=(*said.tags, *_TAG.findall(at(roles.tags))),
        blanks=blanks,
        media=tuple(dict.fromkeys(m for p in plain.values() if p is not None for m in p.media)),
        sides=sides,
    )
