"""Answer what fits a situation: by its quantities, by a choice of names, or by a feared error."""

from __future__ import annotations

from collections.abc import Sequence

from kg.answer.result import Hit
from kg.answer.strategies.choice import choose_mentioned
from kg.answer.strategies.feared_error import answer_feared_error
from kg.answer.strategies.misfit import find_misfit
from kg.answer.strategies.quantity import find_within_limits
from kg.question import Query
from kg.question.cue_matching import STRONG_CUE
from kg.store import Store


def answer_situation(query: Query, store: Store) -> Sequence[Hit] | None:
    """Return what fits a situation that a question tells of, best first.

    Empty if the graph speaks of such situations, but nothing fits. None if the question tells of
    no situation that this can judge.
    """
    if query.answer_form in ("comparison", "path", "definition"):
        return None
    if not _is_compared(query, store):
        within = find_within_limits(query, store)
        if within is not None:
            return within
    misfit = find_misfit(query, store)
    if misfit is not None:
        return misfit
    chosen = choose_mentioned(query, store)
    if chosen is not None:
        return chosen
    return answer_feared_error(query, store) or None


def _is_compared(query: Query, store: Store) -> bool:
    """Return True if the question asks for the counterpart of what it describes."""
    strong = [cue for cue in query.cues if cue.strength >= STRONG_CUE]
    return any(store.relation(sense.relation).symmetric for cue in strong for sense in cue.senses)
