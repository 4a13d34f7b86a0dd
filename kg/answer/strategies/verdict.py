"""Answer yes or no, or say that the deck does not tell.

A verdict needs an edge, or words of the deck, that state what the question asks, or that state
what excludes it. That the graph lacks an edge is no "no".
"""

from __future__ import annotations

from kg.answer.reasons import make_hit
from kg.answer.strategies.quantity import check_limits
from kg.answer.strategies.verdict_by_links import (
    by_edges,
    by_exclusion,
    by_kind,
    by_membership,
    by_only,
    by_sameness,
    by_scale,
    by_situation,
)
from kg.answer.strategies.verdict_by_order import by_order, by_preference
from kg.answer.strategies.verdict_by_words import by_existence, by_identity, by_neighbour
from kg.answer.strategies.verdict_case import Case, Judgement
from kg.question import Query
from kg.store import Store


def judge(query: Query, store: Store) -> Judgement:
    """Answer a question that wants yes or no, and mentions at least one concept."""
    limited = check_limits(query, store) if query.quantities else None
    if limited is not None:
        return Judgement(limited[0], [limited[1]])
    case = Case(query, store)
    for decide in (  # each returns None where it does not apply
        by_sameness,
        by_scale,
        by_order,
        by_preference,
        by_membership,
        by_kind,
        by_only,
        by_situation,
        by_edges,
        by_exclusion,
        by_identity,
        by_neighbour,
        by_existence,
    ):
        found = decide(case)
        if found is not None:
            return found
    return Judgement("unknown", [make_hit(case.concepts[key], 0.5, []) for key in case.keys[:1]])
