"""Decks of a few cards, and what is read out of them."""

from __future__ import annotations

from kg.extract import Proposal, extract
from kg.graph_files.load import load_graph
from kg.graph_files.source_files import shipped_graph
from kg.model.deck import Card, Deck
from kg.model.draft import DraftConcept

VOCABULARY = load_graph(shipped_graph()).vocabulary
LOOSE = frozenset({"mentions", "under", "related-to"})


def proposed(*cards: tuple[str, str] | Card, cites: str = "cards") -> Proposal:
    """What is proposed of cards, numbered from 1."""
    made = [
        c if isinstance(c, Card) else Card(n, *c, first=n, last=n) for n, c in enumerate(cards, 1)
    ]
    return extract(Deck("Tea", tuple(made), cites=cites), VOCABULARY)  # type: ignore[arg-type]


def told(proposal: Proposal) -> set[str]:
    """All edges, as "a relation b"."""
    return {f"{e.subject} {e.relation} {e.object}" for e in proposal.edges}


def typed(proposal: Proposal) -> set[str]:
    """The edges that say more than that two concepts have to do with each other."""
    return {
        f"{e.subject} {e.relation} {e.object}" for e in proposal.edges if e.relation not in LOOSE
    }


def concept(proposal: Proposal, name: str) -> DraftConcept:
    """The one concept of this name."""
    (found,) = [c for c in proposal.draft.concepts if c.name == name]
    return found
