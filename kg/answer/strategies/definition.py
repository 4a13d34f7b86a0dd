"""What a question gets that asks what a thing is which it calls by name."""

from __future__ import annotations

from collections.abc import Sequence

from kg._typing import TYPE_CHECKING
from kg.answer.explanation import ranked_hits
from kg.answer.ranking import rank
from kg.answer.result import Hit
from kg.question import Query
from kg.store import Store

if TYPE_CHECKING:
    from kg.answer.chain import Chain

DEEPEST = 20
"""Ranked hits given at most, whatever number is asked for: beyond, little speaks for any."""

CALLED = 0.9
"""Score at least of a concept that is called by name and asked about."""


def defined(query: Query, found: Sequence[Chain], store: Store, most: int) -> list[Hit]:
    """What is to be explained, then what else the question's words lead to."""
    ranked = rank(query, found, store, proposed=DEEPEST)  # the first hit is known
    mentioned = query.mentions[0].keys
    ranked.sort(key=lambda r: r.key not in mentioned)
    ranked[0] = ranked[0]._replace(score=max(ranked[0].score, CALLED))
    return ranked_hits(query, ranked[: min(most, DEEPEST)], store)
