from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.learn.quiz import Option, Question, grade_choice, grade_typed, parse_choice, parse_pairs
from kg.learn.quiz.grade import AGAIN, GOOD, HARD
from kg.model.graph import Concept, ConceptId
from kg.store import Store
from tests.samples import make_store

CHOICE = Question(
    Concept(ConceptId("f1"), "F1", "metric"),
    "choice",
    "Which?",
    "F1",
    frozenset(),
    "because",
    options=(Option("Recall", False, "no"), Option("F1", True, "yes"), Option("2", False, "no")),
)


@pytest.mark.parametrize(
    ("text", "option"),
    [
        ("1", 0),
        (" 2 ", 1),
        ("3", 2),
        ("b", 1),
        ("C", 2),
        ("(a)", 0),
        ("recall", 0),
        ("f1", 1),
        ("4", None),
        ("0", None),
        ("d", None),
        ("", None),
        ("recal", None),
        ("²", 2),
        ("9" * 50, None),
    ],
)
def test_an_option_is_chosen_by_number_letter_or_words(text: str, option: int | None) -> None:
    assert parse_choice(text, CHOICE) == option


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("1b 2a 3c", [1, 0, 2]),
        ("1-b, 2: a; 3)c", [1, 0, 2]),
        ("3c1b", [1, None, 2]),
        ("bac", [1, 0, 2]),
        ("B A", [1, 0, None]),
        ("1b 1a", None),
        ("1d", None),
        ("4a", None),
        ("1b x", None),
        ("", None),
        ("abca", None),
    ],
)
def test_pairs_are_read(text: str, lines: list[int | None] | None) -> None:
    assert parse_pairs(text, 3, 3) == lines


@given(st.text(max_size=20))
def test_every_text_is_read_or_refused(text: str) -> None:
    lines = parse_pairs(text, 3, 3)
    assert lines is None or (len(lines) == 3 and all(n is None or 0 <= n < 3 for n in lines))
    option = parse_choice(text, CHOICE)
    assert option is None or 0 <= option < 3


def test_a_choice_is_right_wrong_or_not_known() -> None:
    assert grade_choice(CHOICE, 1).rating == GOOD
    assert grade_choice(CHOICE, 0) == grade_choice(CHOICE, 0)
    assert (grade_choice(CHOICE, 0).right, grade_choice(CHOICE, 0).given) == (False, "Recall")
    assert (grade_choice(CHOICE, None).rating, grade_choice(CHOICE, None).given) == (AGAIN, "")


@pytest.mark.parametrize(
    ("text", "right", "rating"),
    [
        ("Recall", True, GOOD),
        ("sensitivity", True, GOOD),
        ("true positive rate", True, GOOD),
        ("reccall", True, HARD),
        ("precision", False, AGAIN),
        ("no idea", False, AGAIN),
        ("", False, AGAIN),
        (" ", False, AGAIN),
        ("\udcff", False, AGAIN),
    ],
)
def test_typed_answers_accept_aliases_and_typos(
    store: Store, text: str, right: bool, rating: int
) -> None:
    key = store.key_named("Recall")
    assert key is not None
    question = Question(store.concept(key), "type", "Which?", "Recall", frozenset([key]), "because")
    grade = grade_typed(question, text, store)
    assert (grade.right, grade.rating) == (right, rating)


@pytest.mark.parametrize(
    ("text", "right", "rating", "given"),
    [
        ("Espresso", True, GOOD, "Espresso"),
        ("short black", True, GOOD, "Espresso"),
        ("short blck", True, HARD, "Espresso"),
        ("wake up call", False, AGAIN, "wake up call"),
        ("Wake-up calls", False, AGAIN, "Wake-up calls"),
        ("wake up cal", False, AGAIN, "wake up cal"),
        ("cocoa", False, AGAIN, "Cocoa"),
    ],
)
def test_hidden_phrases_are_no_names(
    brews: Store, text: str, right: bool, rating: int, given: str
) -> None:
    key = brews.key_named("Espresso")
    assert key is not None
    concept = brews.concept(key)
    assert concept.hidden == ("wake up call",)
    question = Question(concept, "type", "Which?", "Espresso", frozenset([key]), "because")
    grade = grade_typed(question, text, brews)
    assert (grade.right, grade.rating, grade.given) == (right, rating, given)


def test_a_name_of_an_accepted_concept_is_right_whatever_else_it_means() -> None:
    names = {"Coffee": ("brew",), "Beer": ("brew",)}
    with make_store(names, aliases=names) as store:
        for name in names:
            key = store.key_named(name)
            assert key is not None
            concept = store.concept(key)
            question = Question(concept, "type", "Which?", name, frozenset([key]), "because")
            grade = grade_typed(question, "Brew", store)
            assert (grade.right, grade.given) == (True, name)
