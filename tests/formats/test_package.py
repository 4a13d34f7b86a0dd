from __future__ import annotations

import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard  # noqa: TID251 - packs what is to be read

from kg.errors import DataError
from kg.formats import source
from kg.formats.anki import archive, budget, collection
from kg.formats.anki.package import read
from kg.model.deck import Deck
from tests.formats.packages import collection as made
from tests.formats.packages import package

ROWS = [
    (1, "<b>Sencha</b>\x1fA green&nbsp;tea<br>[sound:a.mp3]", " japan steamed "),
    (2, "{{c1::Oolong::which}} is {{c2::half}} oxidised\x1f", ""),
    (1, '<img src="leaf.png">\x1f', ""),
]


def fronts(deck: Deck) -> list[str]:
    return [card.front for card in deck.cards]


# Reading


def test_notes_become_cards(tmp_path: Path) -> None:
    deck = read(package(tmp_path / "tea.apkg", {"collection.anki2": made(ROWS), "media": b"{}"}))
    first, second = deck.cards
    assert deck.title == "Tea"
    assert (first.front, first.back, first.media) == ("Sencha", "A green tea", ("a.mp3",))
    assert (first.tags, first.trail) == (("japan", "steamed"), ("Tea", "Green"))
    assert (second.front, second.blanks) == ("Oolong is half oxidised", ("Oolong", "half"))
    assert deck.skipped == (
        (f"{tmp_path / 'tea.apkg'}: note 3", "no text, only pictures or sounds"),
    )


def test_the_newest_collection_of_a_package_is_read(
    tmp_path: Path,
) -> None:
    old = made([(1, "Please update\x1f", "")])
    new = made([(1, "Sencha\x1fa tea", "")])
    members = {"collection.anki2": old, "collection.anki21": new}
    assert fronts(read(package(tmp_path / "a.apkg", members))) == ["Sencha"]
    newest = made([(1, "Oolong\x1fa tea", "")])
    members |= {
        "collection.anki21b": zstandard.ZstdCompressor().compress(newest),
        "meta": b"\x08\x03",
        "media": zstandard.ZstdCompressor().compress(b""),
    }
    assert fronts(read(package(tmp_path / "b.apkg", members))) == ["Oolong"]


def test_a_bare_collection_is_read(tmp_path: Path) -> None:
    file = tmp_path / "collection.anki2"
    file.write_bytes(made(ROWS))
    assert fronts(read(file)) == ["Sencha", "Oolong is half oxidised"]


def test_a_collection_with_a_write_ahead_log_is_read(tmp_path: Path) -> None:
    content = bytearray(made(ROWS))
    content[18:20] = b"\2\2"
    assert len(read(package(tmp_path / "a.apkg", {"collection.anki21": bytes(content)})).cards) == 2


def test_every_card_of_a_note_is_counted(tmp_path: Path) -> None:
    twice = "INSERT INTO cards VALUES (9, 1, 7, 0)"
    deck = read(package(tmp_path / "a.apkg", {"collection.anki2": made(ROWS[:2], "Tea", twice)}))
    assert [card.sides for card in deck.cards] == [2, 1]
    assert deck.questions == 3


@pytest.mark.parametrize(
    "name",
    [
        *("ankitects_diffmodeltemplates-1.apkg", "colinpitrat_climbing_techniques.apkg"),
        *("idavi_aif-c01_pt.apkg", "korean_particles.apkg", "geb-typogenetics.apkg"),
        *("mauriciopoppe_french.apkg", "srsconv_mixed-legacy-2.apkg", "ankitects_media.apkg"),
        *("srsconv_empty-latest.anki21b.apkg",),
    ],
)
def test_anki_counts_the_same_notes_and_cards(name: str, tmp_path: Path, test_data: Path) -> None:
    from anki.collection import (
        Collection,
        ImportAnkiPackageOptions,
        ImportAnkiPackageRequest,
    )

    file = test_data / "decks" / name
    theirs = Collection(str(tmp_path / "collection.anki2"))
    try:
        options = ImportAnkiPackageOptions()
        theirs.import_anki_package(
            ImportAnkiPackageRequest(package_path=str(file), options=options)
        )
        notes, cards = theirs.note_count(), theirs.card_count()
    finally:
        theirs.close()
    deck = read(file)
    assert len(deck.cards) + len(deck.skipped) == notes
    # A note without text, as of blanks over a picture, may make several cards.
    assert deck.questions + len(deck.skipped) <= cards
    assert deck.questions == cards or deck.skipped


# Damaged and hostile packages


def check_refused(file: Path, code: str, *words: str) -> None:
    with pytest.raises(DataError) as caught:
        read(file)
    (finding,) = caught.value.findings
    assert finding.code == code
    assert finding.path == str(file)
    for word in words:
        assert word in finding.message


def test_a_truncated_package_is_refused(tmp_path: Path) -> None:
    file = package(tmp_path / "a.apkg", {"collection.anki2": made(ROWS)})
    file.write_bytes(file.read_bytes()[:-30])
    check_refused(file, "E503", "damaged")


