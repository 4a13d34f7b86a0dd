from __future__ import annotations

from kg.model.deck import Card
from kg.model.draft import DraftEdge
from tests.extract.decks import concept, edges_of, propose


def test_links_tags_and_headings_give_edges() -> None:
    card = Card(
        1, "Sencha", "A tea.", trail=("Drinks", "Tea"), tags=("asia::japan",),
        links=(DraftEdge("", "made by", "Steaming"), DraftEdge("", "", "Kettle")),
    )  # fmt: skip
    proposal = propose(card)
    assert edges_of(proposal) == {
        "Sencha made-by Steaming",
        "Sencha related-to Kettle",
        "Sencha under Tea",
        "Sencha under japan",
        "japan under asia",
    }
    assert proposal.draft.vocabulary.relations["made-by"].says == "made by"
    assert concept(proposal, "japan").kind == "topic"
