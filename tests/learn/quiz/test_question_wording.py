from __future__ import annotations

import pytest

from kg.learn.quiz.question_wording import hedged, relation_question, under_conditions
from kg.model.attributes import Qualifiers
from kg.model.vocabulary import Kind, Relation, derive_relation

USED = Relation("used-for", "used for", "tool for it", "is used for", "is done with")
STEP = Kind("step", "steps", ("step",))


@pytest.mark.parametrize(
    ("strength", "subject", "object_"),
    [
        ("", "Which step is used for Tea?", "What is Tea used for?"),
        ("ideal", "Which step is used for Tea?", "What is Tea used for?"),
        ("often", "Which step is often used for Tea?", "What is Tea often used for?"),
        ("less", "Which step is less used for Tea?", "What is Tea less used for?"),
        ("can", "Which step can be used for Tea?", "Which step can be done with Tea?"),
    ],
)
def test_a_hedge_is_worded(strength: str, subject: str, object_: str) -> None:
    relation = hedged(USED, strength)
    assert relation_question(relation, "subject", "Tea", STEP) == subject
    assert relation_question(relation, "object", "Tea", STEP) == object_


def test_a_hedge_joins_the_one_of_the_relation() -> None:
    instead = Relation("instead", "instead", "instead", "can be used for", "can be replaced by")
    assert hedged(instead, "often").says == "can often be used for"
    assert hedged(instead, "can") == instead


def test_a_hedge_is_not_worded_twice() -> None:
    fits = Relation("unsuited-to", "less fit for", "unfit", "is less suited to", "needs another")
    assert hedged(fits, "less").says == "is less suited to"


def test_a_relation_without_wording_keeps_to_its_name() -> None:
    relation = hedged(derive_relation("directed_by"), "often")
    assert relation_question(relation, "object", "Alien", STEP) == (
        "Alien often directed by … what?"
    )


def test_conditions_are_joined_as_they_hold() -> None:
    every_and_one = Qualifiers(all_of=("Heat", "Thirst"), any_of=("Sun", "Sand"))
    assert under_conditions("Which drink suits?", every_and_one) == (
        "Which drink suits in the case of Heat and Thirst, and Sun or Sand?"
    )
    assert under_conditions("Which drink suits?", Qualifiers("can", "numerator")) == (
        "Which drink suits?"
    )
