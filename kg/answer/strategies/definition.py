"""Answer "what is X" when X is named."""

from __future__ import annotations

from collections.abc import Sequence

from kg._typing import TYPE_CHECKING
from kg.answer.ranking import rank
from kg.answer.reasons import ranked_hits
from kg.answer.result import Hit
from kg.question import Query
from kg.store import Store

if TYPE_CHECKING:
    from kg.answer.chain import Chain

MAX_RANKED_HITS = 20
"""Maximum number of ranked hits, whatever the limit; candidates beyond have little evidence."""

NAMED_SCORE_FLOOR = 0.9
"""Minimum score of a concept that the question names and asks about."""


def define(query: Query, chains: Sequence[Chain], store: Store, max_hits: int) -> list[Hit]:
    """Return the named concept, then the other concepts that the question's words lead to.

    Empty where the question names something else, whose name is longer.
    """
    ranked = rank(query, chains, store, proposed=MAX_RANKED_HITS)  # the first hit is known
    mentioned = query.mentions[0].keys
    ranked.sort(key=lambda r: r.key not in mentioned)
    if not query.content_positions <= query.mentioned_positions:
        from kg.answer.leftovers import extends_name  # imported late: most names have no rest

        if extends_name(query, ranked[0].matched):
            return []
    ranked[0] = ranked[0]._replace(score=max(ranked[0].score, NAMED_SCORE_FLOOR))
    return ranked_hits(query, ranked[: min(max_hits, MAX_RANKED_HITS)], store)
