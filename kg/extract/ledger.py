"""Ledger: the edges that cards speak of, as they are found, each with its ground and its card."""

from __future__ import annotations

from kg.extract.concept_registry import Entry
from kg.model.deck import Card, Deck
from kg.model.draft import DraftEdge


class Ledger:
    """What was found, in the order in which it was found, right or wrong."""

    def __init__(self, deck: Deck) -> None:
        self.edges: list[DraftEdge] = []
        self._source = deck.citation

    def add(
        self, a: Entry, relation: str, b: Entry, pattern: str, card: Card, confidence: float
    ) -> None:
        """Write down an edge: its ends, the pattern that found it, its card, and 0-1 for it."""
        source = self._source(card)
        self.edges.append(
            DraftEdge(
                a.name, relation, b.name, source, pattern=pattern, confidence=round(confidence, 2)
            )
        )
