"""Find out how a text is divided into cells: by which delimiter or separator."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress

from kg.formats.tables.header_row import is_column_name

DELIMITERS = ("\t", ";", ",", "|")
"""Characters between cells, which may be quoted."""

DOUBLE_BAR = "||"
"""The delimiter of some exports from spreadsheets and wikis."""

TERM_SEPARATORS = (" // ", " -> ", " → ", " => ", " — ", " – ", " = ", " - ", ": ")
"""Marks between a term and its definition in lists that people write by hand, surest first."""

_SAMPLED_ROWS = 60
"""Rows by which a delimiter is chosen."""

_SAMPLED_LINES = 4 * _SAMPLED_ROWS
"""Lines by which a delimiter is chosen; a row may be several lines long."""

_MIN_REGULARITY = 0.9
"""Share of the rows that must have the most common number of cells."""

_MIN_TABBED = 0.3
"""Share of the rows with a tab that is enough for tabs to be the delimiter."""

_MAX_TERM_WORDS = 6
"""Words before a separator, in nine of ten rows."""

_MIN_SEPARATED = 0.75
"""Share of the lines that must have the separator; the others continue the line before."""

_FEW_LINES = 4
"""Up to this many lines, all must have the separator."""


def choose_delimiter(lines: Sequence[str]) -> str | None:
    """Return the delimiter or separator that divides most lines into as many cells; else None."""
    sample = [line for line in lines if line.strip() and not line.startswith("#")]
    sample = (sample or [line for line in lines if line.strip()])[:_SAMPLED_LINES]
    if sample and all(line.count("||") == 1 and line.count("|") == 2 for line in sample):
        return DOUBLE_BAR
    by_header = _delimiter_of_header(sample)
    if by_header is not None:
        return by_header
    best: tuple[float, str] | None = None
    for delimiter in DELIMITERS:
        # A quote that is never closed takes all that follows, so plain lines are tried as well.
        attempts = [[line.split(delimiter) for line in sample]]
        with suppress(csv.Error):
            attempts.append([row for row in csv.reader(sample, delimiter=delimiter) if any(row)])
        score = max(_regularity(rows, delimiter) for rows in attempts)
        if score >= _MIN_REGULARITY and (best is None or score > best[0]):
            best = (score, delimiter)
            if delimiter == "\t":
                break
    return best[1] if best else _choose_separator(sample)


def _delimiter_of_header(sample: Sequence[str]) -> str | None:
    """Return the delimiter that divides the first line into nothing but usual column names."""
    for delimiter in DELIMITERS:
        cells = [cell.strip().strip('"') for cell in sample[0].split(delimiter)] if sample else []
        if len(cells) > 1 and len(sample) > 1 and all(map(is_column_name, cells)):
            divided = sum(delimiter in line for line in sample)
            return delimiter if divided > len(sample) / 2 else None
    return None


def are_columns(lines: Sequence[str]) -> bool:
    """Return True if all lines have the same number of cells, three or more; prose does not."""
    sample = [line for line in lines if line.strip()][:_SAMPLED_ROWS]
    for delimiter in (",", ";"):
        with suppress(csv.Error):
            widths = {len(row) for row in csv.reader(sample, delimiter=delimiter)}
            if len(sample) > 2 and len(widths) == 1 and min(widths) > 2:
                return True
    return False


def are_terms(lines: Sequence[str]) -> bool:
    """Return True if lines are terms with definitions, apart from a few comments with "#"."""
    sample = [line for line in lines if line.strip()]
    rows = [line for line in sample if not line.startswith("#")]
    separator = _choose_separator(rows)
    if separator is None or 3 * len(rows) < 2 * len(sample):
        return False
    terms = [line.split(separator, 1)[0].strip() for line in rows if separator in line]
    return len(set(terms)) == len(terms)  # fields such as "Meaning:" recur under each heading


def find_semicolon_rows(text: str) -> str | None:
    """Return what divides cells if semicolons end the rows, as Quizlet can export; else None."""
    rows = [row for row in text.strip().rstrip(";").split(";") if row.strip()]
    if len(rows) < 2:
        return None
    lines = [line for line in text.split("\n") if line.strip()]
    ended = sum(line.rstrip().endswith(";") for line in lines)
    if len(lines) > 1 and ended < len(lines) * _MIN_REGULARITY:
        return None
    for separator in ("\t", ",", *TERM_SEPARATORS):
        terms = [row.split(separator, 1)[0] for row in rows if separator in row]
        if len(terms) < len(rows):
            continue
        if separator == "\t":
            is_divided = any(line.count("\t") > 1 for line in lines)
        else:
            is_divided = _are_short(terms)
        if is_divided:
            return separator
    return None


def _choose_separator(lines: Sequence[str]) -> str | None:
    """Return the separator that most lines have behind a short term; None if there is none."""
    if len(lines) < 2:
        return None
    for separator in TERM_SEPARATORS:
        terms = [line.split(separator, 1)[0] for line in lines if separator in line.strip()]
        needed = _MIN_SEPARATED * len(lines) if len(lines) > _FEW_LINES else len(lines)
        if len(terms) >= needed and _are_short(terms):
            return separator
    return None


def _are_short(terms: Sequence[str]) -> bool:
    """Return True if no term is empty, and nine of ten are short."""
    word_counts = sorted(len(term.split()) for term in terms)
    return word_counts[0] > 0 and word_counts[len(word_counts) * 9 // 10] <= _MAX_TERM_WORDS


def _regularity(rows: list[list[str]], delimiter: str) -> float:
    """Return how regularly a delimiter divides rows: 0 (not at all) to 1 (all alike)."""
    rows = rows[:_SAMPLED_ROWS]
    if not rows:
        return 0.0
    widths = Counter(map(len, rows))
    divided = sum(n for width, n in widths.items() if width > 1) / len(rows)
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
    alike = count / len(rows) if width > 1 else 0.0
    if delimiter == "\t":  # commas occur in text, tabs hardly ever
        return max(alike, divided, _MIN_REGULARITY if divided >= _MIN_TABBED else 0.0)
    if delimiter in ",;" and divided == 1.0 and len(rows) > 1 and _are_short([r[0] for r in rows]):
        return max(alike, _MIN_REGULARITY)
    return alike
