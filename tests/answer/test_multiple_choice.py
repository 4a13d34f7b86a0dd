from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.answer import respond
from kg.store import Store

ASKED = "which tea is made by steaming"


@pytest.mark.parametrize(
    ("question", "options", "expected"),
    [
        pytest.param(ASKED, ["Black tea", "Green tea"], ["Green tea", "Black tea"], id="names"),
        pytest.param(ASKED, ["red tea", "ryokucha"], ["Green tea", "Black tea"], id="aliases"),
        pytest.param(ASKED, ["blak tea", "gren tea"], ["Green tea", "Black tea"], id="misspelt"),
        pytest.param(
            ASKED,
            ["Buy some black tea from a shop", "Drink the green tea"],
            ["Green tea", "Black tea"],
            id="within a phrase",
        ),
        pytest.param(ASKED, ["Black tea", "Oolong"], ["Black tea", "Oolong"], id="none is right"),
        pytest.param(ASKED, ["pizza", "Green tea"], ["Green tea"], id="one calls nothing"),
        pytest.param(ASKED, ["sencha", "Green tea", "green-tea"], ["Green tea"], id="twice"),
        pytest.param(ASKED, ["pizza", ""], [], id="none calls anything"),
    ],
)
def test_options(question: str, options: list[str], expected: list[str], tiny_store: Store) -> None:
    answer = respond(question, tiny_store, options=options)
    assert [hit.concept.name for hit in answer.hits] == expected
    assert answer.kind == ("answer" if expected else "none")
    assert answer.confident is bool(expected)


def test_a_hit_tells_which_option_calls_it(tiny_store: Store) -> None:
    (hit, _) = respond(ASKED, tiny_store, options=["Black tea", "a sencha"]).hits
    assert hit.because[0].text == "called by the option 'a sencha'"
    assert "Green tea is made by Steaming" in [reason.text for reason in hit.because]


def test_a_limit_cuts_options_too(tiny_store: Store) -> None:
    options = ["Black tea", "Green tea", "Oolong"]
    whole = respond(ASKED, tiny_store, options=options).hits
    assert len(whole) == 3
    assert respond(ASKED, tiny_store, 2, options).hits == whole[:2]


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
def test_the_order_of_options_decides_nothing(
    tiny_store: Store, question: str, options: list[str]
) -> None:
    given_so = respond(question, tiny_store, options=options).hits
    turned = respond(question, tiny_store, options=options[::-1]).hits
    assert [(h.concept, h.score) for h in given_so] == [(h.concept, h.score) for h in turned]
    assert len({h.concept for h in given_so}) == len(given_so) <= len(options)
    assert all(0 <= h.score <= 1 for h in given_so)
    assert all(one.score >= other.score for one, other in pairwise(given_so))
