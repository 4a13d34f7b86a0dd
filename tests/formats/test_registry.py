from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.formats.registry import (
    FILE_FORMATS,
    FOLDER_FORMATS,
    load_folder_reader,
    load_reader,
    read_file,
)
from kg.model.deck import Deck
from tests.formats.graph_files import write


def test_a_format_can_be_chosen_by_name(tmp_path: Path) -> None:
    file = write(tmp_path, "Sencha,a tea\nOolong,a tea\n")
    found = read_file(file, "delimited")
    assert isinstance(found, Deck)
    assert len(found.cards) == 2
    with pytest.raises(UsageError, match="unknown format 'nonsense'; known: apkg, "):
        read_file(file, "nonsense")
    with pytest.raises(UsageError, match="obsidian is for a folder"):
        read_file(file, "obsidian")
    with pytest.raises(UsageError, match="no such file"):
        read_file(tmp_path / "gone", "apkg")


@pytest.mark.parametrize("name", FILE_FORMATS)
def test_every_format_of_files_has_a_reader(name: str) -> None:
    reader = load_reader(FILE_FORMATS[name])
    assert reader.recognises(b"") is False
    assert callable(reader.read)


@pytest.mark.parametrize("name", FOLDER_FORMATS)
def test_every_format_of_folders_has_a_reader(name: str, tmp_path: Path) -> None:
    reader = load_folder_reader(FOLDER_FORMATS[name])
    assert reader.recognises(tmp_path) is False
    assert reader.files_in(tmp_path) == []
    assert callable(reader.read)
