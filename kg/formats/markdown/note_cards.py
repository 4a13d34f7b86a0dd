"""Make cards from Markdown: from a front and a back, from headings, and from list items."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.formats.note_card import Note, card_of
from kg.model.deck import Card

_TERM_ITEM = re.compile(
    r"\s*(?:[-*+]|\d+[.)])\s+(?:\*\*(.+?):?\*\*\s*(?::|[-–—]|=)?\s+|([^:.\n]{1,60}?)(?::|\s[–—-])\s+)(\S.*)"
)
"""A list item that begins with a term, in bold or before a colon or dash."""


_NO_QUESTION = re.compile(r"\s*(?:[-*+>|#]|\d+[.)]\s|```|<)|\s{4}")
_ANSWER_LINE = re.compile(r"\s*(?:[-*+]|\d+[.)])\s+\S|\s{2,}\S")

_MIN_LIST_ANSWERS = 4
"""Lines with a list below them that a note must have for them to be questions."""

_MIN_LIST_ANSWER_SHARE = 0.6
"""Share (0-1) of a note's lines that must be such questions and answers."""


@dataclass(slots=True)
class MarkdownSection:
    """A heading and the lines below it that are not part of a card.

    Attributes:
        heading: its text; empty for the lines above the first heading.
        trail: the headings that it is below, outermost first.
        first: its line, from 1.
        level: 1-6; 0 above the first heading.
        body: the lines below it.
        last: its last line, from 1.
    """

    heading: str
    trail: tuple[str, ...]
    first: int
    level: int = 0
    body: list[str] = field(default_factory=list)
    last: int = 0


def make_card(
    path: str, first: int, last: int, front: str, back: str, *,
    trail: tuple[str, ...] = (), tags: Sequence[str] = (), sides: int = 0,
    blanks: tuple[str, ...] = (), more: tuple[str, ...] = (), type_: str = "",
    identifier: str = "",
) -> Card | None:  # fmt: skip
    """Return the card of a front and a back in Markdown, with the number 1; None without a front.

    The other parameters are those of `Note`; `sides` is 0 where blanks are to be counted.
    """
    card = card_of(
        Note(
            (front, back, *more), ("", "", *[""] * len(more)), markup="markdown", path=path,
            first=first, last=last, trail=trail, tags=tuple(tags), card_count=sides,
            blanks=blanks, type=type_, identifier=identifier,
        )
    )  # fmt: skip
    return None if isinstance(card, str) else card


def make_heading_cards(
    sections: list[MarkdownSection], path: str, tags: tuple[str, ...]
) -> Iterator[Card]:
    """Yield a card for each heading with text below it, or else with headings below it."""
    headings_below: list[list[str]] = [[] for _ in sections]
    opened: dict[tuple[str, ...], int] = {}  # the last section of each trail with its heading
    for n, section in enumerate(sections):
        if section.trail in opened:
            headings_below[opened[section.trail]].append(section.heading)
        opened[(*section.trail, section.heading)] = n
    for n, section in enumerate(sections):
        body = "\n".join(section.body).strip()
        if not section.heading:
            continue
        below = headings_below[n]
        if not body and (section.level == 1 or not below):
            continue
        text = body or "\n".join(f"- {name}" for name in below)
        card = make_card(
            path, section.first, section.last, section.heading, text,
            trail=section.trail, tags=tags,
        )  # fmt: skip
        if card is not None:
            yield card


def make_item_cards(lines: list[str], start: int, path: str) -> Iterator[Card]:
    """Yield a card for each list item, from line `start` (from 0), that begins with a term."""
    for n in range(start, len(lines)):
        item = _TERM_ITEM.fullmatch(lines[n])
        if item:
            card = make_card(path, n + 1, n + 1, item[1] or item[2], item[3])
            if card is not None:
                yield card


def make_list_answer_cards(lines: list[str], start: int, path: str) -> Iterator[Card]:
    """Yield a card for each line with a list below it, if a note is little but such lines.

    A line directly above a list asks, and the list answers.
    """
    found: list[tuple[int, int]] = []
    covered = 0
    n = start
    while n < len(lines):
        is_front = lines[n].strip() and not _NO_QUESTION.match(lines[n])
        end = n + 1
        while is_front and end < len(lines) and _ANSWER_LINE.match(lines[end]):
            end += 1
        if end > n + 1 and (n == start or not lines[n - 1].strip()):
            found.append((n, end))
            covered += end - n
        n = end
    filled = sum(bool(line.strip()) for line in lines[start:])
    if len(found) < _MIN_LIST_ANSWERS or covered < filled * _MIN_LIST_ANSWER_SHARE:
        return
    for first, end in found:
        card = make_card(path, first + 1, end, lines[first], "\n".join(lines[first + 1 : end]))
        if card is not None:
            yield card
