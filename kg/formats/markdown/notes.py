"""Read Markdown notes with cards, in the many forms in which people write them.

    Q: question          C: a text with [blanks]      Term            | Front | Back |
    A: answer                                         : definition    |-------|------|

    front :: back        front ::: back, both ways    question        ## Heading
    front : back ⚡                                    ?               its text
                                                      answer

Also cards of Mochi, separated by rules. In a file without cards, headings with text are cards.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path

from kg.errors import Skipped
from kg.formats.anki.text_header import has_header
from kg.formats.markdown.card_forms import TABLE_ROW
from kg.formats.markdown.front_matter import FrontMatter, read_front_matter
from kg.formats.markdown.line_patterns import (
    BULLET,
    CARD_MARK,
    DEFINITION,
    HEADING,
    QUESTION_MARK_LINE,
    TABLE_RULE,
    parse_question,
    split_at_colons,
)
from kg.formats.markdown.mochi import is_mochi, read_mochi_cards
from kg.formats.markdown.note_cards import (
    make_heading_cards,
    make_item_cards,
    make_list_answer_cards,
)
from kg.formats.markdown.scanner import scan_note
from kg.formats.markup.cloze import has_blanks
from kg.formats.markup.markdown_text import from_markdown
from kg.formats.source import decode, decode_start, read_content
from kg.formats.tables.dialects import are_columns, are_terms
from kg.model.deck import Card, Deck
from kg.model.draft import DraftEdge
from kg.text.encodable import encodable_text

_LONG_BLANK = re.compile(r"[^\S\n]{64,}")
"""Spaces that nobody types by hand; the patterns are slow on them."""


@dataclass(slots=True)
class MarkdownNote:
    """A Markdown file.

    Attributes:
        front_matter: its settings.
        title: from the front matter, else its first heading of level 1; may be empty.
        cards: its cards, numbered from 1.
        skipped: what no card could be made of.
        prose: the text outside of cards.
        tags: the tags of the front matter and of the prose.
        links: the links of fields and prose, with an empty subject.
        has_marked: True if it has cards that are written as such, not only rows of tables,
            headings or items of lists.
    """

    front_matter: FrontMatter
    title: str = ""
    cards: list[Card] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    prose: str = ""
    tags: tuple[str, ...] = ()
    links: tuple[DraftEdge, ...] = ()
    has_marked: bool = False


def recognises(start: bytes) -> bool:
    """Return True if a file that begins with these bytes has any of the forms of cards."""
    text = decode_start(start)
    lines = [line for line in text.split("\n") if line.strip()]
    if sum("\t" in line.strip() for line in lines) > len(lines) / 2:
        return False  # rows of cells
    if has_header(text) or are_columns(text.split("\n")[:-1]):
        return False
    rows = [line for line in lines if not line.startswith("#")]
    if len(rows) > 2 and any(
        all(line.count(mark) == rows[0].count(mark) > 0 for line in rows) for mark in (";", "\t")
    ):
        return False  # rows of cells under headings
    text = _LONG_BLANK.sub(" ", text)
    lines = [line for line in text.split("\n") if line.strip()]
    typical = list(filter(_is_typical, lines))
    if typical and all(map(HEADING.fullmatch, typical)) and are_terms(lines):
        return False  # lines of "term: definition", and a comment that looks like a heading
    if is_mochi(text) or typical:
        return True
    if any(map(QUESTION_MARK_LINE.fullmatch, lines[1:])) or any(
        map(DEFINITION.fullmatch, lines[1:])
    ):
        return True
    possible = sum(bool(BULLET.match(line) or split_at_colons(line)) for line in lines)
    return possible > len(lines) / 2


def _is_typical(line: str) -> bool:
    """Return True if only Markdown with cards has a line like this."""
    return bool(
        HEADING.fullmatch(line)
        or parse_question(line) is not None
        or (TABLE_RULE.fullmatch(line) and "|" in line)
        or (" :: " in line and split_at_colons(line) is not None)
        or CARD_MARK.search(line)
        or " ;; " in line
        or has_blanks(line)
        or line.lstrip().lower().startswith(("<details", "- #card"))
    )


def read(path: Path, encoding: str | None = None) -> Deck:
    """Read the cards of a file, each citing its lines.

    Raises:
        DataError: the text can't be read, or its front matter is hostile (E501, E502, E505, E507).
    """
    note = read_note(decode(read_content(path), path, encoding), path)
    title = note.title or encodable_text(path.stem)
    return Deck(title, tuple(note.cards), tuple(note.skipped), "lines")


def read_note(text: str, path: Path | str, *, are_tables_cards: bool = True) -> MarkdownNote:
    """Return the cards, title, tags, links and prose of a text.

    Args:
        text: the text of the file.
        path: the file, for places and error messages.
        are_tables_cards: False if tables are prose.

    Raises:
        DataError: its front matter is hostile (E505).
    """
    text = _LONG_BLANK.sub(" ", text)
    lines = text.split("\n")
    if is_mochi(text):
        note = MarkdownNote(FrontMatter())
        found = list(read_mochi_cards(lines, str(path)))
        note.cards = _numbered([card for card in found if isinstance(card, Card)])
        note.skipped = [row for row in found if isinstance(row, Skipped)]
        return note
    front_matter = read_front_matter(lines, path)
    start = front_matter.line_count
    scan = scan_note(lines, start, str(path), are_tables_cards=are_tables_cards)
    note = MarkdownNote(front_matter, front_matter.title or scan.title, scan.cards, scan.skipped)
    note.tags = tuple(dict.fromkeys([*front_matter.tags, *scan.tags]))
    prose = from_markdown("\n".join(line for section in scan.sections for line in section.body))
    note.prose, note.links = prose.text, (*scan.links, *prose.links)
    note.has_marked = any(card.note_type != TABLE_ROW for card in note.cards)
    if not note.cards:
        note.cards = list(make_list_answer_cards(lines, start, str(path)))
    if not note.cards:
        note.cards = list(make_heading_cards(scan.sections, str(path), note.tags))
    if not note.cards:
        note.cards = list(make_item_cards(lines, start, str(path)))
    note.cards = _numbered(note.cards)
    return note


def _numbered(cards: list[Card]) -> list[Card]:
    return [replace(card, number=n) for n, card in enumerate(cards, 1)]
