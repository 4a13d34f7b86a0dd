"""Estimate the minutes that a concept takes to learn, from its card and its prerequisites."""

from __future__ import annotations

import math

from kg.model.graph import Concept
from kg.text.normal_forms import words

WORDS_PER_MINUTE = 138
"""Words read in a minute when memorising (Carver, "Reading Rate", 1990: five rates)."""

MINUTES_PER_PREREQUISITE = 0.5
"""Minutes to see how a concept follows from one of its prerequisites. Our estimate."""

MINUTES_PER_RECITATION = 0.5
"""Minutes to say a concept once from memory. Our estimate."""


def estimate_minutes(concept: Concept, prerequisites: int) -> int:
    """Return the whole minutes, at least 1, that a concept takes to learn the first time.

    The formula: words of name and summary / 138, plus 0.5 for each prerequisite, plus 0.5 for
    saying it from memory, rounded up. Where the deck says nothing, the background is read.

    Args:
        concept: the concept to learn.
        prerequisites: how many concepts it builds on in the whole graph.

    >>> from kg.model.graph import concept_id
    >>> estimate_minutes(Concept(concept_id("F1"), "F1", "metric", summary="Balances two."), 2)
    2
    """
    text = f"{concept.name} {concept.summary or concept.background}"
    reading = len(words(text)) / WORDS_PER_MINUTE
    return math.ceil(reading + MINUTES_PER_PREREQUISITE * prerequisites + MINUTES_PER_RECITATION)
