"""The state of a scan through the lines of a note: the current line, and what was found."""

from __future__ import annotations

import re

from kg.errors import Skipped
from kg.formats.markdown.line_patterns import (
    BULLET,
    HEADING,
    QUESTION_MARK_LINE,
    QUESTION_PREFIX,
    RULE,
    SCHEDULE_COMMENT,
    TAG,
    parse_question,
)
from kg.formats.markdown.note_cards import MarkdownSection, make_card
from kg.formats.markup.markdown_text import find_fenced_lines, from_markdown
from kg.model.deck import Card
from kg.model.draft import DraftEdge

_CHECKBOX = re.compile(r"^\s*\[[ xX]\]\s+")
_FLASHCARD_TAGS = ("card", "flashcard", "flashcards", "spaced")
"""Tags that only mark a card, so say nothing about it."""


class NoteScan:
    """A scan through a note. Lines are counted from 0, except in cards and sections.

    Attributes:
        lines: the lines of the note.
        fenced: for each line True if it is in a fenced code block.
        position: the current line.
        path: the file.
        are_tables_cards: False if tables are prose.
        title: the first heading of level 1; empty if there is none yet.
        cards: the cards found, each with the number 1.
        skipped: lines that no card could be made of.
        links: the links of fields, with an empty subject.
        tags: the tags outside of cards.
        deck_tags: tags of all cards from here on, from a line like "#flashcards/Topic".
        sections: the headings, each with the lines below it that are in no card.
    """

    def __init__(self, lines: list[str], start: int, path: str) -> None:
        self.lines = lines
        self.fenced = find_fenced_lines(lines)
        self.position = start
        self.path = path
        self.are_tables_cards = True
        self.title = ""
        self.cards: list[Card] = []
        self.skipped: list[Skipped] = []
        self.links: list[DraftEdge] = []
        self.tags: list[str] = []
        self.deck_tags: list[str] = []
        self.sections = [MarkdownSection("", (), start + 1)]
        self._open_headings: list[tuple[int, str]] = []
        self._question_marks = [
            n
            for n, line in enumerate(lines)
            if QUESTION_MARK_LINE.fullmatch(line) and not self.fenced[n]
        ]
        self._question_marks.reverse()

    @property
    def is_done(self) -> bool:
        """True if all lines are scanned."""
        return self.position >= len(self.lines)

    def add_card(self, first: int, last: int, front: str, back: str, **more: object) -> None:
        """Add the card of the lines from `first` up to, not including, `last`, and go on there.

        `more` are further arguments of `make_card`.
        """
        tags = [*self.deck_tags, *TAG.findall(front)]
        front = TAG.sub("", _CHECKBOX.sub("", BULLET.sub("", front, count=1))).strip()
        card = make_card(
            self.path, first + 1, last, front, back, trail=self._trail(),
            tags=[tag for tag in tags if tag.lower() not in _FLASHCARD_TAGS],
            **more,  # type: ignore[arg-type]
        )  # fmt: skip
        if card is not None:
            self.cards.append(card)
        else:
            self.skipped.append(Skipped(f"{self.path}:{first + 1}", "no text in its front"))
        self.position = max(last, self.position + 1)

    def open_section(self, level: int, heading: str) -> None:
        """Begin a section with the heading on the current line, and go on behind it."""
        while self._open_headings and self._open_headings[-1][0] >= level:
            self._open_headings.pop()
        text = TAG.sub("", from_markdown(QUESTION_PREFIX.sub("", heading)).text).strip()
        self.tags += TAG.findall(heading)
        if level == 1 and not self.title:
            self.title = text
        self.sections.append(MarkdownSection(text, self._trail(), self.position + 1, level))
        self._open_headings.append((level, text))
        self.position += 1
        self.sections[-1].last = self.position

    def keep_as_prose(self, end: int) -> None:
        """Add the lines up to, not including, `end` to the section, and go on there."""
        section = self.sections[-1]
        section.body += self.lines[self.position : end]
        if any(line.strip() for line in self.lines[self.position : end]):
            section.last = end
        self.position = end

    def keep_tags(self, line: str) -> None:
        """Keep the tags of a line outside of cards."""
        tags = TAG.findall(line)
        if not tags:
            return
        self.tags += tags
        decks = [tag for tag in tags if "/" in tag and tag.lower().startswith("flashcard")]
        if decks and not TAG.sub("", line).strip():
            self.deck_tags = [tag.split("/", 1)[1] for tag in decks]

    def fence_end(self) -> int:
        """Return the line behind the fenced code block that begins on the current line."""
        end = self.position + 1
        while end < len(self.lines) and self.fenced[end]:
            end += 1
        return end

    def next_question_mark(self) -> int | None:
        """Return the next line, behind the current one, that is only a question mark."""
        while self._question_marks and self._question_marks[-1] <= self.position:
            self._question_marks.pop()
        return self._question_marks[-1] if self._question_marks else None

    def is_heading(self, n: int) -> bool:
        """Return True if line n is a heading."""
        return not self.fenced[n] and HEADING.fullmatch(self.lines[n]) is not None

    def is_card_end(self, n: int) -> bool:
        """Return True if a card above line n ends before it; never within fenced code."""
        line = self.lines[n]
        return not self.fenced[n] and bool(
            HEADING.fullmatch(line)
            or RULE.fullmatch(line)
            or parse_question(line) is not None
            or SCHEDULE_COMMENT.fullmatch(line)
            or (n + 1 < len(self.lines) and QUESTION_MARK_LINE.fullmatch(self.lines[n + 1]))
        )

    def _trail(self) -> tuple[str, ...]:
        return tuple(heading for _, heading in self._open_headings)
