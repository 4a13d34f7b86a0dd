from __future__ import annotations

from tests.extract.decks import propose, specific_edges_of


def test_a_family_needs_three_names() -> None:
    cards = [("Amazon Acme", "x"), ("Amazon Acme One", "y"), ("Amazon Bolt", "v")]
    assert not specific_edges_of(propose(*cards))
    more = [("Amazon Acme Two", "z"), ("Amazon Acme Red", "w")]
    assert {f"Amazon Acme {name} part-of Amazon Acme" for name in ("One", "Two", "Red")} <= (
        specific_edges_of(propose(*cards, *more))
    )


def test_the_first_words_of_a_name_are_no_whole_in_other_decks() -> None:
    names = ("Black", "Black Pepper", "Black Tea", "Black Cardamom", "China", "China Rose")
    found = propose(*[(name, f"text {n}") for n, name in enumerate(names)])
    assert not {edge for edge in specific_edges_of(found) if "part-of" in edge}
