"""Proposal: the graph that a deck seems to describe, with the grounds for each part of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from kg.model.deck import Skipped
from kg.model.draft import Draft


class ProposedEdge(NamedTuple):
    """An edge by the names of its ends, the pattern that found it, its card, and 0-1 for it."""

    subject: str
    relation: str
    object: str
    pattern: str
    citation: str
    confidence: float


class Merge(NamedTuple):
    """A name that was taken for another of a concept, and why."""

    name: str
    concept: str
    reason: str


class LeftOut(NamedTuple):
    """An edge that was not written, and why."""

    edge: ProposedEdge
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
    edges: tuple[ProposedEdge, ...]
    merges: tuple[Merge, ...]
    left_out: tuple[LeftOut, ...]
    skipped: tuple[Skipped, ...]
    is_guessed: bool = False

    def by_pattern(self) -> list[tuple[str, int]]:
        """How many edges each pattern found, the most first."""
        counts = Counter(edge.pattern for edge in self.edges)
        return sorted(counts.items(), key=lambda row: (-row[1], row[0]))
