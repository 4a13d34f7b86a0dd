"""Answer which names are spelt in a certain way: that begin or end with a word, or contain it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.answer.reasons import make_hit
from kg.answer.result import Hit, Reason
from kg.question import Query
from kg.question.function_words import NEGATION_WORDS
from kg.store import Store
from kg.text.language import phrase_pattern
from kg.text.normal_forms import words

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
    text = " ".join(query.words)
    place = next((p for p in ("start", "end", "inside") if _says(p, text)), None)
    wanted = words(quoted[1])
    if place is None or not wanted:
        return None
    denied = not NEGATION_WORDS.isdisjoint(query.words)
    concepts = store.concepts(store.keys(query.answer_kinds[:1]))
    shown = f'{"its name does not have" if denied else "its name has"} "{quoted[1]}"'
    return [
        make_hit(concepts[key], 1.0, [Reason("kind", shown)])
        for key in sorted(concepts)
        if _is_spelt(words(concepts[key].name), wanted, place) != denied
    ]


def _says(place: str, text: str) -> bool:
    return phrase_pattern("spelling", place).search(text) is not None


def _is_spelt(name: Sequence[str], wanted: Sequence[str], place: str) -> bool:
    if place == "start":
        return name[: len(wanted)] == wanted
    if place == "end":
        return name[-len(wanted) :] == wanted
    return any(name[n : n + len(wanted)] == wanted for n in range(len(name)))
