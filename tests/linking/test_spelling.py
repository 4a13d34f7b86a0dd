from __future__ import annotations

import random
from collections.abc import Iterable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.linking.spelling import correct_spelling, max_edits, nearest_word
from kg.store import Store
from kg.text.normal_forms import normalise
from kg.text.typo_model import typo_cost
from tests.linking.oracles import edits


def slow_nearest_word(word: str, candidates: Iterable[str]) -> str | None:
    near = [
        c
        for c in candidates
        if len(c) >= 3
        and edits(word, c) <= max_edits(word)
        and not (len(word) == len(c) == 3)  # three letters are near to any other three
    ]

    def rank(c: str) -> tuple[int, float, str]:
        return (edits(word, c), typo_cost(word, c), c)

    return min(near, key=rank, default=None)


SHORT_WORDS = st.text("abc", max_size=7)


@given(SHORT_WORDS, st.lists(SHORT_WORDS, max_size=12))
@example("abc", ["abc"])
@example("abcb", ["abbc", "abc", "abcbb", "babc"])
def test_nearest_word_agrees_with_a_slow_search(word: str, candidates: list[str]) -> None:
    assert nearest_word(word, candidates) == slow_nearest_word(word, candidates)


@given(SHORT_WORDS, st.lists(SHORT_WORDS, max_size=8), st.randoms(use_true_random=False))
def test_nearest_word_ignores_the_order_of_candidates(
    word: str, candidates: list[str], chance: random.Random
) -> None:
    shuffled = chance.sample(candidates, len(candidates))
    assert nearest_word(word, candidates) == nearest_word(word, shuffled)


@pytest.mark.parametrize(
    ("word", "candidates", "expected"),
    [
        pytest.param("precison", ["recall", "precision"], "precision", id="lost letter"),
        pytest.param("tuens", ["tens", "tunes"], "tunes", id="no shorter than typed"),
        pytest.param("bakes", ["bases", "bales"], "bales", id="first by alphabet"),
        pytest.param("rcall", ["ecall", "recall"], "recall", id="same first letter"),
        pytest.param("ab", ["abc"], None, id="too short"),
        pytest.param("cat", ["car"], None, id="three letters"),
        pytest.param("cat", ["cart"], "cart", id="three letters, one lost"),
        pytest.param("bias", ["basin"], None, id="two edits in a short word"),
        pytest.param("word", [], None, id="no candidates"),
    ],
)
def test_nearest_word(word: str, candidates: list[str], expected: str | None) -> None:
    assert nearest_word(word, candidates) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("hyperparamters", "hyperparameters"),
        ("sagemakr", "sagemaker"),
        ("enginering", "engineering"),
        ("rpecision", "precision"),
        ("asyncronous", "asynchronous"),
    ],
)
def test_misspelt_words_are_corrected(word: str, expected: str, store: Store) -> None:
    assert correct_spelling(word, store) == expected


@pytest.mark.parametrize("word", ["pizza", "france", "planet", "bread", "tall", "town", "mount"])
def test_real_words_are_not_corrected(word: str, store: Store) -> None:
    assert correct_spelling(word, store) is None


def test_expected_words_are_candidates_too(store: Store) -> None:
    assert correct_spelling("distingish", store) is None
    assert correct_spelling("distingish", store, ["distinguish"]) == "distinguish"


@given(st.text(max_size=12).map(normalise))
def test_a_correction_is_a_word_of_the_graph_or_expected(tiny_store: Store, word: str) -> None:
    corrected = correct_spelling(word, tiny_store, ["which"])
    if corrected is not None:
        assert corrected == "which" or corrected in tiny_store.stems_of([corrected])


def test_a_negated_word_is_not_a_misspelling() -> None:
    assert nearest_word("imprecise", ["precise"]) is None
