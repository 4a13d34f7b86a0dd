from __future__ import annotations

import pytest

from kg.learn.study.learning_time import estimate_minutes
from kg.model.graph import Concept, ConceptId, concept_id


@pytest.mark.parametrize(
    ("words", "bases", "minutes"),
    [(0, 0, 1), (137, 0, 2), (137, 1, 2), (137, 2, 3), (275, 0, 3), (0, 9, 6)],
)
def test_minutes_follow_the_formula(words: int, bases: int, minutes: int) -> None:
    concept = Concept(ConceptId("x"), "X", "step", (), " ".join(["word"] * words))
    assert estimate_minutes(concept, bases) == minutes


def test_the_background_is_read_only_where_the_deck_says_nothing() -> None:
    short, long = "A drink.", "word " * 400
    concept = Concept(concept_id("Tea"), "Tea", "drink", summary=short, background=long)
    assert estimate_minutes(concept, 0) == 1
    assert estimate_minutes(concept._replace(summary=""), 0) == 4
