"""Proposal: the graph that a deck seems to describe, with the grounds for each part of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from kg.errors import Skipped
from kg.model.draft import Draft, DraftEdge


class Merge(NamedTuple):
    """A name that was taken for another of a concept, and why."""

    name: str
    concept: str
    reason: str


class LeftOut(NamedTuple):
    """An edge that was not written, and why."""

    edge: DraftEdge
    reason: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """What was read out of a deck.

    Attributes:
        draft: the graph, without faults.
        cards: how many cards were read, and `asked` how many a learner is asked.
        edges: those of the draft, with their grounds.
        merges: names taken together.
        left_out: edges below the threshold, or that a graph can't have.
        skipped: what no card could be made of.
        is_guessed: fronts and backs were only told apart by turns, line by line.
    """

    draft: Draft
    cards: int
    asked: int
    edges: tuple[DraftEdge, ...]
    merges: tuple[Merge, ...]
    left_out: tuple[LeftOut, ...]
    skipped: tuple[Skipped, ...]
    is_guessed: bool = False

    def by_pattern(self) -> list[tuple[str, int]]:
        """How many edges each pattern found, the most first."""
        counts = Counter(edge.pattern for edge in self.edges)
        return sorted(counts.items(), key=lambda row: (-row[1], row[0]))
