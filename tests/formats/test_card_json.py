"""Tests of `kg.formats.tables.card_json`: cards in JSON and JSON Lines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import DataError
from kg.formats.registry import find_format
from kg.formats.tables.card_json import read


def write(folder: Path, data: Any, name: str = "deck.json") -> Path:
    file = folder / name
    text = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)
    file.write_text(text, encoding="utf-8")
    return file


def sides(file: Path) -> list[tuple[str, str]]:
    assert find_format(file).name == "json"
    return [(card.front, card.back) for card in read(file).cards]


KILN = ("What is a kiln?", "An oven")


@pytest.mark.parametrize(
    "data",
    [
        [{"question": KILN[0], "answer": KILN[1]}, {"question": "slip", "answer": "thin clay"}],
        [
            {"id": 1, "front": KILN[0], "back": KILN[1]},
            {"id": 2, "front": "slip", "back": "thin clay"},
        ],
        [
            {"tema": "x", "pytanie": KILN[0], "odpowiedz": KILN[1]},
            {"pytanie": "slip", "odpowiedz": "thin clay"},
        ],
        {"deck": [{"q": KILN[0], "a": KILN[1]}, {"q": "slip", "a": "thin clay"}]},
        {
            "cards": {
                "one": [{"q": KILN[0], "a": KILN[1]}],
                "two": [{"q": "slip", "a": "thin clay"}],
            }
        },
        [[KILN[0], KILN[1]], ["slip", "thin clay"]],
        {KILN[0]: KILN[1], "slip": "thin clay"},
        [{"fields": [KILN[0], KILN[1]]}, {"fields": ["slip", "thin clay"]}],
    ],
)
def test_cards_are_found_wherever_they_are(tmp_path: Path, data: Any) -> None:
    assert sides(write(tmp_path, data)) == [KILN, ("slip", "thin clay")]


def test_sections_are_topics_and_tags_are_tags(tmp_path: Path) -> None:
    data = [{"title": "Clay", "cards": [{"q": "slip", "a": "thin", "tags": ["wet", "old"]}]}]
    (card,) = read(write(tmp_path, data)).cards
    assert (card.trail, card.tags) == (("Clay",), ("wet", "old"))


def test_a_bad_line_costs_itself(tmp_path: Path) -> None:
    lines = ['{"q": "slip", "a": "thin"}', "{broken", '{"q": "kiln", "a": "oven"}']
    found = read(write(tmp_path, "\n".join(lines), "deck.jsonl"))
    assert [card.front for card in found.cards] == ["slip", "kiln"]
    assert [row.place.rpartition(":")[2] for row in found.skipped] == ["2"]


@pytest.mark.parametrize("data", ["[]", '{"version": 3}', "[1, 2]", '[{"a": 1}]'])
def test_other_json_is_refused_as_json(tmp_path: Path, data: str) -> None:
    with pytest.raises(DataError, match="E506 JSON without cards"):
        read(write(tmp_path, data))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(JSON)
def test_any_json_gives_cards_or_an_error(
    tmp_path_factory: pytest.TempPathFactory, data: Any
) -> None:
    file = write(tmp_path_factory.mktemp("json"), json.dumps(data))
    try:
        found = read(file)
    except DataError:
        return
    assert all(card.front for card in found.cards)


def test_lists_of_topics_among_cards_are_skipped(tmp_path: Path) -> None:
    data = {
        "categories": [{"id": "wet", "label": "Wet things", "color": "#fff"}],
        "cards": [{"q": KILN[0], "a": KILN[1], "category": "wet"}],
    }
    found = read(write(tmp_path, data))
    assert [(card.front, card.back) for card in found.cards] == [KILN]
    assert [row.reason for row in found.skipped] == [
        "neither front nor back among its keys (id, label, color)"
    ]


def test_texts_without_keys_are_front_back_and_more(tmp_path: Path) -> None:
    data = [[*KILN, "Clay"], ["slip", "thin clay", "Clay"]]
    (first, _) = read(write(tmp_path, data)).cards
    assert (first.front, first.back, first.more) == (*KILN, ("Clay",))
