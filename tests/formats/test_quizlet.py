from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.formats.tables.quizlet import read


def test_empty_lines_separate_cards(tmp_path: Path) -> None:
    file = tmp_path / "set.txt"
    file.write_text(
        "Tea flashcards\n\nTerms in this set (2)\n\nsencha\na green tea\nfrom Japan\n\n\n"
        "oolong\nhalf oxidised\n\nsee more\n",
        encoding="utf-8",
    )
    found = read(file)
    assert found.title == "Tea"
    assert not found.loose
    assert [(c.front, c.back, c.first, c.last) for c in found.cards] == [
        ("sencha", "a green tea\nfrom Japan", 5, 7),
        ("oolong", "half oxidised", 10, 11),
    ]
    assert [row.place.rpartition(":")[2] for row in found.skipped] == ["1", "3", "13"]


def test_without_empty_lines_terms_lists_and_sentences_are_found(tmp_path: Path) -> None:
    file = tmp_path / "set.txt"
    file.write_text(
        "Sencha is a\ngreen tea from Japan.\nTea Types\nGreen tea\nBlack tea\nWhite tea\n"
        "Oolong\nA tea that is half oxidised.\n",
        encoding="utf-8",
    )
    found = read(file)
    assert found.loose
    assert [(card.front, card.back) for card in found.cards] == [
        ("Sencha is a", "green tea from Japan."),
        ("Tea Types", "- Green tea\n- Black tea\n- White tea"),
        ("Oolong", "A tea that is half oxidised."),
    ]


def test_a_real_deck_without_empty_lines(test_data: Path) -> None:
    found = read(test_data / "deck" / "developing-ml-solutions.txt")
    lists = [(c.first, c.last) for c in found.cards if c.back.count("\n- ")]
    assert lists == [(2, 9), (43, 48), (49, 51), (70, 72), (73, 78), (83, 87)]
    assert [c.first for c in found.cards if not c.back] == [18, 42]
    covered = [n for card in found.cards for n in range(card.first, card.last + 1)]
    assert covered == list(range(2, 100))


def test_a_real_page_with_empty_lines(test_data: Path) -> None:
    found = read(test_data / "decks" / "quizlet_paste_microbiology_dima.txt")
    assert len(found.cards) == 84
    assert not found.loose


lines = st.lists(
    st.text(st.characters(codec="ascii", categories=("L", "P", "Zs")), max_size=40), max_size=25
)


@given(lines)
def test_no_line_is_lost(tmp_path_factory: pytest.TempPathFactory, lines: list[str]) -> None:
    file = tmp_path_factory.mktemp("set") / "set.txt"
    file.write_text("\n".join(["x", *lines]), encoding="utf-8")
    found = read(file)
    kept = [n for card in found.cards for n in range(card.first, card.last + 1)]
    skipped = [int(row.place.rpartition(":")[2]) for row in found.skipped]
    not_empty = [n for n, line in enumerate(["x", *lines], 1) if line.split()]
    assert set(not_empty) <= {*kept, *skipped}
    assert kept == sorted(set(kept))
