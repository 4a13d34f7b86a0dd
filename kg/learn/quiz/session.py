"""Choose the concepts that a quiz asks about, and make its rounds."""

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
"""Number of questions when none is given."""

CANDIDATES_PER_QUESTION = 3
"""Concepts chosen for each question, as some concepts can't be asked about."""

MIN_TOPIC_CONCEPTS = 24
"""Minimum number of concepts from which a quiz on a topic chooses."""

TERMS_PER_MATCH = 4
"""Number of terms in a match."""


def make_rounds(
    store: Store,
    keys: Sequence[Key],
    count: int,
    mode: Mode,
    chance: Random,
    *,
    background: bool = False,
) -> Iterator[Round]:
    """Yield rounds of questions about some concepts, in their order.

    Concepts that the mode can't ask about are passed over.

    Args:
        store: the graph.
        keys: the concepts, more than `count`, as some may be passed over.
        count: maximum number of questions; a match has one for each of its terms.
        mode: how the questions are asked.
        chance: draws; the same state gives the same rounds.
        background: also ask what is beyond the deck; a match never does.
    """
    if mode != "match":
        asked = 0
        for key in keys:
            question = make_question(store, key, mode, chance, background=background)
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
    """Return the concepts to ask about, in order.

    Concepts that are due come first, most likely forgotten first; then those never asked, the
    most related to the topic first, or in learning order if there is no topic; then, for a topic
    only, those not due yet, soonest first.

    Args:
        store: the graph.
        topic: a topic that `study_list` accepts; None for all that is due or ready to learn.
        progress: what the learner has done.
        now: current time, in UTC.
        count: number of questions; more concepts than this are returned if there are so many.

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
    memories = progress.memories

    def urgency(entry: tuple[Key, str]) -> tuple[int, float]:
        key, identifier = entry
        if key in rank:
            return 0, rank[key]
        return (2, memories[identifier].due.timestamp()) if identifier in memories else (1, 0)

    return [key for key, _ in sorted(((k, i) for k, i in found if k is not None), key=urgency)]


def _ready(store: Store, progress: Progress, count: int) -> Iterator[Key]:
    """Yield at least `count` concepts never asked, in the order in which they become ready."""
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
