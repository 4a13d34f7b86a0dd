from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.answer import respond
from kg.store import Store

QUESTION = "which tea is made by steaming"


@pytest.mark.parametrize(
    ("question", "options", "expected"),
    [
        pytest.param(QUESTION, ["Black tea", "Green tea"], ["Green tea", "Black tea"], id="names"),
        pytest.param(QUESTION, ["red tea", "ryokucha"], ["Green tea", "Black tea"], id="aliases"),
        pytest.param(QUESTION, ["blak tea", "gren tea"], ["Green tea", "Black tea"], id="misspelt"),
        pytest.param(
            QUESTION,
            ["Buy some black tea from a shop", "Drink the green tea"],
            ["Green tea", "Black tea"],
            id="within a phrase",
        ),
        pytest.param(
            QUESTION, ["Black tea", "Oolong"], ["Black tea", "Oolong"], id="none is right"
        ),
        pytest.param(QUESTION, ["pizza", "Green tea"], ["Green tea"], id="one names nothing"),
        pytest.param(QUESTION, ["sencha", "Green tea", "green-tea"], ["Green tea"], id="twice"),
        pytest.param(QUESTION, ["pizza", ""], [], id="none names anything"),
    ],
)
def test_choose_option(
    question: str, options: list[str], expected: list[str], tiny_store: Store
) -> None:
    answer = respond(question, tiny_store, options=options)
    assert [hit.concept.name for hit in answer.hits] == expected
    assert answer.kind == ("answer" if expected else "none")
    assert answer.confident is bool(expected)


def test_a_hit_says_which_option_names_it(tiny_store: Store) -> None:
    (hit, _) = respond(QUESTION, tiny_store, options=["Black tea", "a sencha"]).hits
    assert hit.because[0].text == "named in the option 'a sencha'"
    assert "Green tea is made by Steaming" in [reason.text for reason in hit.because]


def test_a_limit_cuts_options_too(tiny_store: Store) -> None:
    options = ["Black tea", "Green tea", "Oolong"]
    whole = respond(QUESTION, tiny_store, options=options).hits
    assert len(whole) == 3
    assert respond(QUESTION, tiny_store, 2, options).hits == whole[:2]


def test_options_of_another_kind_than_the_one_asked_for_are_kept(store: Store) -> None:
    hits = respond("which metric suits spam filtering", store, options=["Bias", "Precision"]).hits
    assert [hit.concept.name for hit in hits] == ["Precision", "Bias"]


option = st.sampled_from(
    ["Green tea", "sencha", "Oolong", "oxidaton", "the picking of leaves", "pizza", "", "\0", "?"]
)
question = st.lists(
    st.sampled_from("which what not tea step made by after oolong green picking pizza".split()),
    max_size=6,
).map(" ".join)


@given(question, st.lists(option, min_size=1, max_size=5))
def test_the_order_of_options_does_not_matter(
    tiny_store: Store, question: str, options: list[str]
) -> None:
    hits = respond(question, tiny_store, options=options).hits
    reversed_hits = respond(question, tiny_store, options=options[::-1]).hits
    assert [(h.concept, h.score) for h in hits] == [(h.concept, h.score) for h in reversed_hits]
    assert len({h.concept for h in hits}) == len(hits) <= len(options)
    assert all(0 <= h.score <= 1 for h in hits)
    assert all(one.score >= other.score for one, other in pairwise(hits))


def test_an_option_that_the_question_rules_out_comes_last(store: Store) -> None:
    question = "which metric should a team use instead of accuracy for rare events"
    hits = respond(question, store, options=["accuracy of the training set", "F1 score"]).hits
    assert [hit.concept.name for hit in hits] == ["F1", "Accuracy"]
    assert hits[0].score >= hits[1].score


@pytest.mark.parametrize("noun", ["feature", "capability", "tool"])
def test_what_narrows_the_kind_asked_for_is_no_answer(noun: str, store: Store) -> None:
    answer = respond(f"which Amazon SageMaker {noun} monitors models in production", store)
    assert answer.hits
    assert "Amazon SageMaker" not in [hit.concept.name for hit in answer.hits]
