from __future__ import annotations

from random import Random

from kg.learn.quiz import match_terms
from kg.store import Store
from tests.samples import make_store


def test_terms_of_a_match_share_their_options_which_are_distinct(store: Store) -> None:
    keys = store.keys()
    questions = match_terms(store, keys, 4, Random(3))
    assert len(questions) == 4
    lines = [option.text for option in questions[0].options]
    assert len(set(lines)) == 4
    for question in questions:
        assert [option.text for option in question.options] == lines
        assert question.options[question.right].why.startswith(f"{question.prompt}: ")
    # Some order of lines differs from the order of terms.
    assert any(
        [q.right for q in match_terms(store, keys, 4, Random(n))] != [0, 1, 2, 3] for n in range(3)
    )


def test_equal_definitions_are_never_matched() -> None:
    summaries = {"A": "The very same words.", "B": "The very same words.", "C": "Other ones here."}
    with make_store(summaries, summaries=summaries) as store:
        for seed in range(5):
            terms = [q.prompt for q in match_terms(store, store.keys(), 4, Random(seed))]
            assert terms == ["A", "C"]


def test_only_what_the_deck_defines_is_matched(brews: Store) -> None:
    questions = match_terms(brews, brews.keys(), 20, Random(1))
    terms = {question.prompt for question in questions}
    assert {"Espresso", "Mill"} <= terms
    assert not {"Mead", "Yeast"} & terms
    assert not any("Honey" in option.text for option in questions[0].options)