@pytest.mark.parametrize("cut", [100, 600])
def test_a_damaged_member_is_refused(tmp_path: Path, cut: int) -> None:
    file = package(tmp_path / "a.apkg", {"collection.anki2": made(ROWS * 200)})
    content = bytearray(file.read_bytes())
    content[cut : cut + 40] = b"\xff" * 40
    file.write_bytes(bytes(content))
    check_refused(file, "E503", "collection.anki2", "damaged")


def test_an_encrypted_package_is_refused(tmp_path: Path) -> None:
    file = package(tmp_path / "a.apkg", {"collection.anki2": made(ROWS)})
    content = bytearray(file.read_bytes())
    for mark, at in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        content[content.index(mark) + at] |= 1
    file.write_bytes(bytes(content))
    check_refused(file, "E503", "encrypted")


def test_a_package_within_a_package_is_refused(tmp_path: Path) -> None:
    inner = package(tmp_path / "inner.apkg", {"collection.anki2": made(ROWS)}).read_bytes()
    check_refused(
        package(tmp_path / "a.apkg", {"collection.anki2": inner}), "E503", "itself a package"
    )


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    file = package(tmp_path / "a.apkg", {"collection.anki2": b"\0" * 20_000_000})
    check_refused(file, "E503", "bomb")


def test_a_zip_bomb_that_lies_about_its_size_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "_refusal", lambda _: "")
    file = package(tmp_path / "a.apkg", {"collection.anki2": b"\0" * 20_000_000})
    check_refused(file, "E503", "bomb")


def test_a_zstandard_bomb_is_refused(tmp_path: Path) -> None:
    packed = zstandard.ZstdCompressor().compress(b"\0" * 50_000_000)
    file = package(tmp_path / "a.apkg", {"collection.anki21b": packed, "meta": b"\x08\x03"})
    check_refused(file, "E503", "bomb")


@pytest.mark.parametrize("name", ["../evil", "/etc/passwd", "a/../../b", "..\\evil", "C:\\x"])
def test_paths_outside_the_package_are_refused(tmp_path: Path, name: str) -> None:
    members = {"collection.anki2": made(ROWS), name: b"x"}
    check_refused(package(tmp_path / "a.apkg", members), "E503", "has a path outside")


def test_symbolic_links_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.apkg"
    with zipfile.ZipFile(file, "w") as archive:
        link = zipfile.ZipInfo("collection.anki2")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    check_refused(file, "E503", "is a symbolic link")


@pytest.mark.parametrize(
    ("members", "code", "word"),
    [
        pytest.param({"x": b"y"}, "E503", "without an Anki collection", id="no collection"),
        pytest.param({"collection.anki2": b""}, "E504", "not a database", id="empty collection"),
        pytest.param(
            {"collection.anki2": b"no database" * 99}, "E504", "not a database", id="no database"
        ),
        pytest.param({"collection.anki21b": b"no zstd"}, "E503", "damaged", id="no zstandard"),
        pytest.param(
            {"collection.anki2": made(ROWS), "meta": b"\x08"}, "E503", "meta", id="no protobuf"
        ),
        pytest.param(
            {"collection.anki2": made(ROWS), "meta": b"\x08\x09"}, "E503", "newer", id="version 9"
        ),
        pytest.param(
            {"collection.anki2": made(ROWS), "media": b"{"}, "E503", "media", id="list of media"
        ),
        pytest.param(
            {"collection.anki2": made([], "T", "DROP TABLE notes")}, "E504", "notes", id="no notes"
        ),
        pytest.param(
            {
                "collection.anki2": made(
                    [],
                    "T",
                    "DROP TABLE notes",
                    "CREATE VIEW notes AS SELECT 1 AS id, 1 AS mid, '' AS tags,"
                    " hex(randomblob(1000)) AS flds",
                )
            },
            "E504",
            "notes",
            id="a view for a table",
        ),
        pytest.param(
            {"collection.anki2": made([], "T", "UPDATE col SET models = '[1]'")},
            "E504",
            "note types",
            id="note types of another form",
        ),
    ],
)
def test_files_that_are_not_packages_are_refused(
    tmp_path: Path, members: dict[str, bytes], code: str, word: str
) -> None:
    check_refused(package(tmp_path / "a.apkg", members), code, word)


GENERATED = (
    "DROP TABLE notes",
    "CREATE TABLE notes (id integer primary key, mid integer, tags text, n integer,"
    " flds text GENERATED ALWAYS AS (hex(zeroblob(n))) VIRTUAL)",
    "INSERT INTO notes (id, mid, tags, n) VALUES (1, 1, '', 30000000)",
)
VIRTUAL = ("DROP TABLE notes", "CREATE VIRTUAL TABLE notes USING fts5 (mid, tags, flds)")


