from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model.graph import Graph
from kg.paths import push as push_module
from kg.paths.push import approximate_pagerank
from kg.store import Key, Store
from tests.graphs import compiled, graphs
from tests.paths.oracles import as_networkx, ranks, strengths
from tests.samples import make_store


@settings(max_examples=150)
@given(graphs(most=12), st.sampled_from([0.1, 0.01, 0.001]), st.data())
def test_ranks_are_off_by_at_most_the_error_times_the_edges(
    graph: Graph, error: float, data: st.DataObject
) -> None:
    with compiled(graph) as store:
        joined = as_networkx(store)
        weight = strengths(joined)
        some = st.sampled_from(store.keys())
        seeds = data.draw(st.dictionaries(some, st.sampled_from([0.25, 1.0, 3.0]), min_size=1))
        found = approximate_pagerank(store, seeds, error).ranks(len(store))
        exact = ranks(joined, seeds)
        # A seed without edges has a residual too, which goes to any of the seeds.
        isolated = error * sum(not weight[key] for key in seeds)
        for key in joined:
            assert abs(found.get(key, 0.0) - exact[key]) <= error * weight[key] + isolated + 1e-9
        assert sum(found.values()) <= 1 + 1e-9


def star(leaves: int, chain: int) -> Store:
    """Make a hub (1) with leaves (2 and up), and a chain that ends at it."""
    names = ["Hub", *(f"Leaf {n}" for n in range(leaves)), *(f"Chain {n}" for n in range(chain))]
    triples = [(f"Leaf {n}", "r", "Hub") for n in range(leaves)]
    ends = ["Hub", *(f"Chain {n}" for n in range(chain))]
    return make_store(names, [*triples, *((b, "r", a) for a, b in pairwise(ends))])


def count_reads(store: Store, monkeypatch: pytest.MonkeyPatch) -> dict[Key, int]:
    """Count the edges read of each concept from now on."""
    read: dict[Key, int] = {}
    adjacency, partial_adjacency = store.adjacency, store.partial_adjacency

    def count(rows: list[tuple[Key, Key, str]]) -> list[tuple[Key, Key, str]]:
        for key, _, _ in rows:
            read[key] = read.get(key, 0) + 1
        return rows

    def counted(keys: Iterable[Key]) -> list[tuple[Key, Key, str]]:
        return count(adjacency(keys))

    def partly_counted(key: Key, limit: int) -> list[tuple[Key, Key, str]]:
        return count(partial_adjacency(key, limit))

    monkeypatch.setattr(store, "adjacency", counted)
    monkeypatch.setattr(store, "partial_adjacency", partly_counted)
    return read


def test_a_hub_is_read_only_when_its_residual_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    with star(400, 9) as store:
        read = count_reads(store, monkeypatch)
        found = approximate_pagerank(store, {Key(len(store)): 1.0}, 1e-3).ranks(99)
        assert 1 not in read
        assert 0 < found[Key(1)] < 0.1
        approximate_pagerank(store, {Key(402): 1.0}, 1e-3)
        assert read[Key(1)] == 401


def test_too_large_a_hub_is_read_in_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(push_module, "MAX_HUB_EDGES", 50)
    with star(400, 2) as store:
        read = count_reads(store, monkeypatch)
        found = approximate_pagerank(store, {Key(1): 1.0}).ranks(1)
        assert read[Key(1)] == 50
        exact = ranks(as_networkx(store), {Key(1): 1.0})
        assert len(found) == 51
        assert all(rank <= exact[key] for key, rank in found.items())


def test_reading_ends_at_the_maximum_of_edges(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(push_module, "MAX_EDGES_READ", 20)
    with star(2, 200) as store:
        read = count_reads(store, monkeypatch)
        approximate_pagerank(store, {Key(100): 1.0}, 1e-9)
        assert 20 <= sum(read.values()) < 30


def test_concepts_in_equal_positions_have_equal_ranks() -> None:
    with star(60, 1) as store:
        found = approximate_pagerank(store, {Key(62): 1.0}).ranks(3)
        assert len({found[Key(n)] for n in range(2, 62)}) == 1


def test_seeds_without_edges_start_again_at_all_seeds() -> None:
    with make_store(["A", "B", "C"], [("A", "r", "B")]) as store:
        found = approximate_pagerank(store, {Key(1): 1.0, Key(3): 3.0}, 1e-7).ranks(9)
        exact = ranks(as_networkx(store), {Key(1): 1.0, Key(3): 3.0})
        assert found == pytest.approx(exact, abs=1e-5)
        assert approximate_pagerank(store, {Key(3): 2.0}).ranks(9) == pytest.approx(
            {Key(3): 1.0}, abs=1e-3
        )
