from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from itertools import pairwise

import networkx as nx  # noqa: TID251 - an oracle
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model.graph import Graph
from kg.paths import route
from kg.store import Key, Store, StoredEdge
from tests.bench.scale import scaled
from tests.graphs import compiled, graphs
from tests.paths.oracles import as_networkx, distances
from tests.samples import make_store


def follow(edges: Iterable[StoredEdge], start: Key) -> Iterator[Key]:
    """Yield the concepts along a route; fail where an edge does not start at the last one."""
    yield start
    for edge in edges:
        assert start in (edge.subject, edge.object)
        start = edge.other_end(start)
        yield start


def slow_route(store: Store, distance: dict[Key, int], goal: Key) -> tuple[float, list[StoredEdge]]:
    """Return the cost of the best shortest route from the start of the distances, and the route."""
    if not distance[goal]:
        return 0.0, []
    routes = []
    for edge in store.edges_of([goal]):
        if distance[edge.other_end(goal)] == distance[goal] - 1:
            cost, edges = slow_route(store, distance, edge.other_end(goal))
            routes.append((cost - store.relation(edge.relation).weight, [*edges, edge]))
    return min(routes)


def check_route(store: Store, joined: nx.Graph, start: Key, goal: Key) -> None:
    edges = route(store, start, goal)
    if not nx.has_path(joined, start, goal):
        assert edges is None
        return
    assert edges is not None
    assert set(edges) <= set(store.edges())
    assert [*follow(edges, start)][-1] == goal
    paths = [*nx.all_shortest_paths(joined, start, goal)]
    assert len(edges) == len(paths[0]) - 1
    weight = sum(store.relation(edge.relation).weight for edge in edges)
    assert weight == pytest.approx(
        max(sum(joined.edges[pair]["best"] for pair in pairwise(path)) for path in paths)
    )
    assert edges == slow_route(store, distances(joined, [start]), goal)[1]


@given(graphs(), st.data())
def test_a_route_is_the_shortest_of_most_weight(graph: Graph, data: st.DataObject) -> None:
    with compiled(graph) as store:
        ends = st.sampled_from(store.keys())
        check_route(store, as_networkx(store), data.draw(ends), data.draw(ends))


def test_routes_in_the_shipped_graph(store: Store) -> None:
    chance = random.Random(1)
    joined = as_networkx(store)
    for _ in range(150):
        check_route(store, joined, *chance.choices(store.keys(), k=2))


def test_routes_in_a_larger_graph() -> None:
    chance = random.Random(2)
    with compiled(scaled(3_000)) as store:
        joined = as_networkx(store)
        for _ in range(60):
            check_route(store, joined, *chance.choices(store.keys(), k=2))


def test_a_route_of_the_tiny_graph(tiny_store: Store) -> None:
    start, goal = (tiny_store.key_of(one) for one in ("cafe-creme", "withering"))
    assert start is not None
    assert goal is not None
    edges = route(tiny_store, start, goal)
    assert edges is not None
    names = [tiny_store.concept(key).name for key in follow(edges, start)]
    assert names == ["Café crème", "Black tea", "Picking", "Withering"]
    assert [edge.relation for edge in edges] == ["unlike", "made-by", "follows"]


def test_no_route_joins_separate_parts() -> None:
    with make_store(["A", "B", "C"], [("A", "r", "B")]) as store:
        assert route(store, Key(1), Key(3)) is None
        assert route(store, Key(3), Key(3)) == []


def test_the_end_with_more_edges_is_not_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    names = ["Hub", *(f"Leaf {n}" for n in range(200)), "A", "B", "C"]
    triples = [(f"Leaf {n}", "r", "Hub") for n in range(200)]
    with make_store(
        names, [*triples, ("A", "r", "Hub"), ("B", "r", "A"), ("C", "r", "B")]
    ) as store:
        asked: set[Key] = set()
        neighbours = store.neighbours

        def recorded(keys: Iterable[Key], limit: int | None = None) -> set[Key]:
            asked.update(keys := list(keys))
            return neighbours(keys, limit)

        monkeypatch.setattr(store, "neighbours", recorded)
        hub, c = Key(1), Key(len(names))
        edges = route(store, hub, c)
        assert edges is not None
        assert len(edges) == 3
        assert hub not in asked
