"""Confidence: the probabilities that a question can be answered and that an answer is correct."""

from __future__ import annotations

import math
from collections.abc import Sequence

from kg._typing import NamedTuple
from kg.answer.chain import Chain
from kg.answer.ranking import Ranked
from kg.question import Query

MIN_ANSWERABLE = 0.45
"""Probability of being answerable below which no answer is given.

`python -m tests.bench.calibrate` prints what other thresholds would refuse.
"""


class Features(NamedTuple):
    """Evidence for and against the best candidate, each in 0-1.

    coverage: share of the question's words that it accounts for, by weight.
    match_count: number of words that it accounts for, on a logarithmic scale; 1 from eight up.
    chain_fitness: fitness of the best chain that leads to it.
    in_name: 1 if a word of the question is in its name or an alias.
    all_named: 1 if the question's content is nothing but names of concepts.
    unknown_share: share of the question's content words that the graph does not have.
    kind_fits: 1 if it is of the kind asked for, 0 if not, 0.5 if no kind is asked for.
    question_length: number of content words, on a logarithmic scale; 1 from 40 up.
    score_lead: five times the lead of its score over the next one; 1 at most.
    wants_factoid: 1 if the question wants a person, a time, a place or an amount.
    undefined_name: 1 if the question asks what something is that no concept is named.
    single_match: 1 if at most one word matches and some words are unknown.
    missed_weight: share of the heaviest word that the candidate does not account for.
    unknown_names: share of the content that is names unknown to the graph, times four; 1 at most.
    one_sided: 1 if the question compares with something that the graph does not have.
    """

    coverage: float
    match_count: float
    chain_fitness: float
    in_name: float
    all_named: float
    unknown_share: float
    kind_fits: float
    question_length: float
    score_lead: float
    wants_factoid: float
    undefined_name: float
    single_match: float
    missed_weight: float
    unknown_names: float
    one_sided: float


# Weights of logistic regressions in the order of the fields, the constant last. Fitted by
# `python -m tests.bench.calibrate` on the tune half of the questions and the exam questions for
# development.
_ANSWERABLE_WEIGHTS = (
    0.78, 2.35, -0.44, 0.97, 1.90, -2.22, 2.41, 1.52,
    1.00, -2.79, -2.48, -1.42, -0.74, -1.96, -0.88, -2.70,
)  # fmt: skip
_CORRECT_WEIGHTS = (
    1.20, 1.27, -0.29, 0.75, 1.88, -1.78, 0.63, 0.03,
    1.89, -2.06, -2.05, -1.24, -0.87, -1.71, -0.42, -2.20,
)  # fmt: skip


def p_answerable(features: Features) -> float:
    """Return the probability that the graph has an answer, whether or not the candidate is it."""
    return _logistic(features, _ANSWERABLE_WEIGHTS)


def p_correct(features: Features) -> float:
    """Return the probability that the candidate answers the question."""
    return _logistic(features, _CORRECT_WEIGHTS)


def _logistic(features: Features, fitted: Sequence[float]) -> float:
    *weights, constant = fitted
    z = sum(w * x for w, x in zip(weights, features, strict=True)) + constant
    return 1 / (1 + math.exp(-z))


def features_of(
    query: Query, ranked: Sequence[Ranked], chains: Sequence[Chain], is_of_kind: bool | None
) -> Features:
    """Compute the features of the first ranked candidate; there must be one.

    `is_of_kind` is true if it is of a kind asked for, and None when no kind is.
    """
    best = ranked[0]
    content = len(query.content_positions) or 1
    named = query.mentioned_positions
    is_all_named = query.content_positions <= named
    fitness = max((chain.fitness for chain in chains if best.key in chain.answers), default=0.0)
    return Features(
        coverage=best.coverage,
        match_count=min(1.0, math.log1p(best.match_count) / math.log1p(8)),
        chain_fitness=min(1.0, fitness),
        in_name=float(best.in_name),
        all_named=float(bool(named) and is_all_named),
        unknown_share=len(query.out_of_vocabulary) / (query.content_count or 1),
        kind_fits=0.5 if is_of_kind is None else float(is_of_kind),
        question_length=min(1.0, math.log1p(content) / math.log1p(40)),
        score_lead=min(1.0, 5 * (best.score - ranked[1].score)) if len(ranked) > 1 else 1.0,
        wants_factoid=float(query.wants_factoid),
        undefined_name=float(
            query.wants_definition and len(query.content_positions) <= 3 and not is_all_named
        ),
        single_match=float(best.match_count < 2 and bool(query.out_of_vocabulary)),
        missed_weight=best.missed_weight,
        unknown_names=min(1.0, 4 * query.unknown_names / content),
        one_sided=float(query.one_sided),
    )
