from __future__ import annotations

import pytest

from kg.model.cues import Sense, cues_of, singular
from kg.model.vocabulary import Kind, Relation, Vocabulary
from kg.store import Store
from kg.store.codecs import decode_cues, encode_cues
from tests.graphs import VOCABULARY

NEEDS = Relation("needs", "", "", "", "", asks_subject=("uses", "needing"), asks_object=("uses",))


def test_phrases_and_words_of_a_vocabulary() -> None:
    found = cues_of(Vocabulary({"cat": Kind("cat", "cats", ("big cat",))}, {"needs": NEEDS}))
    assert found.kinds == {"cat": ("cat",), "big cat": ("cat",)}
    assert found.relations == {
        "use": (Sense("needs", "subject", True), Sense("needs", "object", True)),
        "need": (Sense("needs", "subject", False),),
    }
    assert found.words == {"cat", "cats", "big", "uses", "needing"}
    assert found.stems == {"cat", "big", "use", "need"}


@pytest.mark.parametrize("vocabulary", [VOCABULARY, Vocabulary()])
def test_text_round_trip(vocabulary: Vocabulary) -> None:
    cues = cues_of(vocabulary)
    again = decode_cues(encode_cues(cues))
    assert again == cues
    assert list(again.relations) == list(cues.relations)


def test_a_store_has_those_of_its_vocabulary(store: Store) -> None:
    assert store.cues == cues_of(store.vocabulary)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("metrics", "metric"),
        ("metric", "metric"),
        ("class", "class"),
        ("classes", "class"),
        ("batches", "batch"),
        ("boxes", "box"),
        ("studies", "study"),
        ("", ""),
    ],
)
def test_singular(word: str, expected: str) -> None:
    assert singular(word) == expected


@pytest.mark.parametrize("one", ["movie", "film", "person", "city", "pie"])
def test_a_noun_and_its_plural_become_one(one: str) -> None:
    plural = f"{one[:-1]}ies" if one.endswith("ty") else f"{one}s"
    assert singular(one) == singular(plural)
