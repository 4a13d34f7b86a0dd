"""Tell by a concept's scale whether a high or a low value of it is good."""

from __future__ import annotations

from collections.abc import Collection

from kg.model.concept import Concept
from kg.text.language import language


def is_good_on_scale(words: Collection[str], concept: Concept) -> bool | None:
    """Return True if what some words say of high or low values agrees with a concept's scale.

    "The higher the better" agrees with a scale of which the higher end is better. None if the
    concept has no such scale, or if the words say nothing about it.
    """
    asked, scale = set(words), language().verdict
    is_high, is_low = not scale.high.isdisjoint(asked), not scale.low.isdisjoint(asked)
    is_good, is_bad = not scale.good.isdisjoint(asked), not scale.bad.isdisjoint(asked)
    better = concept.attributes.better
    if not better or is_high == is_low or is_good == is_bad:
        return None
    return (is_high == (better == "higher")) == is_good
