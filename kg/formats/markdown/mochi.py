"""Read the cards that Mochi wrote into a Markdown file: header, front, a line ---, back."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.errors import Skipped
from kg.formats.markdown.note_cards import make_card
from kg.model.deck import Card

_MOCHI_HEADER = re.compile(
    r"^---\n(?:card_id|deck-id):[^\n]*\n(?:[a-z_-]+:[^\n]*\n)*---\n", re.MULTILINE
)
_MOCHI_BLANK = re.compile(r"\{\{(?:(\d{1,3})::)?([^{}\n]{1,500})\}\}")


def is_mochi(text: str) -> bool:
    """Return True if a text has a header of Mochi."""
    return _MOCHI_HEADER.search(text) is not None


def read_mochi_cards(lines: list[str], path: str) -> Iterator[Card | Skipped]:
    """Yield the cards of a file that Mochi wrote, all with the number 1; the caller counts them.

    What has no text in its front is skipped.
    """
    text = "\n".join(lines)
    headers = [*_MOCHI_HEADER.finditer(text)]
    for n, header in enumerate(headers):
        end = headers[n + 1].start() if n + 1 < len(headers) else len(text)
        body = text[header.end() : end]
        front, _, back = _MOCHI_BLANK.sub(_to_anki_blank, body).partition("\n---\n")
        first = text.count("\n", 0, header.end()) + 1
        last = first + body.rstrip().count("\n")
        tag_lines = re.findall(r"^tags:(.*)$", header[0], re.MULTILINE)
        tags = re.findall(r"[^\s,\[\]\"#]+", "".join(tag_lines))
        decks = re.findall(r"^deck:(.+)$", header[0], re.MULTILINE)
        trail = tuple(name.strip() for name in decks)
        back = back.replace("\n---\n", "\n")
        card = make_card(path, first, last, front, back, trail=trail, tags=tags)
        yield card if card is not None else Skipped(f"{path}:{first}", "no text in its front")


def _to_anki_blank(blank: re.Match[str]) -> str:
    return f"{{{{c{blank[1] or 1}::{blank[2]}}}}}"
