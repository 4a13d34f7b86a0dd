from __future__ import annotations

from pathlib import Path

from kg.formats.registry import find_format, read_file
from kg.model.deck import Deck
from tests.formats.graph_files import check_refused, write


def test_a_real_export_is_read_whole(test_data: Path) -> None:
    found = read_file(test_data / "decks" / "crowdanki_ccna_cyberops.json")
    assert isinstance(found, Deck)
    assert len(found.cards) == 232


def test_a_folder_with_deck_json_is_an_export(tmp_path: Path) -> None:
    write(tmp_path, '{"crowdanki_uuid": "x", "name": "D", "notes": []}', "deck.json")
    assert find_format(tmp_path).name == "crowdanki"


def test_json_of_another_structure_is_refused(tmp_path: Path) -> None:
    check_refused(write(tmp_path, '{"note_models": [], "notes": [1]}'), "E505", "CrowdAnki")
