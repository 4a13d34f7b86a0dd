from __future__ import annotations

from kg.learn.quiz.quiz_question import (
    Question,
    Round,
    definition_of,
    describe_concept,
    option_from_definition,
)
from kg.model.graph import Concept, concept_id
from kg.store import Key

MEAD = Concept(concept_id("Mead"), "Mead", "drink", background="Honey wine. Old.", citation="4")
TEA = Concept(concept_id("Tea"), "Tea", "drink", (), "Leaves in water. Hot.", "5", (), "Old too.")


def test_the_background_defines_only_on_demand_and_only_where_the_deck_does_not() -> None:
    assert (definition_of(MEAD), definition_of(MEAD, background=True)) == ("", "Honey wine.")
    assert definition_of(TEA) == definition_of(TEA, background=True) == "Leaves in water."
    assert describe_concept(MEAD) == "Mead"
    assert describe_concept(MEAD, background=True) == "Mead: Honey wine. (beyond the deck)"
    assert describe_concept(TEA, background=True) == "Tea: Leaves in water."


def test_the_background_is_never_cited() -> None:
    assert option_from_definition("Mead", MEAD, background=True).citation == ""
    assert option_from_definition("Tea", TEA, background=True).citation == "5"


def test_a_round_tells_programs_whether_it_is_beyond_the_deck() -> None:
    question = Question(MEAD, "type", "What?", "Mead", frozenset([Key(1)]), "", beyond_deck=True)
    assert Round("type", (question,)).to_json()["beyond_deck"] is True
