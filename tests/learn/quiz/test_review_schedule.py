from __future__ import annotations

import tempfile
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.learn.progress import Memory, Progress, ProgressFile, Review, dump_progress, read_progress
from kg.learn.quiz import due_concepts, update_memory
from kg.learn.quiz.session import choose_concepts
from kg.store import Store

START = datetime(2026, 11, 24, 9, tzinfo=UTC)


def answered(ratings: list[int], wait: timedelta = timedelta()) -> Memory:
    """A memory after answers, each given when it was due and some time later."""
    memory: Memory | None = None
    at = START
    for rating in ratings:
        memory = update_memory(memory, rating, at)
        at = memory.due + wait
    assert memory is not None
    return memory


def test_right_answers_come_again_ever_later() -> None:
    due = [answered([3] * n).due for n in range(1, 6)]
    gaps = [b - a for a, b in pairwise(due)]
    assert gaps == sorted(gaps)
    assert gaps[-1] > timedelta(days=20)


def test_a_wrong_answer_comes_again_within_minutes() -> None:
    assert answered([1]).due - START == timedelta(minutes=1)
    assert answered([3, 3, 1]).due - answered([3, 3]).due <= timedelta(minutes=10)


def test_two_right_answers_make_a_concept_known() -> None:
    once, twice = answered([3]), answered([3, 3])
    review = Review("a", START, 3, "choice")
    assert not Progress().with_review(review, once).known
    assert Progress().with_review(review, twice).known == {"a"}
    assert not Progress().with_review(review, twice).with_status(["a"], "learning").known
    assert not Progress().with_review(review, answered([3, 3, 1])).known


def test_what_is_due_comes_likeliest_forgotten_first() -> None:
    memories = {"weak": answered([1]), "strong": answered([3, 3]), "new": answered([3])}
    assert [due.concept for due in due_concepts(memories, START)] == []
    later = START + timedelta(days=30)
    found = due_concepts(memories, later)
    assert [due.concept for due in found] == ["weak", "new", "strong"]
    assert [due.retrievability for due in found] == sorted(due.retrievability for due in found)
    assert all(0 < due.retrievability < 1 for due in found)


def test_due_concepts_are_asked_first_then_new_ones_in_order(store: Store) -> None:
    memories = {"recall": answered([3, 3]), "accuracy": answered([1]), "f1": answered([3, 3, 3])}
    progress = Progress(memories=memories)
    at = memories["recall"].due
    keys = choose_concepts(store, "metrics", progress, at, 10)
    names: list[str] = [store.concept(key).id for key in keys]
    assert names[:2] == ["accuracy", "recall"]
    assert names[-1] == "f1"
    new = [name for name in names if name not in memories]
    assert new.index("precision") < new.index("costly-false-positives")
    anything = [store.concept(key).id for key in choose_concepts(store, None, progress, at, 30)]
    assert anything[:2] == ["accuracy", "recall"]
    assert "f1" not in anything
    assert len(anything) == len(set(anything)) >= 30


identifiers = st.text(min_size=1, max_size=5)
times = st.datetimes(min_value=datetime(2000, 1, 1), max_value=datetime(2100, 1, 1)).map(
    lambda time: time.replace(tzinfo=UTC)
)
numbers = st.floats(1e-9, 1e300)
steps = st.integers(0, 99)
memories = (
    st.builds(Memory, st.sampled_from([1, 3]), steps, numbers, numbers, times, times)
    | st.builds(Memory, st.just(2), st.none(), numbers, numbers, times, times)
    | st.builds(Memory, st.just(1), steps, st.none(), st.none(), times, st.none() | times)
)
progresses = st.builds(
    Progress,
    st.dictionaries(identifiers, st.sampled_from(["learning", "learnt"])),
    st.dictionaries(identifiers, memories),
    st.lists(
        st.builds(Review, identifiers, times, st.integers(1, 4), st.sampled_from(["type", "é"]))
    ).map(tuple),
)


@given(st.dictionaries(identifiers, memories), times, st.integers(1, 4))
def test_any_memory_that_is_read_can_be_asked_again(
    found: dict[str, Memory], now: datetime, rating: int
) -> None:
    due = due_concepts(found, now)
    assert all(0 <= one.retrievability <= 1 for one in due)
    assert {one.concept for one in due} == {name for name, m in found.items() if m.due <= now}
    for memory in found.values():
        assert update_memory(memory, rating, now).due > now


@given(st.dictionaries(identifiers, progresses, max_size=3))
def test_progress_reads_back_as_it_was_written(
    graphs: dict[str, Progress],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "progress.json"
        file.write_text(dump_progress(graphs), encoding="utf-8")
        assert read_progress(file) == graphs
        assert dump_progress(read_progress(file)) == dump_progress(graphs)


def test_a_change_that_fails_leaves_the_file(tmp_path: Path) -> None:
    file = ProgressFile(tmp_path)
    file.change("tea", lambda progress: progress.with_status(["a"], "learnt"))
    before = file.path.read_bytes()

    def fail(_: Progress) -> Progress:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        file.change("tea", fail)
    assert file.path.read_bytes() == before
    assert file.read("tea").known == {"a"}
