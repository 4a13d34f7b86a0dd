"""Answer which names are spelt in a certain way: that begin or end with a word, or contain it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg._typing import Literal
from kg.answer.reasons import make_hit
from kg.answer.result import Hit, Reason
from kg.question import Query
from kg.store import Store
from kg.text.language import language, pattern
from kg.text.normal_forms import words
from kg.text.word_table import Patterns

Place = Literal["start", "end", "inside"]
"""The place of a word in a name."""

_QUOTED = re.compile(r"[\"'‘’“”]([^\"'‘’“”]{1,60})[\"'‘’“”](?!\w)")


def find_by_spelling(query: Query, store: Store) -> list[Hit] | None:
    """Return the concepts of a kind whose names are spelt as a question says.

    "Which stages have a name that begins with 'Model'". The word stands in quotes.

    Returns:
        Those concepts in the order of the files; where the question denies it, the others of the
        kind. None if the question is about no spelling, or asks for no kind.
    """
    quoted = _QUOTED.search(query.text)
    if quoted is None or not query.answer_kinds:
        return None
    place = _place(" ".join(query.words))
    wanted = words(quoted[1])
    if place is None or not wanted:
        return None
    denied = not language().negation.negations.isdisjoint(query.words)
    concepts = store.concepts(store.keys(query.answer_kinds[:1]))
    shown = f'{"its name does not have" if denied else "its name has"} "{quoted[1]}"'
    return [
        make_hit(concepts[key], 1.0, [Reason("kind", shown)])
        for key in sorted(concepts)
        if _is_spelt(words(concepts[key].name), wanted, place) != denied
    ]


def _place(text: str) -> Place | None:
    """Return where in a name a question wants a word, None if it says nothing of that."""
    names = language().names
    places: dict[Place, Patterns] = {
        "start": names.begin,
        "end": names.end,
        "inside": names.contain,
    }
    return next((place for place, said in places.items() if pattern(said).search(text)), None)


def _is_spelt(name: Sequence[str], wanted: Sequence[str], place: Place) -> bool:
    if place == "start":
        return name[: len(wanted)] == wanted
    if place == "end":
        return name[-len(wanted) :] == wanted
    return any(name[n : n + len(wanted)] == wanted for n in range(len(name)))
