"""Tell by a concept's scale whether a high or a low value of it is good."""

from __future__ import annotations

from collections.abc import Collection

from kg.model.concept import Concept
from kg.question.special_words import BAD_WORDS, GOOD_WORDS, HIGH_WORDS, LOW_WORDS


def is_good_on_scale(words: Collection[str], concept: Concept) -> bool | None:
    """Return True if what some words say of high or low values agrees with a concept's scale.

    "The higher the better" agrees with a scale of which the higher end is better. None if the
    concept has no such scale, or if the words say nothing about it.
    """
    asked = set(words)
    is_high, is_low = not HIGH_WORDS.isdisjoint(asked), not LOW_WORDS.isdisjoint(asked)
    is_good, is_bad = not GOOD_WORDS.isdisjoint(asked), not BAD_WORDS.isdisjoint(asked)
    better = concept.attributes.better
    if not better or is_high == is_low or is_good == is_bad:
        return None
    return (is_high == (better == "higher")) == is_good
