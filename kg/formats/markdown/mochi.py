"""Cards as Mochi writes them: a header, the front, a rule, the back."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.formats.markdown.note_cards import make_card
from kg.model.deck import Card

_MOCHI = re.compile(r"^---\n(?:card_id|deck-id):[^\n]*\n(?:[a-z_-]+:[^\n]*\n)*---\n", re.MULTILINE)
_MOCHI_BLANK = re.compile(r"\{\{(?:(\d{1,3})::)?([^{}\n]{1,500})\}\}")


def is_of_mochi(text: str) -> bool:
    """Whether a text has a header of Mochi's."""
    return _MOCHI.search(text) is not None


def read_mochi(lines: list[str], path: str) -> Iterator[Card]:
    """Cards that Mochi wrote: front matter, front, a rule, back."""
    text = "\n".join(lines)
    starts = [*_MOCHI.finditer(text)]
    for n, start in enumerate(starts):
        end = starts[n + 1].start() if n + 1 < len(starts) else len(text)
        said = _MOCHI_BLANK.sub(_as_cloze, text[start.end() : end])
        front, _, back = said.partition("\n---\n")
        first = text.count("\n", 0, start.end()) + 1
        last = first + text[start.end() : end].rstrip().count("\n")
        tags = re.findall(r"[^\s,\[\]\"#]+", "".join(re.findall(r"^tags:(.*)$", start[0], re.M)))
        decks = tuple(name.strip() for name in re.findall(r"^deck:(.+)$", start[0], re.M))
        yield make_card(
            path, first, last, front, back.replace("\n---\n", "\n"), trail=decks, tags=tags
        )


def _as_cloze(found: re.Match[str]) -> str:
    return f"{{{{c{found[1] or 1}::{found[2]}}}}}"
