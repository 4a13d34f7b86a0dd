"""Rows: what divides a text into rows and cells, and the rows that it then has."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from kg.formats.source import LONGEST, fault

DELIMITERS = ("\t", ";", ",", "|")
"""What divides cells that may be quoted."""

MARKS = (" // ", " -> ", " → ", " => ", " — ", " – ", " = ", " - ", ": ")
"""What divides a term from its definition where people write lines of them by hand."""

_LOOKED_AT = 60
"""Rows by which a delimiter is chosen."""

_ALIKE = 0.9
"""Share of rows that must have as many cells as most have."""

_LONGEST_TERM = 6
"""Words before a mark at most, in nine of ten rows."""

_MARKED, _FEW = 0.75, 4
"""Share of lines that have a mark where there are more than a few; the rest go on with others."""


class Row(NamedTuple):
    """A row: its first and last line, counted from 1, and its cells."""

    first: int
    last: int
    cells: list[str]


def choose_delimiter(lines: Sequence[str]) -> str | None:
    """The delimiter or mark by which most lines have as many cells; None when none does."""
    sample = [line for line in lines if line.strip() and not line.startswith("#")]
    sample = (sample or [line for line in lines if line.strip()])[: _LOOKED_AT * 4]
    if sample and all(line.count("||") == 1 and line.count("|") == 2 for line in sample):
        return "||"
    best: tuple[float, str] | None = None
    for delimiter in DELIMITERS:
        # A quote that is never closed takes all that follows, so the bare lines are looked at too.
        ways = [[line.split(delimiter) for line in sample]]
        with suppress(csv.Error):
            ways.append([row for row in csv.reader(sample, delimiter=delimiter) if any(row)])
        score = max(_regularity(rows, delimiter) for rows in ways)
        if score >= _ALIKE and (best is None or score > best[0]):
            best = (score, delimiter)
            if delimiter == "\t":
                break
    return best[1] if best else _choose_mark(sample)


def are_columns(lines: Sequence[str]) -> bool:
    """Whether lines are rows of three or more cells each, as no prose is."""
    sample = [line for line in lines if line.strip()][:_LOOKED_AT]
    for delimiter in (",", ";"):
        with suppress(csv.Error):
            widths = {len(row) for row in csv.reader(sample, delimiter=delimiter)}
            if len(sample) > 2 and len(widths) == 1 and min(widths) > 2:
                return True
    return False


def are_terms(lines: Sequence[str]) -> bool:
    """Whether lines are terms with a mark behind each, and the few that begin with # are notes."""
    sample = [line for line in lines if line.strip()]
    rows = [line for line in sample if not line.startswith("#")]
    mark = _choose_mark(rows)
    if mark is None or 3 * len(rows) < 2 * len(sample):
        return False
    terms = [line.split(mark, 1)[0].strip() for line in rows if mark in line]
    return len(set(terms)) == len(terms)  # under headings, the same words stand again and again


def _choose_mark(lines: Sequence[str]) -> str | None:
    """The mark that lines have behind a short term: all of a few, of many the most."""
    if len(lines) < 2:
        return None
    for mark in MARKS:
        terms = [line.split(mark, 1)[0] for line in lines if mark in line.strip()]
        least = _MARKED * len(lines) if len(lines) > _FEW else len(lines)
        if len(terms) >= least and _are_short(terms):
            return mark
    return None


