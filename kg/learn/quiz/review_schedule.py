"""Schedule when to ask a concept again, by FSRS; the only module that imports fsrs.

FSRS is the scheduler of J. Ye, J. Su and Y. Cao, "A Stochastic Shortest Path Algorithm for
Optimizing Spaced Repetition Scheduling" (2022), DOI 10.1145/3534678.3539081. This uses py-fsrs
with its default parameters, but without random spreading (fuzzing), so that the same answers
give the same days.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from fsrs import Card, Rating, Scheduler, State  # noqa: TID251 - this module is its home

from kg.learn.progress import Memory


@dataclass(frozen=True, slots=True)
class Due:
    """A concept due for review.

    Attributes:
        concept: its identifier.
        since: when it became due.
        retrievability: chance that the learner still knows it, from 0 to 1.
    """

    concept: str
    since: datetime
    retrievability: float


def update_memory(memory: Memory | None, rating: int, at: datetime) -> Memory:
    """Return the memory of a concept after an answer.

    Args:
        memory: the memory before; None if the concept is asked for the first time.
        rating: from 1 (wrong) to 4 (easy).
        at: time of the answer, in UTC.
    """
    card, _ = _scheduler().review_card(_card(memory, at), Rating(rating), at)
    return Memory(
        int(card.state), card.step, card.stability, card.difficulty, card.due, card.last_review
    )


def due_concepts(memories: Mapping[str, Memory], now: datetime) -> list[Due]:
    """Return the concepts whose due time has come, those most likely forgotten first."""
    found = [
        Due(concept, memory.due, _scheduler().get_card_retrievability(_card(memory, now), now))
        for concept, memory in memories.items()
        if memory.due <= now
    ]
    return sorted(found, key=lambda due: (due.retrievability, due.since, due.concept))


def _card(memory: Memory | None, now: datetime) -> Card:
    if memory is None:
        return Card(card_id=0, due=now)
    return Card(
        0,
        State(memory.state),
        memory.step,
        memory.stability,
        memory.difficulty,
        memory.due,
        memory.last_review,
    )


@cache
def _scheduler() -> Scheduler:
    return Scheduler(enable_fuzzing=False)
