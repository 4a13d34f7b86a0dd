"""Tests of `kg.answer.strategies.quote_card`: a question finds the cards that answer it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.answer import respond
from kg.answer.asking_words import asking_words
from kg.store import Store, open_store

POTTERY = """\
Front,Back
Who is known as the 'father of pottery'?,Hippodamos (a maker of jars)
Who is the father of studio pottery?,Bernard L.
Which metal colours a glaze green?,Copper
What is slip?,Clay thinned with water
How hot is porcelain fired?,At about 1300 degrees
What holds a pot while it dries?,A bat
How thick should a wall be?,As thick as a finger
What removes air from clay?,Wedging
What does a kiln sitter do?,It shuts the kiln off
"""

TERMS = "horno\tfour\narcilla\targile\nmariposa\tpapillon\n청자\tceladon\n釉药\tglaze\n"


def opened(tmp_path: Path, name: str, text: str) -> Store:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return open_store(tmp_path / name, None)


@pytest.fixture
def pottery(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path, "pottery.csv", POTTERY) as store:
        yield store


@pytest.mark.parametrize(
    ("question", "back"),
    [
        ("who is the father of pottery", "Hippodamos (a maker of jars)"),
        ("what makes a glaze green", "Copper"),
        ("how hot do you fire porcelain", "At about 1300 degrees"),
        ("what is porcelian fired at", "At about 1300 degrees"),
        ("clay that is thinned with water", "Clay thinned with water"),
    ],
)
def test_a_question_in_other_words_finds_its_card(pottery: Store, question: str, back: str) -> None:
    first = respond(question, pottery).hits[0]
    assert first.card is not None
    assert first.card.back_text == back
    assert first.to_json()["card"]["back_text"] == back


@pytest.mark.parametrize(
    "question",
    ["who invented the telephone", "what is the capital of Peru", "how does a diesel engine work"],
)
def test_what_no_card_says_is_refused(pottery: Store, question: str) -> None:
    answer = respond(question, pottery)
    assert (answer.kind, answer.hits, answer.confident) == ("none", (), False)


@pytest.mark.parametrize(
    ("question", "front"),
    [
        ("¿Qué significa horno?", "horno"),
        ("que veut dire arcilla", "arcilla"),
        ("청자는 무엇입니까", "청자"),
        ("釉药是什么意思", "釉药"),
    ],
)
def test_questions_in_the_language_of_the_deck_are_answered(
    tmp_path: Path, question: str, front: str
) -> None:
    with opened(tmp_path, "terms.tsv", TERMS) as store:
        first = respond(question, store).hits[0]
        assert first.card is not None
        assert first.card.front_text == front


def test_no_more_cards_than_asked_for(pottery: Store) -> None:
    assert len(respond("who is the father of pottery", pottery, 1).hits) == 1


def test_the_language_of_a_question_decides_which_words_have_no_content() -> None:
    assert "si" not in asking_words(["si", "is", "short", "for", "what"])
    assert "si" in asking_words(["che", "cosa", "si", "usa", "per"])
    assert asking_words(["kiln"]) == frozenset()
