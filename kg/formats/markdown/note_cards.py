"""Make cards from Markdown: from a front and a back, from headings, and from list items."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.formats.markup.cloze import count_cloze_cards, fill_blanks, has_blanks
from kg.formats.markup.markdown_text import from_markdown
from kg.model.deck import Card

_TERM_ITEM = re.compile(
    r"\s*(?:[-*+]|\d+[.)])\s+(?:\*\*(.+?):?\*\*\s*(?::|[-–—]|=)?\s+|([^:.\n]{1,60}?)(?::|\s[–—-])\s+)(\S.*)"
)
"""A list item that begins with a term, in bold or before a colon or dash."""


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
    trail: tuple[str, ...] = (), tags: Sequence[str] = (), sides: int = 1,
    blanks: tuple[str, ...] = (), more: tuple[str, ...] = (),
) -> Card:  # fmt: skip
    """Return the card of a front and a back in Markdown, with the number 1.

    The other parameters are attributes of `Card`; `blanks` and `more` are Markdown as well. A front
    with clozes such as {{c1::text}} is filled in, and sets `blanks` and `sides` itself.
    """
    front_text, back_text = from_markdown(front), from_markdown(back)
    text = front_text.text
    if has_blanks(text):
        sides = max(1, count_cloze_cards(text))
        text, blanks = fill_blanks(text)
    return Card(
        number=1,
        front=text,
        back=back_text.text,
        more=tuple(from_markdown(part).text for part in more),
        path=path,
        first=first,
        last=last,
        trail=trail,
        tags=tuple(dict.fromkeys(tags)),
        blanks=tuple(from_markdown(blank).text for blank in blanks),
        links=(*front_text.links, *back_text.links),
        media=(*front_text.media, *back_text.media),
        sides=sides,
    )


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
        yield make_card(
            path, section.first, section.last, section.heading, text,
            trail=section.trail, tags=tags,
        )  # fmt: skip


def make_item_cards(lines: list[str], start: int, path: str) -> Iterator[Card]:
    """Yield a card for each list item, from line `start` (from 0), that begins with a term."""
    for n in range(start, len(lines)):
        item = _TERM_ITEM.fullmatch(lines[n])
        if item:
            yield make_card(path, n + 1, n + 1, item[1] or item[2], item[3])
