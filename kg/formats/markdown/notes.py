"""Markdown: the many ways in which people write cards in notes.

    Q: question          C: a text with [blanks]      Term            | Front | Back |
    A: answer                                         : definition    |-------|------|

    front :: back        front ::: back, both ways    question        ## Heading
    front : back ⚡                                    ?               its text
                                                      answer

and cards of Mochi, parted by rules. Headings with a text are cards where a file has no others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path

from kg.errors import Skipped
from kg.formats.markdown.front_matter import FrontMatter, read_front_matter
from kg.formats.markdown.line_patterns import (
    BULLET,
    DEFINED,
    HEADING,
    MARK,
    ROW,
    TURN,
    asked_in,
    divided,
)
from kg.formats.markdown.mochi import is_of_mochi, read_mochi
from kg.formats.markdown.note_cards import cards_of_headings, cards_of_items
from kg.formats.markdown.scanner import Scanner
from kg.formats.markup.plain_text import from_markdown
from kg.formats.source import decode, decode_start, read_content
from kg.formats.tables.dialects import are_columns, are_terms
from kg.model.deck import Card, Deck
from kg.model.draft import DraftEdge

_SPACES = re.compile(r"[^\S\n]{64,}")


@dataclass(slots=True)
class Note:
    """A file of Markdown: its cards, and what it says outside of them."""

    about: FrontMatter
    title: str = ""
    cards: list[Card] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    prose: str = ""
    tags: tuple[str, ...] = ()
    links: tuple[DraftEdge, ...] = ()


def recognises(start: bytes) -> bool:
    """Whether the text has any of the forms that cards take in Markdown."""
    text = decode_start(start)
    lines = [line for line in text.split("\n") if line.strip()]
    if sum("\t" in line.strip() for line in lines) > len(lines) / 2:
        return False  # rows of cells
    if are_columns(text.split("\n")[:-1]):
        return False
    marked = list(filter(_is_marked, lines))
    if marked and all(map(HEADING.fullmatch, marked)) and are_terms(lines):
        return False  # "term: definition", and a note
    if is_of_mochi(text) or marked:
        return True
    if any(map(TURN.fullmatch, lines[1:])) or any(map(DEFINED.fullmatch, lines[1:])):
        return True
    weak = sum(BULLET.match(line) is not None or divided(line) is not None for line in lines)
    return weak > len(lines) / 2


def _is_marked(line: str) -> bool:
    """Whether a line is one that only Markdown with cards has."""
    return bool(
        HEADING.fullmatch(line)
        or asked_in(line) is not None
        or (ROW.fullmatch(line) and "|" in line)
        or (" :: " in line and divided(line) is not None)
        or MARK.search(line)
    )


def read(path: Path, encoding: str | None = None) -> Deck:
    """The cards of a file, each citing its lines.

    Raises:
        DataError: the text can't be read, or its front matter is hostile (E501, E502, E505, E507).
    """
    note = read_note(decode(read_content(path), path, encoding), path)
    title = note.title or path.stem
    return Deck(title, tuple(note.cards), tuple(note.skipped), "lines")


def read_note(text: str, path: Path | str) -> Note:
    """The cards of a text, numbered from 1, and what is told outside of them."""
    text = _SPACES.sub(" ", text)  # no one means so many, and patterns are slow over them
    lines = text.split("\n")
    if is_of_mochi(text):
        note = Note(FrontMatter())
        cards = list(read_mochi(lines, str(path)))
        note.cards = [replace(card, number=n) for n, card in enumerate(cards, 1)]
        return note
    about = read_front_matter(lines, path)
    scanner = Scanner(lines, about.lines, str(path))
    scanner.scan()
    note = Note(about, about.title or scanner.title, scanner.cards, scanner.skipped)
    note.tags = tuple(dict.fromkeys([*about.tags, *scanner.tags]))
    told = from_markdown("\n".join(line for s in scanner.sections for line in s.body))
    note.prose, note.links = told.text, (*scanner.links, *told.links)
    if not note.cards:
        note.cards = list(cards_of_headings(scanner.sections, str(path), note.tags)) or list(
            cards_of_items(lines, about.lines, str(path))
        )
    note.cards = [replace(card, number=n) for n, card in enumerate(note.cards, 1)]
    return note
