"""The weights by which concepts are ranked."""

from __future__ import annotations

from kg._typing import NamedTuple


class Weights(NamedTuple):
    """Weights of the evidence for a concept; `python -m tests.bench.tune` found the values.

    A question's word counts by the field of the concept that has it:
    name, alias, definition, summary, background, edges: weight (0-1) of the field.
    synonym: factor when the concept has a synonym instead of the word.
    english_frequency: exponent by which words that are common in English lose weight; 0 is none.
    unknown: weight of a word that the graph does not have, as a share of its rarest word's.
    has_relation: weight (0-1) of a word that asks for a relation that the concept has.
    chain: weight of a word that a chain to the concept accounts for, at full strength.

    Shares of the score:
    words: the question's words that the concept accounts for.
    chain_strength: the strength of the chain that leads to it.
    kind: it is of a kind asked for.
    whole_name: the share of its name that the question has.
    definition_share: the share of its definition that the question has.
    word_pairs: pairs of words that stand together in both.

    Adjustments of the score:
    implied: factor on the coverage of a situation that the concept suits.
    neighbours: added for the coverage of the best neighbour.
    named: added when the question names the concept and it is of a kind asked for.
    mentioned: factor when the question mentions the concept and asks for something else.
    situation: factor for a situation when something else is asked for.
    prior: weight of the prior of the concept's kind.
    no_prior: factor, when a means is wanted, for a kind without a prior.
    means_prior: what the kind's prior adds to that factor, times the prior.
    """

    name: float = 0.771
    alias: float = 0.88
    definition: float = 0.614
    summary: float = 0.407
    background: float = 0.407
    edges: float = 0.09
    synonym: float = 0.797
    english_frequency: float = 0.059
    unknown: float = 0.206
    words: float = 0.966
    chain_strength: float = 0.406
    kind: float = 0.198
    whole_name: float = 0.056
    definition_share: float = 0.1
    word_pairs: float = 0.286
    chain: float = 0.262
    has_relation: float = 0.49
    implied: float = 0.65
    neighbours: float = 0.049
    named: float = 0.15
    mentioned: float = 0.734
    situation: float = 0.581
    prior: float = 0.805
    no_prior: float = 0.294
    means_prior: float = 4.2


WEIGHTS = Weights()
"""The weights in use."""
