"""Tests of the cards of a compiled graph."""

from __future__ import annotations

from array import array
from pathlib import Path

from kg.store import open_store
from kg.store.card_tables import pack_cards, unpack_cards
from kg.text.card_terms import card_terms


def test_cards_are_found_by_concept_and_by_term(tmp_path: Path) -> None:
    deck = tmp_path / "tea.tsv"
    deck.write_text("kettle\tboils water\ntea\tleaves in boiling water\n", encoding="utf-8")
    with open_store(deck, None) as store:
        assert store.card_count == 2
        key = store.key_of("tea")
        assert key is not None
        (card,) = store.cards_of(key)
        assert (card.card.front_text, card.card.back_text) == ("tea", "leaves in boiling water")
        assert store.deck.frequencies(["boil", "tea", "none"]) == {"boil": 2, "tea": 1}
        assert [term for term, _ in store.deck.terms_from("wa", 9)] == ["water"]
        found = store.deck.postings(["kettl", "water"])
        assert list(found["kettl"].cards) == [1]
        assert list(found["water"].cards) == [1, 2]
        fronts = found["water"].impacts[::2]
        assert fronts == bytes(2)  # on no front
        assert list(store.deck.by_number([2, 7])) == [2]


def test_a_graph_without_cards_has_none(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("tea|is-a|drink\n", encoding="utf-8")
    with open_store(tmp_path / "a.txt", None) as store:
        assert store.card_count == 0
        assert store.cards_of(next(iter(store.concepts([1])))) == []  # type: ignore[list-item]


def test_postings_are_unpacked_as_they_were_packed() -> None:
    keys, impacts = array("I", [1, 70_000]), bytes([0, 255, 3, 4])
    assert unpack_cards(2, pack_cards(keys, impacts)) == (keys, impacts)


def test_scripts_without_spaces_are_searched_by_pairs() -> None:
    assert card_terms("git 提交历史 logs") == ["git", "提交", "交历", "历史", "log"]
    assert card_terms("여름") == ["여름"]
