"""Divide a text into rows of cells, once its delimiter is known."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from kg.errors import Skipped
from kg.formats.source import MAX_FIELD_CHARS, fault

MAX_BROKEN_ROWS = 200
"""Rows with broken quotes that are skipped; with more the file is refused."""


class TableRow(NamedTuple):
    """A row: its first and last line, counted from 1, and its cells."""

    first: int
    last: int
    cells: list[str]


def split_rows(
    lines: list[str], delimiter: str, path: Path, skipped: list[Skipped]
) -> list[TableRow]:
    """Return the rows of lines; a quoted cell may span several lines. Empty rows are left out.

    Args:
        lines: the lines of the file.
        delimiter: what divides the cells; one of more than one character divides a line once.
        path: the file, for error messages.
        skipped: rows whose quotes are broken are added to it.

    Raises:
        DataError: too many quotes are broken (E505, at the line).
    """
    if len(delimiter) > 1:
        return list(_split_lines(lines, delimiter, max_splits=1))
    csv.field_size_limit(MAX_FIELD_CHARS)
    ended_lines = [f"{_without_end_space(line)}\n" for line in lines]
    rows: list[TableRow] = []
    start = 0
    for _ in range(MAX_BROKEN_ROWS):
        try:
            for first, last, cells in _parse_csv(ended_lines[start:], delimiter):
                row = TableRow(first + start, last + start, cells)
                rows.append(row)  # one by one: those before a broken row are kept
        except csv.Error as error:
            if delimiter == "\t":  # cells between tabs need no quotes: these are quotation marks
                return list(_split_lines(lines, delimiter))
            line = (rows[-1].last if rows and rows[-1].last > start else start) + 1
            while line <= len(lines) and not lines[line - 1].strip():
                line += 1
            start = line
            mended = _mend(lines[line - 1], delimiter) if line <= len(lines) else None
            if mended is not None and rows and len(rows[0].cells) == len(mended):
                rows.append(TableRow(line, line, mended))
                continue
            message = f"a quote is never closed, or text follows its end ({error})"
            skipped.append(Skipped(f"{path}:{line}", f'{message}; write " within quotes as ""'))
        else:
            return rows
    message = f"more than {MAX_BROKEN_ROWS} rows have broken quotes"
    raise fault(path, "E505", f"{message}; is it --separator tab or semicolon?", start)


def _without_end_space(line: str) -> str:
    """Return a line without spaces behind a quote at its end, where none is text."""
    bare = line.rstrip(" ")
    return bare if bare.endswith('"') else line


def _mend(line: str, delimiter: str) -> list[str] | None:
    """Return the two cells of a line with quotes within its first; None if that is not clear."""
    end = f'"{delimiter}'
    if not line.startswith('"') or line.count(end) != 1:
        return None
    first, _, second = line[1:].partition(end)
    second = second.strip()
    if second[:1] == '"' and second[-1:] == '"' and len(second) > 1:
        second = second[1:-1]
    return [first, second] if '"' not in second else None


def split_semicolon_rows(text: str, separator: str) -> Iterator[TableRow]:
    """Yield the rows of a text in which semicolons end the rows."""
    line = 1
    for row in text.split(";"):
        first = line + len(row[: len(row) - len(row.lstrip())].split("\n")) - 1
        line += row.count("\n")
        if row.strip():
            yield TableRow(first, max(first, line), row.strip().split(separator, 1))


def fit_width(
    rows: list[TableRow], lines: list[str], delimiter: str, width: int, at: int | None = None
) -> list[TableRow]:
    """Return rows with at most `width` cells: an unquoted comma belongs to the text around it.

    Rows that are not divided by comma or semicolon, or are not too wide, stay as they are.

    Args:
        rows: the rows.
        lines: the lines of the file that they are from.
        delimiter: what divides the cells.
        width: cells of a row.
        at: the column that has the text; None for the last.
    """
    if delimiter not in (",", ";") or width < 2 or all(len(row.cells) <= width for row in rows):
        return rows
    if at is not None and at < width - 1:
        return [_with_text_at(row, lines, delimiter, width, at) for row in rows]
    if not any('"' in line for line in lines):
        fitted = _split_lines(lines, delimiter, max_splits=width - 1)
        first = rows[0].first
        return [
            row._replace(cells=[cell.strip() for cell in row.cells])
            for row in fitted
            if row.first >= first
        ]
    return [
        row._replace(cells=[*row.cells[: width - 1], delimiter.join(row.cells[width - 1 :])])
        for row in rows
    ]


def _with_text_at(row: TableRow, lines: list[str], delimiter: str, width: int, at: int) -> TableRow:
    """Return a row whose surplus cells are joined to the column of text."""
    surplus = len(row.cells) - width
    if surplus <= 0:
        return row
    line = lines[row.first - 1]
    is_plain = row.first == row.last and '"' not in line
    cells = line.split(delimiter) if is_plain else row.cells
    end = at + surplus + 1
    text = delimiter.join(cells[at:end])
    return row._replace(cells=[cell.strip() for cell in (*cells[:at], text, *cells[end:])])


def join_continued(rows: list[TableRow]) -> list[TableRow]:
    """Return the rows with each row of one cell joined to the definition before it.

    Tables with more than two columns stay as they are.
    """
    if any(len(row.cells) > 2 for row in rows):
        return rows
    joined: list[TableRow] = []
    for row in rows:
        if len(row.cells) == 1 and joined and len(joined[-1].cells) > 1:
            before = joined[-1]
            cells = [before.cells[0], f"{before.cells[1]}\n{row.cells[0]}"]
            joined[-1] = TableRow(before.first, row.last, cells)
        else:
            joined.append(row)
    return joined


def _parse_csv(lines: list[str], delimiter: str) -> Iterator[TableRow]:
    reader = csv.reader(lines, delimiter=delimiter, strict=True, skipinitialspace=delimiter != "\t")
    last = 0
    for cells in reader:
        first, last = last + 1, reader.line_num
        if any(cell.strip() for cell in cells):
            yield TableRow(first, last, cells)


def _split_lines(lines: list[str], delimiter: str, max_splits: int = -1) -> Iterator[TableRow]:
    for n, line in enumerate(lines, 1):
        if line.strip():
            yield TableRow(n, n, line.split(delimiter, max_splits))
