"""Kind effects: how the kind of a concept changes its score for a question."""

from __future__ import annotations

from kg._typing import NamedTuple
from kg.answer.ranking_weights import Weights
from kg.model.vocabulary import Kind
from kg.question import Query

MEANS_PRIOR = 0.03
"""Prior above which a kind is a means that one uses, such as a service, rather than a task."""


class KindEffect(NamedTuple):
    """The effect of a candidate's kind on its score: a summand and factors.

    wanted_bonus: added before the score is scaled, if the kind is asked for.
    named_bonus: added if the question asks for the candidate by name.
    mentioned_factor: factor if the question mentions the candidate.
    other_factor: factor if it does not.
    means_factor: factor if a means is wanted.
    prior_bonus: added for the prior of the kind.
    """

    wanted_bonus: float
    named_bonus: float
    mentioned_factor: float
    other_factor: float
    means_factor: float
    prior_bonus: float


def kind_effect(
    kind: Kind, query: Query, weights: Weights, *, is_asked_by_chain: bool
) -> KindEffect:
    """Return the effect that a kind has on every candidate of it.

    `is_asked_by_chain` is true if strong cues ask for the fittest chain.
    """
    is_wanted = kind.name in query.answer_kinds
    wants_other = not is_wanted and bool(
        query.answer_kinds or query.wants_name or is_asked_by_chain
    )
    is_likely = kind.name in query.answer_kinds[:1] or (
        query.wants_means and kind.prior > MEANS_PRIOR
    )
    # A mentioned concept is what the question is about, and a situation is its context: neither
    # is likely to be the answer.
    is_context = bool(kind.default_relations) and not is_wanted
    other_factor = weights.situation if is_context else 1.0
    means_factor = min(1.0, weights.no_prior + weights.means_prior * kind.prior)
    return KindEffect(
        wanted_bonus=weights.kind * is_wanted,
        named_bonus=weights.named if is_likely and not is_asked_by_chain else 0.0,
        mentioned_factor=weights.mentioned if wants_other else other_factor,
        other_factor=other_factor,
        means_factor=means_factor if query.wants_means and not query.answer_kinds else 1.0,
        prior_bonus=kind.prior * weights.prior,
    )
