from pathlib import Path

import pytest
from rapidfuzz.distance import OSA  # noqa: TID251 - the oracle of what one edit is

from kg.model.graph import Graph
from kg.text.normal_forms import normalise, stems, words
from tests.bench.baselines.ranker import STOP_WORDS
from tests.bench.lookups import SETS, Lookup, draw_lookups, half_of, read_lookups, write_lookups
from tests.bench.scale import scaled

SIZE = 40


@pytest.fixture(scope="module")
def graph() -> Graph:
    return scaled(1_000, 1)


@pytest.fixture(scope="module")
def lookups(graph: Graph) -> list[Lookup]:
    return draw_lookups(graph, SIZE, "1")


def test_as_many_of_each_set_in_each_half(lookups: list[Lookup]) -> None:
    counts = {(s, h): 0 for s in SETS for h in ("tune", "report")}
    for lookup in lookups:
        counts[lookup.set, lookup.half] += 1
    assert set(counts.values()) == {SIZE}


def test_the_same_seed_draws_the_same(graph: Graph, lookups: list[Lookup]) -> None:
    assert draw_lookups(graph, SIZE, "1") == lookups
    assert draw_lookups(graph, SIZE, "2") != lookups


def test_no_concept_is_in_both_halves(graph: Graph, lookups: list[Lookup]) -> None:
    for lookup in lookups:
        if lookup.set == "definition":
            assert [half_of(graph.concepts[i].id) for i in graph.concepts if i in lookup.right] == [
                lookup.half
            ]


def test_an_exact_name_is_that_of_all_that_are_right(graph: Graph, lookups: list[Lookup]) -> None:
    for lookup in (one for one in lookups if one.set == "exact"):
        called = {
            c.id
            for c in graph.concepts.values()
            if normalise(lookup.text) in map(normalise, (c.name, *c.aliases))
        }
        assert set(lookup.right) == called


def test_a_typo_is_one_edit_from_its_name_and_no_name_itself(
    graph: Graph, lookups: list[Lookup]
) -> None:
    names = {normalise(c.name): c for c in graph.concepts.values()}
    for lookup in (one for one in lookups if one.set == "typo"):
        assert normalise(lookup.text) not in names
        assert all(
            OSA.distance(lookup.text, c.name) == 1
            for c in graph.concepts.values()
            if c.id in lookup.right
        )


def test_a_definition_has_words_of_one_concept_only(graph: Graph, lookups: list[Lookup]) -> None:
    for lookup in (one for one in lookups if one.set == "definition"):
        said = set(stems(lookup.text))
        having = tuple(
            c.id
            for c in graph.concepts.values()
            if said <= set(stems(" ; ".join((c.name, *c.aliases, c.summary))))
        )
        assert having == lookup.right
        assert len(said) >= 4 and not STOP_WORDS & set(words(lookup.text))


def test_written_and_read(tmp_path: Path, lookups: list[Lookup]) -> None:
    write_lookups(lookups, tmp_path / "file")
    assert read_lookups(tmp_path / "file") == lookups
