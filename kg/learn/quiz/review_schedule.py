"""Schedule: when a concept is to be asked again; the only home of FSRS.

FSRS is the scheduler of J. Ye, J. Su and Y. Cao, "A Stochastic Shortest Path Algorithm for
Optimizing Spaced Repetition Scheduling" (2022), DOI 10.1145/3534678.3539081, as py-fsrs has it,
with its default parameters and without its random spreading, so that the same answers give the
same days.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from kg.learn.progress import Memory

if TYPE_CHECKING:
    from fsrs import Card, Scheduler  # noqa: TID251 - this is its home


@dataclass(frozen=True, slots=True)
class Due:
    """A concept to be asked again: since when, and the chance (0-1) that it is still known."""

    concept: str
    since: datetime
    retrievability: float


def update_memory(memory: Memory | None, rating: int, at: datetime) -> Memory:
    """What an answer makes of a memory.

    Args:
        memory: how the concept was remembered; None when it is asked for the first time.
        rating: from 1 (wrong) to 4 (easy).
        at: when, in UTC.
    """
    from fsrs import Rating  # noqa: TID251

    card, _ = _scheduler().review_card(_card(memory, at), Rating(rating), at)
    return Memory(
        int(card.state), card.step, card.stability, card.difficulty, card.due, card.last_review
    )


def due_concepts(memories: Mapping[str, Memory], now: datetime) -> list[Due]:
    """The concepts that are due now or have been, those likeliest forgotten first."""
    found = [
        Due(concept, memory.due, _scheduler().get_card_retrievability(_card(memory, now), now))
        for concept, memory in memories.items()
        if memory.due <= now
    ]
    return sorted(found, key=lambda due: (due.retrievability, due.since, due.concept))


def _card(memory: Memory | None, now: datetime) -> Card:
    from fsrs import Card, State  # noqa: TID251

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
    # Imported late: most commands schedule nothing.
    from fsrs import Scheduler  # noqa: TID251

    return Scheduler(enable_fuzzing=False)
