"""Tests of `cards.jsonl`: cards are kept whole, and edits survive an import."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import DataError
from kg.extract import Proposal
from kg.graph_files.card_file import card_line
from kg.graph_files.load import load_graph
from kg.graph_files.read_source import read_source
from kg.graph_files.writing import plan_files, write_plan
from kg.model.blocks import CardBlock
from kg.model.kept_card import KeptCard, card_from_json

LONG = "In the test in which leaves are steeped twice and then weighed wet and dry, " * 3


def import_deck(deck: Path, folder: Path) -> list[tuple[str, str]]:
    """Import a deck and return what was said of changes."""
    found = read_source(deck)
    assert isinstance(found, Proposal)
    plan = plan_files(found.draft, folder, deck.name)
    write_plan(plan, folder)
    return [(change.kind, change.name) for change in plan.changes if change.kind != "added"]


def rows(folder: Path) -> list[dict[str, object]]:
    text = (folder / "cards.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def test_fronts_are_neither_cut_nor_merged(tmp_path: Path) -> None:
    deck = tmp_path / "tea.csv"
    fronts = [f"{LONG}the first?", f"{LONG}the second?", "__init__", "init", "a && b", "a || b"]
    lines = [f'"{front}",back {n}' for n, front in enumerate(fronts)]
    deck.write_text("\n".join(["Front,Back", *lines]), encoding="utf-8")
    import_deck(deck, tmp_path / "g")
    kept = rows(tmp_path / "g")
    assert [row["front"] for row in kept] == [[{"paragraph": front}] for front in fronts]
    assert len({row["concept"] for row in kept}) == len(fronts)
    assert all(len(str(row["concept"])) < 120 for row in kept)
    graph = load_graph(tmp_path / "g")
    assert len({card.concept for card in graph.cards} & graph.concepts.keys()) == len(fronts)


def test_the_order_is_that_of_the_deck_and_places_are_the_same_everywhere(tmp_path: Path) -> None:
    deck = tmp_path / "tea.tsv"
    deck.write_text("tea\ta drink\nkettle\tboils water\n", encoding="utf-8")
    import_deck(deck, tmp_path / "g")
    assert [(row["n"], row["source"], row["place"]) for row in rows(tmp_path / "g")] == [
        (1, "1", "tea.tsv:1"),
        (2, "2", "tea.tsv:2"),
    ]


def test_edits_of_cards_survive_an_import(tmp_path: Path) -> None:
    deck, folder = tmp_path / "tea.tsv", tmp_path / "g"
    deck.write_text("tea\ta drink\nkettle\tboils\ncup\tholds tea\n", encoding="utf-8")
    import_deck(deck, folder)
    file = folder / "cards.jsonl"
    first, second, _ = file.read_text(encoding="utf-8").splitlines()
    own = '{"n": 9, "front": [{"paragraph": "my own"}]}'
    edited = first.replace("a drink", "a hot drink")
    file.write_text("\n".join([edited, second, own]), encoding="utf-8")  # "cup" is deleted
    deck.write_text(
        "pot\tbrews\ntea\ta drink\nkettle\tboils water\ncup\tholds tea\n", encoding="utf-8"
    )
    assert ("kept", "tea") in import_deck(deck, folder)
    kept = rows(folder)
    assert [row["front"] for row in kept] == [
        [{"paragraph": front}] for front in ("pot", "tea", "kettle", "my own")
    ]
    assert [row.get("back") for row in kept[1:3]] == [
        [{"paragraph": "a hot drink"}],
        [{"paragraph": "boils water"}],
    ]
    assert kept[1]["source"] == "2"
    assert import_deck(deck, folder) == [("kept", "tea")]
    assert rows(folder) == kept


def test_a_line_that_is_no_card_stops_an_import(tmp_path: Path) -> None:
    deck, folder = tmp_path / "tea.tsv", tmp_path / "g"
    deck.write_text("tea\ta drink\nkettle\tboils\n", encoding="utf-8")
    import_deck(deck, folder)
    (folder / "cards.jsonl").write_text('{"n": 1}\n', encoding="utf-8")
    with pytest.raises(DataError, match=r"cards.jsonl:1: E114 not a card"):
        import_deck(deck, folder)


TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
LINE = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20)
NO_NOTE = st.just("")
BLOCK = st.one_of(
    st.builds(CardBlock, st.sampled_from(["paragraph", "cloze", "audio"]), TEXT, NO_NOTE),
    st.builds(CardBlock, st.sampled_from(["code", "image"]), TEXT, TEXT),
    st.builds(CardBlock, st.just("list"), st.lists(LINE, min_size=1).map("\n".join), NO_NOTE),
    st.builds(CardBlock, st.just("table"), st.lists(LINE, min_size=2).map("\t".join), NO_NOTE),
)


@given(
    st.builds(
        KeptCard,
        n=st.integers(1, 9),
        front=st.lists(BLOCK, min_size=1).map(tuple),
        back=st.lists(BLOCK).map(tuple),
        concept=TEXT,
        more=st.lists(TEXT).map(tuple),
        tags=st.lists(TEXT).map(tuple),
        identifier=TEXT,
        sides=st.integers(1, 3),
        fields=st.lists(st.tuples(TEXT, TEXT)).map(tuple),
    )
)
def test_a_card_is_read_as_it_was_written(card: KeptCard) -> None:
    line = card_line(card)
    assert "\n" not in line
    assert card_from_json(json.loads(line)) == card
