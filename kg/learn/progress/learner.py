"""Learner: what somebody knows of a graph, and when it is to be asked again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

Mark = Literal["learning", "learnt"]

LEARNT_FIRST, REVIEWED = 1, 2
"""States of a memory: in its first learning steps, and past them; see `Memory`."""


@dataclass(frozen=True, slots=True)
class Memory:
    """How well a concept is remembered, in the terms of FSRS.

    `state` is 1 while it is first learnt, 2 under review, 3 when it is learnt again; `step` counts
    learning steps; `stability` is in days, `difficulty` from 1 to 10; `due` is when to ask again.
    """

    state: int
    step: int | None
    stability: float | None
    difficulty: float | None
    due: datetime
    last_review: datetime | None


@dataclass(frozen=True, slots=True)
class Review:
    """One answer: which concept, when, and from 1 (wrong) to 4 (easy); `mode` tells how."""

    concept: str
    at: datetime
    rating: int
    mode: str


@dataclass(frozen=True, slots=True)
class Progress:
    """What a learner has done with one graph, by the identifiers of its concepts."""

    marks: Mapping[str, Mark] = field(default_factory=dict)
    memories: Mapping[str, Memory] = field(default_factory=dict)
    reviews: tuple[Review, ...] = ()

    @property
    def known(self) -> frozenset[str]:
        """What counts as known: marked as learnt, or under review and not marked as learning."""
        learnt = {name for name, mark in self.marks.items() if mark == "learnt"}
        learnt |= {name for name, m in self.memories.items() if m.state == REVIEWED}
        return frozenset(learnt - {n for n, mark in self.marks.items() if mark == "learning"})

    @property
    def standing(self) -> dict[str, Mark]:
        """Everything met so far, by identifier: learnt where it is known, else learning."""
        met = sorted({*self.marks, *self.memories})
        known = self.known
        return {name: "learnt" if name in known else "learning" for name in met}

    def marked(self, names: Iterable[str], mark: Mark) -> Progress:
        """The same with a mark on some concepts."""
        return replace(self, marks={**self.marks, **dict.fromkeys(names, mark)})

    def without(self, names: Iterable[str]) -> Progress:
        """The same with some concepts unknown again; what was answered stays on record."""
        gone = set(names)
        return replace(
            self,
            marks={name: mark for name, mark in self.marks.items() if name not in gone},
            memories={name: m for name, m in self.memories.items() if name not in gone},
        )

    def reviewed(self, review: Review, memory: Memory) -> Progress:
        """The same after an answer."""
        return replace(
            self,
            memories={**self.memories, review.concept: memory},
            reviews=(*self.reviews, review),
        )
