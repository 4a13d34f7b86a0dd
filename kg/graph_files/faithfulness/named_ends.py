"""Tell how far a text names a concept, by the words of its name and aliases."""

from __future__ import annotations

from collections.abc import Iterable

from kg.graph_files.faithfulness.evidence import Evidence
from kg.graph_files.faithfulness.word_weights import WordWeights, content_words
from kg.text.normal_forms import words

MIN_NAMED_SHARE = 0.65
"""Share of a name's weight, from 0 to 1, that a text must have to name a concept."""


def is_named(forms: Iterable[str], evidence: Evidence, weights: WordWeights) -> bool:
    """Return True if a text has enough of one of the names of a concept."""
    return any(
        share_named(form, evidence, weights) >= MIN_NAMED_SHARE
        for name in forms
        for form in main_forms(name)
    )


def main_forms(name: str) -> list[str]:
    """Return a name, and its parts that may stand for all of it.

    >>> main_forms("Low tide (LT)"), main_forms("Gauge for tides")
    (['Low tide (LT)', 'Low tide', 'LT'], ['Gauge for tides', 'Gauge'])
    """
    outer, _, inner = name.partition("(")
    parts = [outer, inner.partition(")")[0]] if inner else [name.partition(" for ")[0]]
    return list(dict.fromkeys([name, *(part.strip() for part in parts if words(part))]))


def share_named(form: str, evidence: Evidence, weights: WordWeights) -> float:
    """Return the share of a name's weight that a text has, from 0 to 1."""
    return evidence.share_of((word, weights.name_weight(word)) for word in content_words(form))