@pytest.mark.parametrize("statements", [GENERATED, VIRTUAL], ids=["generated", "virtual"])
def test_tables_that_compute_what_they_hold_are_refused(
    tmp_path: Path, statements: tuple[str, ...]
) -> None:
    content = made([], "T", *statements)
    check_refused(
        package(tmp_path / "a.apkg", {"collection.anki2": content}),
        "E504",
        "computes what it holds",
    )


def test_notes_with_more_text_than_the_database_are_refused(tmp_path: Path) -> None:
    default = "a" * 900_000
    content = made(
        [(1, "", "")] * 60, "T", f"ALTER TABLE notes ADD COLUMN more text DEFAULT '{default}'"
    )
    file = tmp_path / "a.apkg"
    swapped = content.replace(b"flds text,", b"flxs text,").replace(b"flds text", b"flxs text")
    content = swapped.replace(b"more text DEFAULT", b"flds text DEFAULT")
    check_refused(package(file, {"collection.anki2": content}), "E504", "more text than the data")


def test_a_note_of_very_many_fields_is_refused(tmp_path: Path) -> None:
    content = made([(1, "\x1f" * 1_000, "")])
    check_refused(package(tmp_path / "a.apkg", {"collection.anki2": content}), "E507", "fields")


def test_a_database_that_computes_for_too_long_is_interrupted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = made(ROWS * 300)
    monkeypatch.setattr(collection, "_MIN_STEPS", 0)
    monkeypatch.setattr(collection, "_STEPS_PER_BYTE", 0)
    file = package(tmp_path / "a.apkg", {"collection.anki2": content})
    check_refused(file, "E504", "interrupted")


def test_the_budget_is_one_for_all_stages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packed = zstandard.ZstdCompressor().compress(made(ROWS * 300))
    file = package(tmp_path / "a.apkg", {"collection.anki21b": packed, "meta": b"\x08\x03"})
    size = len(packed) + len(zstandard.decompress(packed))
    monkeypatch.setattr(budget, "MAX_UNPACKED_BYTES", size + 100)
    assert read(file).cards
    monkeypatch.setattr(budget, "MAX_UNPACKED_BYTES", size - 1)
    check_refused(file, "E503", "bomb")


def test_many_frames_are_one_bomb(tmp_path: Path) -> None:
    frame = zstandard.ZstdCompressor().compress(b"\0" * 10_000_000)
    file = package(tmp_path / "a.apkg", {"collection.anki21b": frame * 80, "meta": b"\x08\x03"})
    check_refused(file, "E503", "bomb")


def test_a_list_of_media_within_lists_is_refused(tmp_path: Path) -> None:
    members = {"collection.anki2": made(ROWS), "media": b"[" + b"[]," * 300_000 + b"[]]"}
    check_refused(package(tmp_path / "a.apkg", members), "E503", "media")


def test_triggers_do_not_run(tmp_path: Path) -> None:
    trigger = "CREATE TRIGGER t AFTER INSERT ON notes BEGIN DELETE FROM notes; END"
    content = made(ROWS, "Tea", trigger)
    assert len(read(package(tmp_path / "a.apkg", {"collection.anki2": content})).cards) == 2


def test_a_field_that_is_too_long_is_refused(tmp_path: Path) -> None:
    content = made([(1, "x" * (source.MAX_FIELD_CHARS + 1) + "\x1fy", "")])
    check_refused(package(tmp_path / "a.apkg", {"collection.anki2": content}), "E507", "characters")


def test_a_truncated_collection_is_refused(tmp_path: Path) -> None:
    content = made(ROWS * 300)
    check_refused(
        package(tmp_path / "a.apkg", {"collection.anki2": content[: len(content) // 2]}), "E504"
    )


def test_notes_with_more_fields_than_their_type_or_without_a_type(tmp_path: Path) -> None:
    rows = [(1, "Sencha\x1fa tea\x1fmore\x1fand more", ""), (99, "Oolong\x1fa tea", "")]
    deck = read(package(tmp_path / "a.apkg", {"collection.anki2": made(rows)}))
    assert [(card.front, card.back) for card in deck.cards] == [
        ("Sencha", "a tea"),
        ("Oolong", "a tea"),
    ]


def test_only_reading_is_allowed() -> None:
    allowed: Callable[[int], bool] = collection._ALLOWED_ACTIONS.__contains__
    import sqlite3

    assert not any(map(allowed, (sqlite3.SQLITE_ATTACH, sqlite3.SQLITE_DELETE)))
    assert not any(map(allowed, (sqlite3.SQLITE_PRAGMA, sqlite3.SQLITE_CREATE_VIEW)))


def test_what_is_packed_twice_is_measured_from_the_file(tmp_path: Path) -> None:
    frame = zstandard.ZstdCompressor().compress(bytes(1 << 17))
    file = package(tmp_path / "d.apkg", {"collection.anki21b": frame * 100, "meta": b"\x08\x03"})
    with pytest.raises(DataError, match=r"E503 .* zip bomb"):
        read(file)
