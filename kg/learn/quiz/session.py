"""Session: which concepts a quiz asks about, and in which rounds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from random import Random

from kg.learn.progress import Progress
from kg.learn.quiz.matching import match_terms
from kg.learn.quiz.question_maker import make_question
from kg.learn.quiz.quiz_question import Mode, Round
from kg.learn.quiz.review_schedule import due_concepts
from kg.learn.study import ready_next, study_list
from kg.store import Key, Store

DEFAULT_QUESTIONS = 10
"""Questions when no number is asked for."""

CANDIDATES_PER_QUESTION = 3
"""Concepts looked at for each question, since not everything can be asked about."""

MIN_TOPIC_CONCEPTS = 24
"""Concepts at least among which a quiz on a topic chooses."""

TERMS_PER_MATCH = 4
"""Terms of a match."""


def make_rounds(
    store: Store, keys: Sequence[Key], count: int, mode: Mode, chance: Random
) -> Iterator[Round]:
    """Rounds of questions about some concepts, in their order.

    Args:
        store: the graph.
        keys: the concepts, more than enough.
        count: how many questions at most; a match has one for each of its terms.
        mode: how they are asked.
        chance: draws; the same state gives the same rounds.

    Yields:
        Rounds; none for concepts of which nothing can be asked so.
    """
    if mode != "match":
        asked = 0
        for key in keys:
            question = make_question(store, key, mode, chance)
            if question is not None:
                yield Round(mode, (question,))
                asked += 1
            if asked == count:
                return
        return
    rest = list(keys)
    while count > 1:
        questions = match_terms(store, rest, min(TERMS_PER_MATCH, count), chance)
        if not questions:
            return
        yield Round("match", tuple(questions))
        count -= len(questions)
        used = {question.concept.id for question in questions}
        ids = {key: concept.id for key, concept in store.concepts(rest).items()}
        rest = [key for key in rest if ids[key] not in used]


def choose_concepts(
    store: Store, topic: str | None, progress: Progress, now: datetime, count: int
) -> list[Key]:
    """The concepts to ask about, first those that need it most.

    First what is due, likeliest forgotten first; then what was never asked: on a topic the most
    related first, else in learning order; then, on a topic only, what is not due, soonest first.

    Args:
        store: the graph.
        topic: as `study_list` takes it; None for all that is due or ready to be learnt.
        progress: what the learner has done.
        now: when, in UTC.
        count: how many concepts at least, where there are so many.

    Raises:
        NotFoundError: the graph has nothing on the topic.
    """
    due = [store.key_of(due.concept) for due in due_concepts(progress.memories, now)]
    rank = {key: n for n, key in enumerate(due) if key is not None}
    if topic is None:
        return list(
            dict.fromkeys([*rank, *_ready(store, progress, CANDIDATES_PER_QUESTION * count)])
        )
    listed = study_list(
        topic, store, max(CANDIDATES_PER_QUESTION * count, MIN_TOPIC_CONCEPTS), order="rank"
    )
    found = [(store.key_of(item.concept.id), item.concept.id) for item in listed.items]
    met = progress.memories

    def need(entry: tuple[Key, str]) -> tuple[int, float]:
        key, identifier = entry
        if key in rank:
            return 0, rank[key]
        return (2, met[identifier].due.timestamp()) if identifier in met else (1, 0)

    return [key for key, _ in sorted(((k, i) for k, i in found if k is not None), key=need)]


def _ready(store: Store, progress: Progress, count: int) -> Iterator[Key]:
    """Concepts never asked, in the order in which they become ready to be learnt."""
    met = {key for i in {*progress.known, *progress.memories} if (key := store.key_of(i))}
    found = 0
    while found < count:
        ready = [store.key_of(one.concept.id) for one in ready_next(store, met)]
        new = [key for key in ready if key is not None]
        if not new:
            return
        yield from new
        found += len(new)
        met.update(new)
