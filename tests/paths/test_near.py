from __future__ import annotations

import networkx as nx  # noqa: TID251 - an oracle
from hypothesis import given
from hypothesis import strategies as st

from kg.model.graph import Graph
from kg.store import Key, Store
from tests.graphs import compiled, graphs
from tests.paths.oracles import distances, whole


def slow_neighbourhood(graph: nx.Graph, starts: list[Key], hops: int) -> list[Key]:
    around = sorted((d, k) for k, d in distances(graph, starts).items() if 0 < d <= hops)
    return [*starts, *(k for _, k in around)]


@given(graphs(), st.data())
def test_neighbourhood_is_what_lies_within_some_hops(graph: Graph, data: st.DataObject) -> None:
    with compiled(graph) as store:
        starts = data.draw(st.lists(st.sampled_from(store.keys()), unique=True))
        hops, limit = data.draw(st.integers(0, 4)), data.draw(st.integers(1, 9))
        near = slow_neighbourhood(whole(store), starts, hops)
        assert store.neighbourhood(starts, hops) == near
        assert store.neighbourhood(starts, hops, limit) == near[:limit]


def test_neighbourhoods_of_the_shipped_graph(store: Store) -> None:
    graph = whole(store)
    for start in sorted(store.keys()):
        for hops in range(4):
            assert store.neighbourhood([start], hops) == slow_neighbourhood(graph, [start], hops)


@given(graphs(), st.data())
def test_links_among_are_the_edges_among_some_concepts(graph: Graph, data: st.DataObject) -> None:
    with compiled(graph) as store:
        some = data.draw(st.lists(st.sampled_from(store.keys()), unique=True))
        inner = [link for link in store.edges() if link.subject in some and link.object in some]
        assert store.edges_among(some) == inner
