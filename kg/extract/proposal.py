"""The proposed graph of a deck, with the evidence for each of its parts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from kg.errors import Skipped
from kg.extract.concept_registry import Candidate, Merge
from kg.model.deck import Card, Deck
from kg.model.draft import Draft, DraftEdge


class EdgeCollector:
    """All edges found in a deck, in the order in which they are found; none is rejected here."""

    def __init__(self, deck: Deck) -> None:
        self.edges: list[DraftEdge] = []
        self._deck = deck
        self._cards = {card.number: card for card in deck.cards}

    def first_card(self, numbers: Iterable[int]) -> Card:
        """Return the card with the first of these numbers, which are no positions in the deck."""
        return self._cards[next(iter(numbers))]

    def add(
        self,
        subject: Candidate,
        relation: str,
        target: Candidate,
        pattern: str,
        card: Card,
        confidence: float,
    ) -> None:
        """Add an edge between two candidates, with the pattern and the card it was found by.

        `confidence` (0-1) is rounded to two digits.
        """
        edge = DraftEdge(
            subject.name,
            relation,
            target.name,
            self._deck.citation(card),
            pattern=pattern,
            confidence=round(confidence, 2),
        )
        self.edges.append(edge)


class Rejection(NamedTuple):
    """An edge that is not in the proposed graph, and the reason."""

    edge: DraftEdge
    reason: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """The graph made of a deck, and how it was made.

    Attributes:
        draft: the graph; it has no faults.
        cards: the number of cards in the deck.
        articles: the number of notes beside the cards.
        questions: the number of questions that the deck asks a learner.
        edges: the edges of the draft, each with its pattern and confidence.
        merges: the names that were taken together.
        rejected: the edges that are too uncertain, or not allowed in the graph.
        skipped: the rows of the deck's file that made no card.
        guesses: what was guessed about the layout of the deck's file, a sentence each.
    """

    draft: Draft
    cards: int
    questions: int
    edges: tuple[DraftEdge, ...]
    merges: tuple[Merge, ...]
    rejected: tuple[Rejection, ...]
    skipped: tuple[Skipped, ...]
    guesses: tuple[str, ...] = ()
    articles: int = 0

    def by_pattern(self) -> list[tuple[str, int]]:
        """Return how many edges each pattern found, the highest number first."""
        counts = Counter(edge.pattern for edge in self.edges)
        return sorted(counts.items(), key=lambda row: (-row[1], row[0]))
