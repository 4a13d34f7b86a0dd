from __future__ import annotations

import pytest

from kg.answer import respond
from kg.store import Store


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("what is precision in machine learning", "Precision"),
        ("Explain asynchronous inference to me in plain words.", "Asynchronous inference"),
        ("what is meant by bias drift", "Bias drift"),
    ],
)
def test_asides_leave_a_definition(question: str, name: str, store: Store) -> None:
    answer = respond(question, store)
    assert (answer.kind, answer.hits[0].concept.name) == ("definition", name)


def test_words_of_the_title_within_a_question_stay(store: Store) -> None:
    answer = respond("what are the stages of the machine learning lifecycle", store)
    assert len(answer.hits) == 7
