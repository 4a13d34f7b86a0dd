"""Minutes: how long a concept takes to learn, as far as its card tells."""

from __future__ import annotations

import math

from kg.model.graph import Concept
from kg.text.normal_forms import words

WORDS_PER_MINUTE = 138
"""Words read a minute when they are to be memorised (Carver, "Reading Rate", 1990: five rates)."""

MINUTES_PER_PREREQUISITE = 0.5
"""Minutes for each concept that it builds on: seeing how one comes of the other. Our estimate."""

MINUTES_PER_RECITATION = 0.5
"""Minutes for trying once to say it by heart. Our estimate."""


def estimate_minutes(concept: Concept, bases: int) -> int:
    """Minutes that a concept takes to learn the first time.

    (words of its name and summary) / 138 + 0.5 a concept that it builds on in the whole graph +
    0.5 for saying it by heart, rounded up to whole minutes.

    Args:
        concept: what is learnt.
        bases: how many concepts it builds on.

    >>> from kg.model.graph import concept_id
    >>> estimate_minutes(Concept(concept_id("F1"), "F1", "metric", summary="Balances two."), 2)
    2
    """
    reading = len(words(f"{concept.name} {concept.summary}")) / WORDS_PER_MINUTE
    return math.ceil(reading + MINUTES_PER_PREREQUISITE * bases + MINUTES_PER_RECITATION)
