from __future__ import annotations

import pytest

from kg.learn.study.learning_time import estimate_minutes
from kg.model.graph import Concept, ConceptId


@pytest.mark.parametrize(
    ("words", "bases", "minutes"),
    [(0, 0, 1), (137, 0, 2), (137, 1, 2), (137, 2, 3), (275, 0, 3), (0, 9, 6)],
)
def test_minutes_follow_the_formula(words: int, bases: int, minutes: int) -> None:
    concept = Concept(ConceptId("x"), "X", "step", (), " ".join(["word"] * words))
    assert estimate_minutes(concept, bases) == minutes
