from __future__ import annotations

import os
from pathlib import Path

import pytest

from kg.errors import DataError
from kg.formats.markdown.obsidian import read
from kg.formats.registry import find_format


def vault(folder: Path, notes: dict[str, str]) -> Path:
    for name, text in notes.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


NOTES = {
    "Sencha.md": "---\naliases: [Green gold]\ntags: [japan]\n---\nA tea, see [[Steaming]].\n"
    "made-by:: [[Steaming]]\n",
    "steps/Steaming.md": "# Steaming leaves\n\nStops the enzymes.\n\n"
    "Why steam?::to keep it green\n",
    ".obsidian/x.md": "hidden",
    "empty.md": "",
    "picture.png": "no note",
}


def test_notes_are_cards_with_their_links(tmp_path: Path) -> None:
    found = read(vault(tmp_path, NOTES))
    sencha, steaming, why = found.cards
    assert (sencha.front, sencha.aliases, sencha.tags) == ("Sencha", ("Green gold",), ("japan",))
    assert [(link.relation, link.object) for link in sencha.links] == [
        ("made-by", "Steaming"),
        ("", "Steaming"),
    ]
    assert (steaming.front, steaming.aliases) == ("Steaming leaves", ("Steaming",))
    assert steaming.trail == ("steps",)
    assert (why.front, why.back) == ("Why steam?", "to keep it green")
    assert [row.reason for row in found.skipped] == ["an empty note"]
    assert [card.number for card in found.cards] == [1, 2, 3]


def test_a_folder_is_recognised_by_its_notes(tmp_path: Path) -> None:
    assert find_format(vault(tmp_path, NOTES)).name == "obsidian"
    empty = tmp_path / "none"
    empty.mkdir()
    with pytest.raises(DataError, match="E508"):
        find_format(empty)


def test_symbolic_links_are_not_followed(tmp_path: Path) -> None:
    vault(tmp_path, {"a/One.md": "text"})
    (tmp_path / "a" / "again").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "a" / "Two.md").symlink_to(tmp_path / "a" / "One.md")
    found = read(tmp_path)
    assert [card.front for card in found.cards] == ["One"]
    assert [row.reason for row in found.skipped] == ["a symbolic link"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_without_permission_is_refused(tmp_path: Path) -> None:
    closed = vault(tmp_path, {"a/One.md": "text"}) / "a"
    closed.chmod(0)
    try:
        with pytest.raises(DataError, match="E501"):
            read(tmp_path)
    finally:
        closed.chmod(0o700)


def test_a_folder_that_cannot_be_listed_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault(tmp_path, {"a/One.md": "text"})
    scandir = os.scandir

    def closed(path: str) -> os._ScandirIterator[str]:
        if str(path).endswith("a"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", closed)
    with pytest.raises(DataError, match=r"E501 can't be read: .*a: Permission denied"):
        read(tmp_path)


def test_a_bad_note_is_skipped_by_its_name(tmp_path: Path) -> None:
    vault(tmp_path, {"Good.md": "text"})
    (tmp_path / "Bad.md").write_bytes(b"line\ncaf\xe9")
    deck = read(tmp_path)
    assert [card.front for card in deck.cards] == ["Good"]
    (skipped,) = deck.skipped
    assert skipped.place.endswith("Bad.md:2")
    assert "--encoding cp1252" in skipped.reason


def test_links_by_path_lead_to_their_notes(tmp_path: Path) -> None:
    folder = vault(
        tmp_path,
        {
            "tools/Wood oven.md": "Heats [[../Clay.md|clay]] and [glaze](../glazes/Blue%20one.md).",
            "Clay.md": "Fired in [[tools/Wood oven]].",
            "glazes/Blue one.md": "Melts on [[Clay]].",
        },
    )
    links = {card.front: [link.object for link in card.links] for card in read(folder).cards}
    assert links == {
        "Clay": ["Wood oven"],
        "Blue one": ["Clay"],
        "Wood oven": ["Clay", "Blue one"],
    }
    assert read(folder).cards[0].back == "Fired in Wood oven."


def test_notes_among_marked_cards_are_no_cards(tmp_path: Path) -> None:
    folder = vault(
        tmp_path,
        {
            "Clay.md": "Prose on clay.\n\nWhat is slip?::Thin clay\n\n|a|b|\n|---|---|\n|c|d|\n",
            "logseq/bak/Old.md": "Old::copy",
            "pages/Kiln.md": "title:: Kiln\n\n- #card What is a kiln?\n  id:: 1234\n\t- An oven\n",
        },
    )
    deck = read(folder)
    assert [(card.front, card.back) for card in deck.cards if not card.is_article] == [
        ("What is slip?", "Thin clay"),
        ("What is a kiln?", "An oven"),
    ]
    assert [card.front for card in deck.cards if card.is_article] == ["Clay"]