def _are_short(terms: Sequence[str]) -> bool:
    lengths = sorted(len(term.split()) for term in terms)
    return lengths[0] > 0 and lengths[len(lengths) * 9 // 10] <= _LONGEST_TERM


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
    if delimiter in ",;" and divided == 1.0 and len(rows) > 1 and _are_short([r[0] for r in rows]):
        return max(alike, _ALIKE)
    return alike


def ends_by_semicolon(text: str) -> str | None:
    """What divides the cells where semicolons end the rows, as Quizlet can export; else None."""
    parts = [part for part in text.strip().rstrip(";").split(";") if part.strip()]
    if len(parts) < 2:
        return None
    lines = [line for line in text.split("\n") if line.strip()]
    ended = sum(line.rstrip().endswith(";") for line in lines)
    if len(lines) > 1 and ended < len(lines) * _ALIKE:
        return None
    for mark in ("\t", ",", *MARKS):
        firsts = [part.split(mark, 1)[0] for part in parts if mark in part]
        is_tab = mark == "\t" and any(line.count("\t") > 1 for line in lines)
        if len(firsts) == len(parts) and (is_tab or (mark != "\t" and _are_short(firsts))):
            return mark
    return None


def rows_ended(text: str, delimiter: str) -> Iterator[Row]:
    """The rows of a text in which semicolons end them."""
    line = 1
    for part in text.split(";"):
        start = line + len(part[: len(part) - len(part.lstrip())].split("\n")) - 1
        line += part.count("\n")
        if part.strip():
            yield Row(start, max(start, line), part.strip().split(delimiter, 1))


def rows_of(lines: list[str], delimiter: str, path: Path) -> list[Row]:
    """The rows of lines, a quoted cell over several lines included.

    Raises:
        DataError: a quote is never closed (E505, at its line).
    """
    if len(delimiter) > 1:
        return list(_divided(lines, delimiter, most=1))
    csv.field_size_limit(LONGEST)
    text = [f"{line}\n" for line in lines]
    try:
        rows = list(_quoted(text, delimiter))
    except csv.Error as error:
        if delimiter == "\t":  # text between tabs needs no quotes, so these are quotation marks
            return list(_divided(lines, delimiter))
        at = _unclosed(text, delimiter)
        message = f"a quote that is never closed, or goes on after its end ({error})"
        raise fault(path, "E505", f'{message}; write " within quotes as ""', at) from error
    return rows


def _quoted(lines: list[str], delimiter: str) -> Iterator[Row]:
    reader = csv.reader(lines, delimiter=delimiter, strict=True, skipinitialspace=delimiter != "\t")
    before = 0
    for cells in reader:
        first, before = before + 1, reader.line_num
        if any(cell.strip() for cell in cells):
            yield Row(first, before, cells)


def _divided(lines: list[str], delimiter: str, most: int = -1) -> Iterator[Row]:
    for n, line in enumerate(lines, 1):
        if line.strip():
            yield Row(n, n, line.split(delimiter, most))


def _unclosed(lines: list[str], delimiter: str) -> int:
    """The line of the row that can't be read."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True, skipinitialspace=True)
    before = 0
    with suppress(csv.Error):
        for _ in reader:
            before = reader.line_num
    return min(before + 1, len(lines))


def fit_width(rows: list[Row], lines: list[str], delimiter: str, width: int) -> list[Row]:
    """Rows of one width: what is beyond belongs to the last cell, where nobody quoted a comma.

    Rows that are not parted by comma or semicolon, or not too wide, are as they are.
    """
    if delimiter not in (",", ";") or width < 2 or all(len(row.cells) <= width for row in rows):
        return rows
    if not any('"' in line for line in lines):
        fitted = _divided(lines, delimiter, most=width - 1)
        first = rows[0].first
        return [
            row._replace(cells=[c.strip() for c in row.cells])
            for row in fitted
            if row.first >= first
        ]
    return [
        row._replace(cells=[*row.cells[: width - 1], delimiter.join(row.cells[width - 1 :])])
        for row in rows
    ]


def join_rest(rows: list[Row]) -> list[Row]:
    """The rows, each that has but one cell added to the definition before it."""
    if any(len(row.cells) > 2 for row in rows):
        return rows
    joined: list[Row] = []
    for row in rows:
        if len(row.cells) == 1 and joined and len(joined[-1].cells) > 1:
            before = joined[-1]
            cells = [before.cells[0], f"{before.cells[1]}\n{row.cells[0]}"]
            joined[-1] = Row(before.first, row.last, cells)
        else:
            joined.append(row)
    return joined


def is_identifier(cell: str) -> bool:
    """Whether a cell is as programs name columns: small letters, joined by marks."""
    return re.fullmatch(r"[a-z][a-z0-9_]*(?:[:. -][a-z0-9_-]+)*", cell) is not None
