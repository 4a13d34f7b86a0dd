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
from tests.export.samples import make_store
from tests.graphs import compiled, graphs
from tests.paths.oracles import distances, whole


def walk(way: Iterable[StoredEdge], start: Key) -> Iterator[Key]:
    """The concepts along a way; fails where an edge does not go on from the last."""
    yield start
    for link in way:
        assert start in (link.subject, link.object)
        start = link.object if link.subject == start else link.subject
        yield start


def slow_route(store: Store, far: dict[Key, int], goal: Key) -> tuple[float, list[StoredEdge]]:
    """The best of all shortest ways, by all edges that come one step nearer; its cost first."""
    if not far[goal]:
        return 0.0, []
    ways = []
    for link in store.edges_of([goal]):
        if far[link.other_end(goal)] == far[goal] - 1:
            cost, way = slow_route(store, far, link.other_end(goal))
            ways.append((cost - store.relation(link.relation).weight, [*way, link]))
    return min(ways)


def check_route(store: Store, joined: nx.Graph, start: Key, goal: Key) -> None:
    way = route(store, start, goal)
    if not nx.has_path(joined, start, goal):
        assert way is None
        return
    assert way is not None
    assert set(way) <= set(store.edges())
    assert [*walk(way, start)][-1] == goal
    ways = [*nx.all_shortest_paths(joined, start, goal)]
    assert len(way) == len(ways[0]) - 1
    says = sum(store.relation(link.relation).weight for link in way)
    assert says == pytest.approx(
        max(sum(joined.edges[pair]["best"] for pair in pairwise(w)) for w in ways)
    )
    assert way == slow_route(store, distances(joined, [start]), goal)[1]


@given(graphs(), st.data())
def test_a_route_is_a_shortest_way_that_says_most(graph: Graph, data: st.DataObject) -> None:
    with compiled(graph) as store:
        ends = st.sampled_from(store.keys())
        check_route(store, whole(store), data.draw(ends), data.draw(ends))


def test_routes_in_the_shipped_graph(store: Store) -> None:
    chance = random.Random(1)
    joined = whole(store)
    for _ in range(150):
        check_route(store, joined, *chance.choices(store.keys(), k=2))


def test_routes_in_a_larger_graph() -> None:
    chance = random.Random(2)
    with compiled(scaled(3_000)) as store:
        joined = whole(store)
        for _ in range(60):
            check_route(store, joined, *chance.choices(store.keys(), k=2))


def test_a_route_in_words(tiny_store: Store) -> None:
    start, goal = (tiny_store.key_of(one) for one in ("cafe-creme", "withering"))
    assert start is not None
    assert goal is not None
    way = route(tiny_store, start, goal)
    assert way is not None
    names = [tiny_store.concept(key).name for key in walk(way, start)]
    assert names == ["Café crème", "Black tea", "Picking", "Withering"]
    assert [link.relation for link in way] == ["unlike", "made-by", "follows"]


def test_no_route_between_parts_that_nothing_joins() -> None:
    with make_store(["A", "B", "C"], [("A", "r", "B")]) as store:
        assert route(store, Key(1), Key(3)) is None
        assert route(store, Key(3), Key(3)) == []


def test_a_route_does_not_read_what_only_one_end_lies_among(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    names = ["Hub", *(f"Leaf {n}" for n in range(200)), "A", "B", "C"]
    triples = [(f"Leaf {n}", "r", "Hub") for n in range(200)]
    with make_store(
        names, [*triples, ("A", "r", "Hub"), ("B", "r", "A"), ("C", "r", "B")]
    ) as store:
        asked: set[Key] = set()
        neighbours = store.neighbours

        def watched(keys: Iterable[Key], limit: int | None = None) -> set[Key]:
            asked.update(keys := list(keys))
            return neighbours(keys, limit)

        monkeypatch.setattr(store, "neighbours", watched)
        hub, c = Key(1), Key(len(names))
        way = route(store, hub, c)
        assert way is not None
        assert len(way) == 3
        assert hub not in asked
