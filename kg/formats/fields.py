"""Fields: which column or field of a note is its front, its back, its tags or its deck."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from kg.text import normalise

FRONTS = (
    "front question term word expression prompt concept text title name phrase vocabulary key"
).split()
BACKS = (
    "back answer definition meaning description explanation answers translation value "
    "response details english"
).split()
TAGS = ("tags", "tag", "labels", "keywords")
DECKS = ("deck", "category", "chapter", "section", "subject", "unit", "topic")
_UNTOLD = frozenset(
    "id guid uuid number no key nr index qid notetype note type type due url link sort audio sound "
    "image picture imagehtml frequency extra source".split()
)
"""Fields that are kept out of the text of a card: they tell nothing, or only where it is from."""


@dataclass(frozen=True, slots=True)
class Roles:
    """The columns of a card's parts, from 0; `others` go behind the back, under their names."""

    front: int
    back: int | None
    others: tuple[int, ...] = ()
    tags: int | None = None
    deck: int | None = None


def is_heading(cell: str) -> bool:
    """Whether a cell is one of the names that columns of cards are given."""
    return normalise(cell) in {*FRONTS, *BACKS, *TAGS, *DECKS}


@cache
def find_roles(
    names: tuple[str, ...], asks: tuple[str, ...] = (), answers: tuple[str, ...] = ()
) -> Roles:
    """The parts that columns of these names play.

    Args:
        names: of the columns, in order; empty ones where they have none.
        asks: names of those that a card asks with, where that is known.
        answers: names of those that it answers with.

    >>> find_roles(("ID", "Question", "Answer", "Tags"))
    Roles(front=1, back=2, others=(), tags=3, deck=None)
    """
    called = [normalise(name) for name in names]
    tags = next((n for n, name in enumerate(called) if name in TAGS), None)
    # A category in the first column is what the card asks only where no other column does.
    asks_elsewhere = any(name in FRONTS for name in called[1:]) or len(called) > 3
    deck = next(
        (n for n, name in enumerate(called) if name in DECKS and (n or asks_elsewhere)), None
    )
    taken = {tags, deck}
    asked = [n for n, name in enumerate(names) if name in asks and n not in taken]
    told = [n for n, name in enumerate(names) if name in answers and n not in taken]
    plain = [n for n in range(len(names)) if n not in taken]
    front = _first(called, FRONTS, asked or plain)
    if front is None:
        speaking = [n for n in asked or plain if called[n] not in _UNTOLD]
        front = (speaking or asked or plain or [0])[0]
    left = [n for n in told or plain if n != front]
    back = _first(called, BACKS, left)
    if back is None:
        back = next((n for n in left if called[n] not in _UNTOLD), left[0] if left else None)
    others = tuple(
        n for n in plain if n not in (front, back) and called[n] not in _UNTOLD and called[n]
    )
    return Roles(front, back, others, tags, deck)


def _first(called: Sequence[str], wanted: Sequence[str], among: Sequence[int]) -> int | None:
    """The column of the name that comes first among those wanted."""
    for name in wanted:
        for n in among:
            if called[n] == name:
                return n
    return None
