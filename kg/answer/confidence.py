"""Confidence: the probabilities that a question can be answered and that an answer is correct."""

from __future__ import annotations

import math
from collections.abc import Sequence

from kg._typing import NamedTuple
from kg.answer.chain import Chain
from kg.answer.leftovers import find_leftovers
from kg.answer.ranking import Ranked
from kg.question import Query

MIN_ANSWERABLE = 0.65
"""Probability of being answerable below which no answer is given.

`python -m tests.bench.calibrate` prints what other thresholds would refuse.
"""


SCALED_TWO_MATCHES = math.log1p(2) / math.log1p(8)
"""`Features.match_count` of two words; one word of a name may stand for anything."""


class Features(NamedTuple):
    """Evidence for and against the best candidate, each in 0-1.

    match_count: number of words that it accounts for, on a logarithmic scale; 1 from eight up.
    in_name: 1 if a word of the question is in its name or an alias.
    all_named: 1 if the question's content is nothing but names of concepts.
    right_kind: 1 if it is of a kind asked for.
    from_edges: 1 if a chain that leaves nothing of the question out leads to it.
    question_length: number of content words, on a logarithmic scale; 1 from 40 up.
    score_lead: five times the lead of its score over the next one; 1 at most.
    unknown_share: share of the question's content words that the graph does not have.
    single_match: 1 if at most one word matches and some words are unknown.
    missed_weight: share of the heaviest word that the candidate does not account for.
    unknown_names: share of the content that is names unknown to the graph, times four; 1 at most.
    one_sided: 1 if the question compares with something that the graph does not have.
    unknown_weight to why: see `kg.answer.leftovers.Leftovers`.
    """

    match_count: float
    in_name: float
    all_named: float
    right_kind: float
    from_edges: float
    question_length: float
    score_lead: float
    unknown_share: float
    single_match: float
    missed_weight: float
    unknown_names: float
    one_sided: float
    unknown_weight: float
    rarest: float
    main_word: float
    fact: float
    price: float
    work: float
    how_to: float
    undefined: float
    extended_name: float
    fact_noun: float
    choice: float
    modifier: float
    why: float


# Weights of logistic regressions in the order of the fields, the constant last. Fitted by
# `python -m tests.bench.calibrate` on the tune half, the fresh and the exam questions for
# development, and those of strangers, two decks of others among them.
_ANSWERABLE_WEIGHTS = (
    1.79, 0.06, 0.00, 1.36, 1.20, 1.43, 0.41, -0.69,
    -0.93, -0.64, -1.20, -0.69, -1.39, -0.84, -1.37, -1.80,
    -1.18, -0.84, -1.80, -0.55, -0.60, -1.12, -1.52, -0.75,
    -0.84, 0.39,
)  # fmt: skip
_CORRECT_WEIGHTS = (
    1.08, 0.00, 0.05, 0.94, 1.04, 0.78, 1.19, -0.54,
    -0.26, -0.49, -0.63, -1.02, -0.78, -0.58, -1.09, -0.61,
    -0.78, -0.37, -1.22, 0.00, -0.36, -0.56, -0.37, -0.28,
    -0.53, -1.46,
)  # fmt: skip


def p_answerable(features: Features) -> float:
    """Return the probability that the graph has an answer, whether or not the candidate is it."""
    return _logistic(features, _ANSWERABLE_WEIGHTS)


def is_answerable(features: Features) -> bool:
    """Return True if the graph is likely enough to have an answer.

    A question of nothing but names is about the concepts, unless it wants what no graph states.
    """
    wants_more = features.fact or features.price or features.work or features.fact_noun
    is_matched = not features.unknown_share and not features.missed_weight and features.in_name
    is_accounted_for = features.all_named or (
        is_matched and features.match_count >= SCALED_TWO_MATCHES
    )
    if is_accounted_for and not wants_more:
        return True
    if features.undefined and features.match_count < SCALED_TWO_MATCHES:
        return False  # a word of a name, or a synonym of one, is not what is to be defined
    return p_answerable(features) >= MIN_ANSWERABLE


def p_correct(features: Features) -> float:
    """Return the probability that the candidate answers the question."""
    return _logistic(features, _CORRECT_WEIGHTS)


def _logistic(features: Features, fitted: Sequence[float]) -> float:
    *weights, constant = fitted
    z = sum(w * x for w, x in zip(weights, features, strict=True)) + constant
    return 1 / (1 + math.exp(-z))


def features_of(
    query: Query,
    ranked: Sequence[Ranked],
    chains: Sequence[Chain],
    is_of_kind: bool | None,
    *,
    is_from_edges: bool = False,
) -> Features:
    """Compute the features of the first ranked candidate; there must be one.

    Args:
        query: the question.
        ranked: the candidates, best first.
        chains: chains for the question, fittest first.
        is_of_kind: True if the candidate is of a kind asked for, None when no kind is.
        is_from_edges: True if edges alone answer the question with the candidate.
    """
    best = ranked[0]
    content = len(query.content_positions) or 1
    named = query.mentioned_positions
    chain = next((chain for chain in chains if best.key in chain.answers), None)
    leftovers = find_leftovers(query, best.matched, chain.covered if chain else ())
    return Features(
        match_count=min(1.0, math.log1p(best.match_count) / math.log1p(8)),
        in_name=float(best.in_name),
        all_named=float(bool(named) and query.content_positions <= named),
        right_kind=float(bool(is_of_kind)),
        from_edges=float(is_from_edges),
        question_length=min(1.0, math.log1p(content) / math.log1p(40)),
        score_lead=min(1.0, 5 * (best.score - ranked[1].score)) if len(ranked) > 1 else 1.0,
        unknown_share=len(query.out_of_vocabulary) / (query.content_count or 1),
        single_match=float(best.match_count < 2 and bool(query.out_of_vocabulary)),
        missed_weight=best.missed_weight,
        unknown_names=min(1.0, 4 * query.unknown_names / content),
        one_sided=float(query.one_sided),
        **leftovers._asdict(),
    )
