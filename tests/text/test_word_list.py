from __future__ import annotations

import gzip
import json
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph_files.source_files import shipped_graph
from kg.store import open_store
from kg.text.normal_forms import normalise, stem
from kg.text.synonyms import synonym_sets
from kg.text.word_list import frequencies, frequency, list_file, listed

LISTED: dict[str, int] = json.loads(
    gzip.decompress(files("spellchecker").joinpath("resources", "en.json.gz").read_bytes())
)


@pytest.mark.parametrize("word", ["the", "pizza", "planet", "france", "everest", "spanish"])
def test_real_words_are_listed(word: str) -> None:
    assert frequency(word) > 0


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
    ],
)
def test_what_is_no_word_is_not_listed(word: str) -> None:
    assert frequency(word) == 0


def test_common_words_occur_oftener() -> None:
    assert frequency("the") > frequency("world") > frequency("pizza") > frequency("xylophone")


@given(st.sampled_from(sorted(LISTED)[::50]) | st.from_regex(r"[a-z]{1,4}", fullmatch=True))
def test_frequency_is_what_the_parsed_list_says(word: str) -> None:
    assert frequency(word) == LISTED.get(word, 0)


def test_frequencies_are_those_of_the_list() -> None:
    assert frequencies() == LISTED


@pytest.mark.parametrize("ring", synonym_sets(), ids=" ".join)
def test_a_ring_is_a_few_words_of_several_stems(ring: tuple[str, ...]) -> None:
    assert 2 <= len(set(ring)) == len(ring) <= 9
    assert len({stem(word) for word in ring}) > 1
    assert all(word == normalise(word) for word in ring)


def test_no_ring_is_there_twice() -> None:
    sets = [frozenset(ring) for ring in synonym_sets()]
    assert len(sets) == len(set(sets)) > 100


def test_the_list_is_kept_unpacked_in_the_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_CACHE_DIR", str(tmp_path))
    whole = listed()[:]
    open_store(shipped_graph(), tmp_path).close()
    kept = tmp_path / list_file()
    assert kept.read_bytes() == whole
    monkeypatch.setattr(gzip, "decompress", pytest.fail)
    listed.cache_clear()
    assert listed()[:] == whole


@pytest.mark.parametrize("content", [b"", b"{}", None])
def test_a_kept_list_that_is_not_whole_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | None
) -> None:
    monkeypatch.setenv("KG_CACHE_DIR", str(tmp_path))
    whole = listed()[:]
    (tmp_path / list_file()).write_bytes(whole[:-1] if content is None else content)
    listed.cache_clear()
    assert listed()[:] == whole
    open_store(shipped_graph(), tmp_path).close()
    assert (tmp_path / list_file()).read_bytes() == whole
