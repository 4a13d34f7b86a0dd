from __future__ import annotations

import pytest

from kg.answer import respond
from kg.store import Store


def names(question: str, store: Store) -> list[str]:
    return [hit.concept.name for hit in respond(question, store).hits]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        # quantities against limits
        ("each request is 700 MB, which inference option", "Asynchronous inference"),
        (
            "a single call computes for fifty minutes, which option can do that",
            "Asynchronous inference",
        ),
        # a choice between two names
        ("recall or precision: which one when a missed leak floods the town", "Recall"),
        ("precision or recall, which to take if a false alarm costs us a customer", "Precision"),
        # what does not fit, by imbalance and by the error that is feared
        ("996 of 1000 letters are harmless. Which metric would deceive us?", "Accuracy"),
        ("hardly any parcel is stolen; which metric looks great but is worthless", "Accuracy"),
        ("a missed bomb is a catastrophe, which metric is a bad choice", "Precision"),
        # the error that a metric leaves out
        ("which metric ignores the thieves that were not caught", "Precision"),
    ],
)
def test_what_fits_a_situation(question: str, expected: str, store: Store) -> None:
    assert names(question, store)[:1] == [expected]


@pytest.mark.parametrize(
    "question",
    [
        "each request is 7 TB, which inference option",
        "one run takes three days, which inference option",
    ],
)
def test_what_breaks_every_limit_is_refused(question: str, store: Store) -> None:
    assert respond(question, store).kind == "none"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (
            "I don't want Model Monitor to run continuously. What is the other mode?",
            "On-schedule monitoring",
        ),
        ("a managed API is forbidden here, what else is there for deployment", "Self-hosted API"),
    ],
)
def test_the_other_one_of_two(question: str, expected: str, store: Store) -> None:
    assert names(question, store)[:1] == [expected]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (
            'which stages begin with "Model"',
            ["Model development", "Model deployment", "Model monitoring", "Model retraining"],
        ),
        ('which metrics have names that end with "error"', ["Mean squared error"]),
        ('which stages have no name that begins with "Zebra"', []),
    ],
)
def test_names_are_found_by_how_they_are_spelt(
    question: str, expected: list[str], store: Store
) -> None:
    found = names(question, store)
    assert found == expected if expected else len(found) != 1


def test_what_sets_two_apart_is_compared(store: Store) -> None:
    answer = respond("what sets recall apart from accuracy", store)
    assert (answer.kind, len(answer.hits)) == ("comparison", 2)


def test_a_list_ends_where_candidates_get_worse(store: Store) -> None:
    answer = respond("for which frameworks are there ready container images", store)
    assert answer.kind == "list"
    assert {hit.concept.kind for hit in answer.hits} == {"framework"}
