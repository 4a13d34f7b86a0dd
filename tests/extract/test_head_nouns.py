from __future__ import annotations

from tests.extract.decks import propose, specific_edges_of


def test_a_family_needs_three_names() -> None:
    cards = [("Acme", "x"), ("Acme One", "y"), ("Acme Two", "z")]
    assert not specific_edges_of(propose(*cards))
    assert specific_edges_of(propose(*cards, ("Acme Red", "w"))) == {
        f"Acme {name} part-of Acme" for name in ("One", "Two", "Red")
    }
