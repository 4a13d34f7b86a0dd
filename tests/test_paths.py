from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from itertools import pairwise

import networkx as nx  # noqa: TID251 - an oracle for routes
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Graph
from kg.paths import DAMPING, inner_links, neighbourhood, related, route
from kg.store import Key, Link, Store
from tests.graphs import compiled, graphs
from tests.render.samples import make_store


def key(store: Store, identifier: str) -> Key:
    found = store.key_of(identifier)
    assert found is not None
    return found


def named(store: Store, keys: Iterable[Key]) -> list[str]:
    return [store.concept(key).name for key in keys]


def distances(store: Store, starts: Iterable[Key]) -> dict[Key, int]:
    """How far each concept is from the nearest start, edges taken both ways."""
    found = dict.fromkeys(starts, 0)
    changed = True
    while changed:
        changed = False
        for link in store.links():
            for one, other in ((link.a, link.b), (link.b, link.a)):
                if one in found and found[one] + 1 < found.get(other, len(store) + 1):
                    found[other] = found[one] + 1
                    changed = True
    return found


def slow_neighbourhood(store: Store, starts: list[Key], hops: int) -> list[Key]:
    far = distances(store, starts)
    around = sorted((d, k) for k, d in far.items() if 0 < d <= hops)
    return [*starts, *(k for _, k in around)]


@given(graphs(), st.data())
def test_neighbourhood_is_what_lies_within_some_hops(graph: Graph, data: st.DataObject) -> None:
    with compiled(graph) as store:
        starts = data.draw(st.lists(st.sampled_from(store.keys()), unique=True))
        hops, limit = data.draw(st.integers(0, 4)), data.draw(st.integers(1, 9))
        whole = slow_neighbourhood(store, starts, hops)
        assert neighbourhood(store, starts, hops) == whole
        assert neighbourhood(store, starts, hops, limit) == whole[:limit]


def test_neighbourhoods_of_the_shipped_graph(store: Store) -> None:
    for start in sorted(store.keys()):
        for hops in range(4):
            assert neighbourhood(store, [start], hops) == slow_neighbourhood(store, [start], hops)


@given(graphs(), st.data())
def test_inner_links_are_the_edges_among_some_concepts(graph: Graph, data: st.DataObject) -> None:
    with compiled(graph) as store:
        some = data.draw(st.lists(st.sampled_from(store.keys()), unique=True))
        inner = [link for link in store.links() if link.a in some and link.b in some]
        assert inner_links(store, some) == inner


def whole(store: Store) -> nx.Graph:
    graph = nx.Graph()
    graph.add_nodes_from(store.keys())
    for link in store.links():
        weight = store.relation(link.relation).weight
        best = max(weight, graph.get_edge_data(link.a, link.b, {"best": 0.0})["best"])
        graph.add_edge(link.a, link.b, best=best)
    return graph


def walk(way: Iterable[Link], start: Key) -> Iterator[Key]:
    """The concepts along a way; fails where an edge does not go on from the last."""
    yield start
    for link in way:
        assert start in (link.a, link.b)
        start = link.b if link.a == start else link.a
        yield start


def check_route(store: Store, joined: nx.Graph, start: Key, goal: Key) -> None:
    way = route(store, start, goal)
    if not nx.has_path(joined, start, goal):
        assert way is None
        return
    assert way is not None
    assert set(way) <= set(store.links())
    assert [*walk(way, start)][-1] == goal
    ways = [*nx.all_shortest_paths(joined, start, goal)]
    assert len(way) == len(ways[0]) - 1
    says = sum(store.relation(link.relation).weight for link in way)
    assert says == pytest.approx(
        max(sum(joined.edges[pair]["best"] for pair in pairwise(w)) for w in ways)
    )


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


def test_a_route_in_words(tiny_store: Store) -> None:
    ends = key(tiny_store, "cafe-creme"), key(tiny_store, "withering")
    way = route(tiny_store, *ends)
    assert way is not None
    names = ["Café crème", "Black tea", "Picking", "Withering"]
    assert named(tiny_store, walk(way, ends[0])) == names
    assert [link.relation for link in way] == ["unlike", "made-by", "follows"]


def test_no_route_between_parts_that_nothing_joins() -> None:
    with make_store(["A", "B", "C"], [("A", "r", "B")]) as store:
        assert route(store, Key(1), Key(3)) is None
        assert route(store, Key(3), Key(3)) == []


def slow_related(store: Store, seeds: dict[Key, float]) -> dict[Key, float]:
    """Personalised PageRank over everything that can be reached, by a dense matrix."""
    keys = sorted(distances(store, seeds))
    place = {k: n for n, k in enumerate(keys)}
    matrix = [[0.0] * len(keys) for _ in keys]
    for link in store.links():
        if link.a in place:
            for one, other in ((link.a, link.b), (link.b, link.a)):
                matrix[place[one]][place[other]] += store.relation(link.relation).weight
    start = [seeds.get(k, 0.0) / sum(seeds.values()) for k in keys]
    steps = [[w / sum(row) for w in row] if sum(row) else start for row in matrix]
    ranks = start
    for _ in range(120):
        ranks = [
            (1 - DAMPING) * start[j]
            + DAMPING * sum(rank * step[j] for rank, step in zip(ranks, steps, strict=True))
            for j in range(len(keys))
        ]
    return dict(zip(keys, ranks, strict=True))


@settings(max_examples=60)
@given(graphs(), st.data())
def test_related_is_personalised_pagerank(graph: Graph, data: st.DataObject) -> None:
    with compiled(graph) as store:
        some = st.sampled_from(store.keys())
        seeds = data.draw(st.dictionaries(some, st.sampled_from([0.25, 1.0, 3.0]), min_size=1))
        ranks = related(store, seeds, hops=len(store))
        assert ranks == pytest.approx(slow_related(store, seeds), abs=1e-7)
        assert [*ranks] == sorted(ranks, key=lambda k: (-ranks[k], k))


def test_related_in_the_shipped_graph(store: Store) -> None:
    for seed in sorted(store.keys()):
        ranks = related(store, {seed: 1.0})
        assert sum(ranks.values()) == pytest.approx(1)
        assert min(ranks.values()) >= 0
        assert next(iter(ranks)) == seed or ranks[seed] > 1 - DAMPING
        assert ranks.keys() == set(neighbourhood(store, [seed], 3))


def test_a_concept_without_edges_is_related_to_itself_only() -> None:
    with make_store(["A", "B"]) as store:
        assert related(store, {Key(1): 2.0}) == {Key(1): 1.0}
