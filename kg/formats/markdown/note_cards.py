"""Cards out of Markdown: one of two texts, and those that headings and items make."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.formats.markup.plain_text import count_blanks, fill_blanks, from_markdown, has_blanks
from kg.model.deck import Card


@dataclass(slots=True)
class Section:
    """A heading, what it stands under, and the lines below it that are in no card."""

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
    """A card of texts in Markdown."""
    asked, told = from_markdown(front), from_markdown(back)
    text = asked.text
    if has_blanks(text):
        sides = max(1, count_blanks(text))
        text, blanks = fill_blanks(text)
    return Card(
        number=1,
        front=text,
        back=told.text,
        more=tuple(from_markdown(part).text for part in more),
        path=path,
        first=first,
        last=last,
        trail=trail,
        tags=tuple(dict.fromkeys(tags)),
        blanks=tuple(from_markdown(blank).text for blank in blanks),
        links=(*asked.links, *told.links),
        media=(*asked.media, *told.media),
        sides=sides,
    )


def cards_of_headings(sections: list[Section], path: str, tags: tuple[str, ...]) -> Iterator[Card]:
    """The headings with a text of their own, or with headings below, as cards."""
    inside: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for section in sections:
        inside[section.trail].append(section.heading)
    for section in sections:
        body = "\n".join(section.body).strip()
        if not section.heading:
            continue
        below = inside[(*section.trail, section.heading)]
        if not body and (section.level == 1 or not below):
            continue
        text = body or "\n".join(f"- {name}" for name in below)
        yield make_card(
            path, section.first, section.last, section.heading, text,
            trail=section.trail, tags=tags,
        )  # fmt: skip


def cards_of_items(lines: list[str], start: int, path: str) -> Iterator[Card]:
    """Items that begin with a term, in bold or before a colon or dash."""
    pattern = re.compile(
        r"\s*(?:[-*+]|\d+[.)])\s+(?:\*\*(.+?):?\*\*\s*(?::|[-–—]|=)?\s+|([^:.\n]{1,60}?)(?::|\s[–—-])\s+)(\S.*)"
    )
    for n in range(start, len(lines)):
        found = pattern.fullmatch(lines[n])
        if found:
            yield make_card(path, n + 1, n + 1, found[1] or found[2], found[3])
