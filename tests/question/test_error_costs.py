"""Which error of a detector a question fears."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.answer import respond
from kg.question.error_costs import error_kinds, feared_error, find_error_costs
from kg.store import Store

FEARED = {
    "miss": (
        "missing a sick cow would be a catastrophe",
        "a leak that goes unnoticed can kill people, a false alarm is fine",
        "I'd rather check ten healthy trees wrongly marked than overlook one rotten trunk",
        "a burglar who slips through is far worse than being called out for nothing",
        "if a crack isn't found the bridge falls, and people die",
        "false alarms cost us little",
        "we must never fail to spot a swimmer in trouble, even if the alarm sounds for nothing",
    ),
    "false alarm": (
        "blocking an honest seller by mistake drives him to our rivals, and he is furious",
        "an overlooked duplicate is not a problem, deleting a good photo by mistake is",
        "it doesn't matter if a few bad apples slip through",
        "better two thieves undetected than one customer wrongly accused",
        "every false alarm costs us a day of work",
    ),
    None: (
        "which metric counts the cases that were missed",
        "both a missed case and a false alarm are terrible",
        "our model is slow and that is a disaster",
        "",
    ),
}


@pytest.mark.parametrize(
    ("text", "error"), [(text, error) for error, texts in FEARED.items() for text in texts]
)
def test_the_feared_error_is_found(text: str, error: str | None) -> None:
    assert feared_error(text) == error


def test_a_named_error_is_of_its_kind() -> None:
    assert error_kinds("false negatives") == ["miss"]
    assert error_kinds("false positives") == ["false alarm"]
    assert error_kinds("true positives") == []


@given(st.text("missed false alarm than but . kills fine better \n", max_size=200))
def test_any_text_is_read(text: str) -> None:
    errors = {cost.error for cost in find_error_costs(text)}
    assert feared_error(text) in {None, "miss", "false alarm"}
    assert errors or feared_error(text) is None


def test_the_metric_for_the_feared_error_is_the_answer(store: Store) -> None:
    asked = "a missed leak can kill, a needless alarm is fine. Which metric do we go by?"
    (hit, *_) = respond(asked, store).hits
    assert hit.concept.name == "Recall"
    assert "Recall is suited to Costly false negatives" in [reason.text for reason in hit.because]


def test_a_tool_is_not_answered_with_a_metric(store: Store) -> None:
    asked = "I am afraid that errors of our model go unnoticed. Which tool watches it?"
    assert respond(asked, store).hits[0].concept.kind == "service"
