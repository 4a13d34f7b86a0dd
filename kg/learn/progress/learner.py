"""The progress of a learner with one graph: known concepts, memories, every answer given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

Status = Literal["learning", "known"]
"""The status of a concept for a learner; a concept without a status is unknown."""

STATE_LEARNING, STATE_REVIEW = 1, 2
"""Values of `Memory.state`: in the first learning steps, and past them."""


@dataclass(frozen=True, slots=True)
class Memory:
    """The memory of a concept, in the terms of FSRS.

    Attributes:
        state: 1 while first learnt, 2 under review, 3 while learnt again after a wrong answer.
        step: number of the learning step, from 0; None under review.
        stability: days after which the chance of recall falls to 90%; None before the first
            review.
        difficulty: 1 (easy) to 10 (hard); None before the first review.
        due: when to ask again.
        last_review: when the concept was last asked; None before the first review.
    """

    state: int
    step: int | None
    stability: float | None
    difficulty: float | None
    due: datetime
    last_review: datetime | None


@dataclass(frozen=True, slots=True)
class Review:
    """One answer to a quiz question.

    Attributes:
        concept: identifier of the concept that the question was about.
        at: when it was answered.
        rating: 1 (wrong) to 4 (easy).
        mode: how it was asked, one of the quiz's modes.
    """

    concept: str
    at: datetime
    rating: int
    mode: str


@dataclass(frozen=True, slots=True)
class Progress:
    """The progress of a learner with one graph, by identifiers of concepts.

    Attributes:
        status: what the learner has set by hand.
        memories: what the quiz has asked.
        reviews: every answer, oldest first.
    """

    status: Mapping[str, Status] = field(default_factory=dict)
    memories: Mapping[str, Memory] = field(default_factory=dict)
    reviews: tuple[Review, ...] = ()

    @property
    def known(self) -> frozenset[str]:
        """The known concepts: set as known, or under review and not set as learning."""
        known = {name for name, status in self.status.items() if status == "known"}
        known |= {name for name, m in self.memories.items() if m.state == STATE_REVIEW}
        return frozenset(known - {n for n, status in self.status.items() if status == "learning"})

    @property
    def current_status(self) -> dict[str, Status]:
        """Status of every concept met so far, set by hand or asked, sorted by identifier."""
        met = sorted({*self.status, *self.memories})
        known = self.known
        return {name: "known" if name in known else "learning" for name in met}

    def with_status(self, names: Iterable[str], status: Status) -> Progress:
        """Return this progress with the status of some concepts set by hand."""
        return replace(self, status={**self.status, **dict.fromkeys(names, status)})

    def without(self, names: Iterable[str]) -> Progress:
        """Return this progress with some concepts unknown again; `reviews` keeps their answers."""
        gone = set(names)
        return replace(
            self,
            status={name: status for name, status in self.status.items() if name not in gone},
            memories={name: m for name, m in self.memories.items() if name not in gone},
        )

    def with_review(self, review: Review, memory: Memory) -> Progress:
        """Return this progress with one more answer and the memory that it leads to."""
        return replace(
            self,
            memories={**self.memories, review.concept: memory},
            reviews=(*self.reviews, review),
        )
