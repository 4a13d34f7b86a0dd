"""Scan the lines of a note once, for cards, headings, links and prose."""

from __future__ import annotations

import re

from kg.formats.markdown.card_forms import CARD_FORMS, read_question
from kg.formats.markdown.line_patterns import (
    COMMENT_LINE,
    HEADING,
    LINK_FIELD,
    LINK_TARGET,
    RULE,
    SCHEDULE_COMMENT,
)
from kg.formats.markdown.note_scan import NoteScan
from kg.formats.markdown.outline_cards import is_outline_property, skip_page_properties
from kg.model.draft import DraftEdge


def scan_note(
    lines: list[str], start: int, path: str, *, are_tables_cards: bool = True
) -> NoteScan:
    """Return what is in the lines of a note.

    Args:
        lines: the lines; fields with links are replaced by their targets in place.
        start: the line, from 0, at which to begin.
        path: the file.
        are_tables_cards: False if tables are prose.
    """
    scan = NoteScan(lines, start, path)
    scan.are_tables_cards = are_tables_cards
    scan.position = skip_page_properties(lines, start)
    while not scan.is_done:
        _scan_line(scan)
    return scan


def _scan_line(scan: NoteScan) -> None:
    """Scan the card, heading, code block or line that begins on the current line."""
    line = scan.lines[scan.position]
    if not scan.fenced[scan.position]:
        line = scan.lines[scan.position] = _take_link_fields(scan, line)
    heading = HEADING.fullmatch(line)
    if heading:
        if not read_question(scan, line):  # a question may be written as a heading
            scan.open_section(len(heading[1]), heading[2])
    elif scan.fenced[scan.position]:
        scan.keep_as_prose(scan.fence_end())
    elif is_outline_property(line) or any(
        pattern.fullmatch(line) for pattern in (SCHEDULE_COMMENT, COMMENT_LINE, RULE)
    ):
        scan.position += 1
    elif not any(read_form(scan, line) for read_form in CARD_FORMS):
        scan.keep_tags(line)
        scan.keep_as_prose(scan.position + 1)


def _take_link_fields(scan: NoteScan, line: str) -> str:
    """Return a line with each "(relation:: [[Target]])" replaced by its targets; keep the links."""
    if "::" not in line or "[[" not in line:
        return line

    def take(field: re.Match[str]) -> str:
        targets = [target.strip() for target in LINK_TARGET.findall(field[2])]
        scan.links += [DraftEdge("", field[1].strip(), target) for target in targets]
        return ", ".join(targets)

    return LINK_FIELD.sub(take, line)
