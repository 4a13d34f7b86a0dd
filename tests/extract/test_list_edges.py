from __future__ import annotations

from tests.extract.decks import concept, edges_of, propose


def test_items_are_joined_with_their_list_and_its_order() -> None:
    proposal = propose(("Tea life cycle", "- Growing (planting, pruning)\n- Picking\n- Drying"))
    assert edges_of(proposal) >= {
        "Growing part-of Tea life cycle",
        "Picking follows Growing",
        "Drying follows Picking",
        "planting part-of-stage Growing",
        "pruning follows planting",
    }
    assert concept(proposal, "Picking").kind == "stage"
