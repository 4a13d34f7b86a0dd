from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kg.learn.progress import Memory, Progress, Review
from kg.learn.quiz import due_concepts, update_memory
from tests.learn.progress.strategies import identifiers, memories, times
from tests.learn.quiz.reference import START, answered


def test_right_answers_lengthen_the_interval() -> None:
    due = [answered([3] * n).due for n in range(1, 6)]
    gaps = [b - a for a, b in pairwise(due)]
    assert gaps == sorted(gaps)
    assert gaps[-1] > timedelta(days=20)


def test_a_wrong_answer_is_due_within_minutes() -> None:
    assert answered([1]).due - START == timedelta(minutes=1)
    assert answered([3, 3, 1]).due - answered([3, 3]).due <= timedelta(minutes=10)


def test_two_right_answers_make_a_concept_known() -> None:
    once, twice = answered([3]), answered([3, 3])
    review = Review("a", START, 3, "choice")
    assert not Progress().with_review(review, once).known
    assert Progress().with_review(review, twice).known == {"a"}
    assert not Progress().with_review(review, twice).with_status(["a"], "learning").known
    assert not Progress().with_review(review, answered([3, 3, 1])).known


def test_due_concepts_most_likely_forgotten_come_first() -> None:
    memories = {"weak": answered([1]), "strong": answered([3, 3]), "new": answered([3])}
    assert [due.concept for due in due_concepts(memories, START)] == []
    later = START + timedelta(days=30)
    found = due_concepts(memories, later)
    assert [due.concept for due in found] == ["weak", "new", "strong"]
    assert [due.retrievability for due in found] == sorted(due.retrievability for due in found)
    assert all(0 < due.retrievability < 1 for due in found)


@given(st.dictionaries(identifiers, memories), times, st.integers(1, 4))
def test_every_valid_memory_can_be_scheduled(
    found: dict[str, Memory], now: datetime, rating: int
) -> None:
    due = due_concepts(found, now)
    assert all(0 <= one.retrievability <= 1 for one in due)
    assert {one.concept for one in due} == {name for name, m in found.items() if m.due <= now}
    for memory in found.values():
        assert update_memory(memory, rating, now).due > now
