from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph_files.source_files import shipped_graph
from kg.store import open_store
from kg.text import word_list
from kg.text.word_list import frequencies, frequency, table_name, write_table

LISTED: dict[str, int] = json.loads(
    gzip.decompress(files("spellchecker").joinpath("resources", "en.json.gz").read_bytes())
)
WORDS = sorted(LISTED)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder with the table."""
    folder = tmp_path_factory.mktemp("words")
    write_table(folder)
    return folder


@pytest.fixture(params=["table", "no table"])
def cache_folder(
    request: pytest.FixtureRequest, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """Look words up in the table, or where there is none."""
    monkeypatch.setenv("KG_CACHE_DIR", str(folder if request.param == "table" else tmp_path))
    word_list._open_table.cache_clear()
    assert (word_list._open_table() is not None) == (request.param == "table")
    yield
    word_list._open_table.cache_clear()


@pytest.mark.usefixtures("cache_folder")
@pytest.mark.parametrize("word", ["the", "pizza", "planet", "france", "everest", "spanish"])
def test_real_words_are_listed(word: str) -> None:
    assert frequency(word) > 0


@pytest.mark.usefixtures("cache_folder")
@pytest.mark.parametrize(
    "word",
    [
        pytest.param("hyperparamters", id="misspelt"),
        pytest.param("", id="empty"),
        pytest.param("izza", id="end of a word"),
        pytest.param("planetar", id="start of a word"),
        pytest.param("pi..a", id="dots"),
        pytest.param(".*", id="star"),
        pytest.param("c++", id="plus"),
        pytest.param("(", id="bracket"),
        pytest.param("機械", id="not ascii"),
        pytest.param(f"the {LISTED['the']}", id="line of the table"),
        pytest.param("the\n", id="line end"),
        pytest.param("\udcff", id="lone surrogate"),
    ],
)
def test_other_words_are_not_listed(word: str) -> None:
    assert frequency(word) == 0


def test_common_words_are_more_frequent() -> None:
    assert frequency("the") > frequency("world") > frequency("pizza") > frequency("xylophone")


@pytest.mark.usefixtures("cache_folder")
def test_the_table_agrees_with_the_list() -> None:
    ends = WORDS[:50] + WORDS[-50:]
    for word in {*WORDS[::50], *ends, *(w for w in WORDS if not w.isascii())}:
        assert frequency(word) == LISTED[word]


@given(st.from_regex(r"[a-z']{1,4}", fullmatch=True) | st.text(max_size=5))
def test_any_word_may_be_looked_up(word: str) -> None:
    assert frequency(word) == LISTED.get(word, 0)


def test_frequencies_are_those_of_the_list() -> None:
    assert frequencies() == LISTED


def test_compiling_a_graph_writes_the_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_store(shipped_graph(), tmp_path).close()
    assert (tmp_path / table_name()).is_file()
    monkeypatch.setenv("KG_CACHE_DIR", str(tmp_path))
    monkeypatch.setattr(gzip, "decompress", pytest.fail)
    monkeypatch.setattr(word_list, "frequencies", pytest.fail)
    word_list._open_table.cache_clear()
    assert frequency("the") == LISTED["the"]
    word_list._open_table.cache_clear()


def test_a_sound_table_is_left_alone(folder: Path) -> None:
    file = folder / table_name()
    before = file.stat()
    write_table(folder)
    assert (file.stat().st_mtime_ns, file.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


@pytest.mark.parametrize("damage", ["empty", "text", "truncated", "no header", "flipped"])
def test_a_damaged_table_is_ignored_and_rewritten(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: str
) -> None:
    whole = (folder / table_name()).read_bytes()
    damaged = {
        "empty": b"",
        "text": b"{}",
        "truncated": whole[:-1],
        "flipped": whole[:5000] + bytes([whole[5000] ^ 8]) + whole[5001:],
        "no header": whole[word_list._TABLE_HEADER_BYTES :],
    }
    monkeypatch.setenv("KG_CACHE_DIR", str(tmp_path))
    file = tmp_path / table_name()
    file.write_bytes(damaged[damage])
    word_list._open_table.cache_clear()
    assert word_list._open_table() is None
    assert frequency("pizza") == LISTED["pizza"]
    assert file.read_bytes() == whole
    word_list._open_table.cache_clear()


def test_a_changed_line_is_rewritten(folder: Path, tmp_path: Path) -> None:
    whole = (folder / table_name()).read_bytes()
    file = tmp_path / table_name()
    file.write_bytes(whole[:-2] + b"7\n")
    write_table(tmp_path)
    assert file.read_bytes() == whole
