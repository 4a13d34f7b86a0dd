"""How sure an answer is: the chance that the graph supports it, and when that is too little."""

from __future__ import annotations

import math
from collections.abc import Sequence

from kg._typing import NamedTuple
from kg.answer.chain import Chain
from kg.answer.ranking import Ranked
from kg.question import Query

LEAST = 0.45
"""Chance of being in the graph's scope below which no answer is given; the last table that
`python -m tests.bench.calibrate` prints tells what others would cost."""


class Features(NamedTuple):
    """What speaks for and against a best candidate, each about 0-1.

    `coverage`: the share of the question's words that it accounts for, by their weight.
    `matched`: how many words that are, from none to many.
    `told`: the fitness of the chain that leads to it.
    `named`: a word of the question is in its name or an alias.
    `called`: everything that the question says calls a concept.
    `unknown`: the share of the question's words that the graph does not have.
    `fits`: it is of the kind asked for; a half when none is.
    `long`: how long the question is.
    `ahead`: how far its score is above the next one's.
    `matter`: the question wants a person, a time, a place or an amount.
    `undefined`: it asks what something is that is called so nowhere in the graph.
    `lone`: but one word of it is matched, and some are unknown.
    `foreign`: it names what the graph does not have, in a question that says little else.
    `lopsided`: it compares with what the graph does not have.
    `missed`: the share of the heaviest word that the candidate does not account for.
    """

    coverage: float
    matched: float
    told: float
    named: float
    called: float
    unknown: float
    fits: float
    long: float
    ahead: float
    matter: float
    undefined: float
    lone: float
    missed: float
    foreign: float
    lopsided: float


# Logistic regressions on the tune half of the questions and the exam questions for development, by
# `python -m tests.bench.calibrate`; in the order of the fields above, the constant last.
_SCOPE = (
    0.78, 2.35, -0.44, 0.97, 1.90, -2.22, 2.41, 1.52,
    1.00, -2.79, -2.48, -1.42, -0.74, -1.96, -0.88, -2.70,
)  # fmt: skip
_RIGHT = (
    1.20, 1.27, -0.29, 0.75, 1.88, -1.78, 0.63, 0.03,
    1.89, -2.06, -2.05, -1.24, -0.87, -1.71, -0.42, -2.20,
)  # fmt: skip


def p_answerable(signs: Features) -> float:
    """The chance, 0-1, that the graph knows what is asked, right or wrong as the candidate is."""
    return _chance(signs, _SCOPE)


def p_correct(signs: Features) -> float:
    """The chance, 0-1, that a candidate of which this can be said answers the question."""
    return _chance(signs, _RIGHT)


def _chance(signs: Features, fitted: Sequence[float]) -> float:
    *weights, constant = fitted
    z = sum(w * x for w, x in zip(weights, signs, strict=True)) + constant
    return 1 / (1 + math.exp(-z))


def features_of(
    query: Query, ranked: Sequence[Ranked], found: Sequence[Chain], of_kind: bool | None
) -> Features:
    """What can be said of the first of the ranked candidates, of which there is at least one.

    `of_kind` tells whether it is of the kind asked for; None when none is.
    """
    best = ranked[0]
    says = len(query.content_positions) or 1
    named = {n for mention in query.mentions for n in mention.span}
    told = max((chain.fitness for chain in found if best.key in chain.ends), default=0.0)
    return Features(
        coverage=best.coverage,
        matched=min(1.0, math.log1p(best.matched) / math.log1p(8)),
        told=min(1.0, told),
        named=float(best.named),
        called=float(bool(named) and query.content_positions <= named),
        unknown=len(query.out_of_vocabulary)
        / (len(query.out_of_vocabulary) + len(query.terms) or 1),
        fits=0.5 if of_kind is None else float(of_kind),
        long=min(1.0, math.log1p(says) / math.log1p(40)),
        ahead=min(1.0, 5 * (best.score - ranked[1].score)) if len(ranked) > 1 else 1.0,
        matter=float(query.wants_factoid),
        undefined=float(
            query.wants_definition
            and len(query.content_positions) <= 3
            and not query.content_positions <= named
        ),
        lone=float(best.matched < 2 and bool(query.out_of_vocabulary)),
        missed=best.missed,
        foreign=min(1.0, 4 * query.unknown_names / says),
        lopsided=float(query.one_sided),
    )
