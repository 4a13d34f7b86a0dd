"""Proposals of small decks, and their edges and concepts."""

from __future__ import annotations

from kg.extract import Proposal, extract
from kg.graph_files.load import load_graph
from kg.graph_files.source_files import shipped_graph
from kg.model.deck import Card, Deck
from kg.model.draft import DraftConcept

VOCABULARY = load_graph(shipped_graph()).vocabulary

UNSPECIFIC = frozenset({"mentions", "under", "related-to"})
"""Relations that only say that two concepts have something to do with each other."""


def propose(*cards: tuple[str, str] | Card, cites: str = "cards") -> Proposal:
    """Return the proposal of a deck with these cards, numbered from 1."""
    numbered = [
        c if isinstance(c, Card) else Card(n, *c, first=n, last=n) for n, c in enumerate(cards, 1)
    ]
    return extract(Deck("Tea", tuple(numbered), cites=cites), VOCABULARY)  # type: ignore[arg-type]


def edges_of(proposal: Proposal) -> set[str]:
    """Return all edges, each as "subject relation object"."""
    return {f"{e.subject} {e.relation} {e.object}" for e in proposal.edges}


def specific_edges_of(proposal: Proposal) -> set[str]:
    """Return the edges whose relation is not in UNSPECIFIC."""
    return {
        f"{e.subject} {e.relation} {e.object}"
        for e in proposal.edges
        if e.relation not in UNSPECIFIC
    }


def concept(proposal: Proposal, name: str) -> DraftConcept:
    """Return the only concept of this name."""
    (found,) = [c for c in proposal.draft.concepts if c.name == name]
    return found
