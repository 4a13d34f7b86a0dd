from __future__ import annotations

from statistics import fmean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model.graph import Graph
from kg.paths import DAMPING, related
from kg.paths import ranks as ranks_module
from kg.store import Key, Store
from tests.bench.scale import scaled
from tests.graphs import compiled, graphs
from tests.paths.oracles import as_networkx, distances, ranks
from tests.samples import make_store


@settings(max_examples=60)
@given(graphs(), st.data())
def test_related_is_personalised_pagerank(graph: Graph, data: st.DataObject) -> None:
    with compiled(graph) as store:
        some = st.sampled_from(store.keys())
        seeds = data.draw(st.dictionaries(some, st.sampled_from([0.25, 1.0, 3.0]), min_size=1))
        found = related(store, seeds, hops=len(store))
        oracle = as_networkx(store)
        reached = distances(oracle, seeds)
        assert found == pytest.approx(ranks(oracle.subgraph(reached), seeds), abs=1e-7)
        assert [*found] == sorted(found, key=lambda k: (-found[k], k))


def test_related_concepts_of_the_shipped_graph(store: Store) -> None:
    for seed in sorted(store.keys()):
        found = related(store, {seed: 1.0})
        assert sum(found.values()) == pytest.approx(1)
        assert min(found.values()) >= 0
        assert next(iter(found)) == seed or found[seed] > 1 - DAMPING
        assert found.keys() == set(store.neighbourhood([seed], 3))


def test_a_concept_without_edges_is_related_to_itself_only() -> None:
    with make_store(["A", "B"]) as store:
        assert related(store, {Key(1): 2.0}) == {Key(1): 1.0}


@pytest.mark.slow
def test_a_large_graph_is_ranked_approximately(monkeypatch: pytest.MonkeyPatch) -> None:
    with compiled(scaled(3_000)) as store:
        joined = as_networkx(store)
        edges = len(store.edges())
        seed = {Key(1_234): 1.0}
        monkeypatch.setattr(ranks_module, "MAX_EDGES_FOR_EXACT_RANKS", edges)
        assert sum(related(store, seed).values()) == pytest.approx(1)
        monkeypatch.setattr(ranks_module, "MAX_EDGES_FOR_EXACT_RANKS", edges - 1)
        assert sum(related(store, seed).values()) < 0.9999
        shares = []
        for number in range(1, 3_000, 300):
            found = related(store, {Key(number): 1.0}, hops=9)
            assert [*found] == sorted(found, key=lambda k: (-found[k], k))
            exact = ranks(joined, {Key(number): 1.0})
            first = sorted(exact, key=lambda k: (-exact[k], k))[:11]
            shares.append(len({*first} & {*[*found][:11]}) / 11)
            near = set(store.neighbourhood([Key(number)], 2))
            assert related(store, {Key(number): 1.0}, hops=2).keys() <= near
        assert fmean(shares) >= 0.9
