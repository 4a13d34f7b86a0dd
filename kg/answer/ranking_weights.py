"""Weights: what each sign counts for when concepts are ranked."""

from __future__ import annotations

from kg._typing import NamedTuple


class Weights(NamedTuple):
    """What each sign counts for; `python -m tests.bench.tune` found the values.

    `name`, `alias`, `definition`, `summary`, `edges`: a word of the question by where the concept
    has it.
    `near`: what is left of it when the concept has a synonym instead.
    `common`: how fast a word loses weight the commoner it is in English (0: not at all).
    `unknown`: a word that the graph does not have, as a share of its rarest word's weight.
    `words`, `fact`, `kind`: shares of the score of words accounted for, of an edge that was asked
    about and of being of the kind asked for; `whole` what a name gains when the question has all
    of it, `defined` what the concept gains by the share of its definition that the question
    tells; `pair` what two words gain that stand together in question and concept.
    `asked`, `relation`: a word that an edge accounts for, asked about or only of that relation.
    `implied`: what a concept has of the words of a situation that it is suited to.
    `beside`: what it has of the words of any neighbour.
    `called`: what a concept of the kind asked for gains when the question calls it.
    `given`, `setting`: what is left of the score of a concept that the question mentions but does
    not want, or that is a situation when something else is wanted.
    `prior`: how much a kind's prior counts. `end`, `means`: for who says what they want to do,
    what is left of the score of a kind without a prior, and how much a prior adds to that.
    """

    name: float = 0.771
    alias: float = 0.88
    definition: float = 0.614
    summary: float = 0.407
    edges: float = 0.09
    near: float = 0.797
    common: float = 0.059
    unknown: float = 0.206
    words: float = 0.966
    fact: float = 0.406
    kind: float = 0.198
    whole: float = 0.056
    defined: float = 0.1
    pair: float = 0.286
    asked: float = 0.262
    relation: float = 0.49
    implied: float = 0.65
    beside: float = 0.049
    called: float = 0.15
    given: float = 0.734
    setting: float = 0.581
    prior: float = 0.805
    end: float = 0.294
    means: float = 4.2


WEIGHTS = Weights()
