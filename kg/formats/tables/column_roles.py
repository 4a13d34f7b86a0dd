"""Fields: which column or field of a note is its front, its back, its tags or its deck."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from kg.text.normal_forms import normalise

FRONTS = (
    "front question term word expression prompt concept text title name phrase vocabulary key"
).split()
BACKS = (
    "back answer definition meaning description explanation answers translation value "
    "response details english"
).split()
TAGS = ("tags", "tag", "tag s", "labels", "keywords")
DECKS = ("deck", "category", "chapter", "section", "subject", "unit", "topic")
_UNTOLD = frozenset(
    "audio due guid id image imagehtml index no notetype nr number picture qid sort sound"
    " uuid".split()
)
"""Fields that are kept out of the text of a card: they tell nothing of what it is about."""


@dataclass(frozen=True, slots=True)
class Roles:
    """The columns of a card's parts, from 0; `others` go behind the back, under their names."""

    front: int
    back: int | None
    others: tuple[int, ...] = ()
    tags: int | None = None
    deck: int | None = None


_HEADINGS = frozenset(
    (
        *FRONTS,
        *BACKS,
        *TAGS,
        *DECKS,
        "front side",
        "back side",
        "side 1",
        "side 2",
        "text",
        "extra",
        "summary",
        "notes",
        "example",
    )
)
_FOREIGN = frozenset(
    "antwort begriff bedeutung erklarung frage vorderseite ruckseite wort beispiel"
    " pregunta respuesta termino definicion palabra significado ejemplo"
    " reponse terme definition mot exemple domanda risposta parola pergunta resposta".split()
)
_SUBJECTS = frozenset(
    "author book capital city country date element event formula language name number person place"
    " state symbol title year english french german spanish italian portuguese japanese chinese"
    " korean russian latin arabic dutch greek hebrew polish turkish swedish".split()
)
"""Names of columns that could as well be cards; both of a pair must be such."""


def is_heading(cell: str) -> bool:
    """Whether a cell is one of the names that columns of cards are given."""
    return normalise(cell) in _HEADINGS | _FOREIGN


def are_subjects(cells: Sequence[str]) -> bool:
    """Whether all cells name what columns may be about, as "Country" and "Capital" do."""
    return all(normalise(cell) in _SUBJECTS for cell in cells)


@cache
def tells(name: str) -> bool:
    """Whether a field of this name says something, rather than counting or showing a picture."""
    return normalise(name) not in _UNTOLD and name.strip() != "#"


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
    told = [n for n in map(names.index, (a for a in answers if a in names)) if n not in taken]
    plain = [n for n in range(len(names)) if n not in taken]
    front = _first(called, FRONTS, asked or plain)
    if front is None:
        speaking = [n for n in asked or plain if called[n] not in _UNTOLD]
        front = (speaking or asked or plain or [0])[0]
    left = [n for n in told or plain if n != front]
    back = _first(called, BACKS, left)
    if back is None:
        back = next((n for n in left if called[n] not in _UNTOLD), left[0] if left else None)
    others = tuple(n for n in plain if n not in (front, back) and called[n] and tells(names[n]))
    return Roles(front, back, others, tags, deck)


def _first(called: Sequence[str], wanted: Sequence[str], among: Sequence[int]) -> int | None:
    """The column of the name that comes first among those wanted."""
    for name in wanted:
        for n in among:
            if called[n] == name:
                return n
    return None
