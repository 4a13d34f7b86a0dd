from __future__ import annotations

from random import Random

import pytest

from kg.learn.quiz import MODES, Mode, grade_choice, grade_typed, make_question
from kg.learn.quiz.attribute_questions import attribute_questions
from kg.model.attributes import Attributes, Limit
from kg.model.graph import Concept, concept_id
from kg.store import Store


def with_limits(*limits: Limit, better: str = "") -> Concept:
    attributes = Attributes(limits, better)
    return Concept(concept_id("Cup"), "Cup", "thing", citation="7", attributes=attributes)


@pytest.mark.parametrize(
    ("limit", "prompt", "answer"),
    [
        (Limit("volume", None, 30, "ml"), "Up to what volume does Cup go?", "30 ml"),
        (Limit("volume", 30, None, "ml"), "From what volume does Cup start?", "30 ml"),
        (Limit("", 0, 1), "Between which values does Cup lie?", "0 and 1"),
        (
            Limit("heat", 0.5, 90, "°C"),
            "Between which values does the heat of Cup lie?",
            "0.5 and 90 °C",
        ),
    ],
)
def test_a_limit_is_asked_for(limit: Limit, prompt: str, answer: str) -> None:
    (question,) = attribute_questions(with_limits(limit), "type")
    assert (question.prompt, question.answer, question.citation) == (prompt, answer, "7")
    assert question.why == f"Cup: {limit.text()}"
    assert not question.asks_name


def test_the_limits_own_source_is_cited() -> None:
    (question,) = attribute_questions(with_limits(Limit("", 0, 1, citation="9")), "type")
    assert question.citation == "9"


@pytest.mark.parametrize(
    ("limit", "text", "right"),
    [
        (Limit("size", None, 1, "GB"), "1 GB", True),
        (Limit("size", None, 1, "GB"), "up to 1gb", True),
        (Limit("size", None, 1, "GB"), "1", False),
        (Limit("size", None, 1, "GB"), "1 MB", False),
        (Limit("size", None, 1, "GB"), "10 GB", False),
        (Limit("", 0, 1), "0 to 1", True),
        (Limit("", 0, 1), "between 0 and 1", True),
        (Limit("", 0, 1), "1", False),
        (Limit("", 0, 1), "and", False),
    ],
)
def test_a_typed_number_is_graded_with_its_unit(
    brews: Store, limit: Limit, text: str, right: bool
) -> None:
    (question,) = attribute_questions(with_limits(limit), "type")
    assert grade_typed(question, text, brews).right == right


@pytest.mark.parametrize("better", ["higher", "lower"])
def test_the_better_end_of_a_scale_is_asked_for(brews: Store, better: str) -> None:
    (chosen,) = attribute_questions(with_limits(better=better), "choice")
    assert chosen.prompt == "Is a higher or a lower Cup better?"
    assert [option.text for option in chosen.options] == ["higher", "lower"]
    assert [grade_choice(chosen, n).right for n in (0, 1)] == [
        better == "higher",
        better == "lower",
    ]
    assert (chosen.why, chosen.citation) == (f"Cup: {better} is better", "7")
    (typed,) = attribute_questions(with_limits(better=better), "type")
    assert [grade_typed(typed, text, brews).right for text in ("Higher", "lower", "")] == [
        *(better == "higher", better == "lower"),
        False,
    ]


@pytest.mark.parametrize(
    ("mode", "starts"), [("choice", {"Is"}), ("type", {"Is", "Up"}), ("cloze", set())]
)
def test_attributes_are_among_the_questions_of_a_concept(
    brews: Store, mode: Mode, starts: set[str]
) -> None:
    key = brews.key_named("Espresso")
    assert key is not None
    drawn = [make_question(brews, key, mode, Random(seed)) for seed in range(60)]
    assert {q.prompt.split()[0] for q in drawn if q is not None and not q.accepted} == starts


def test_concepts_without_attributes_have_no_such_questions() -> None:
    assert not [q for mode in MODES for q in attribute_questions(with_limits(), mode)]
