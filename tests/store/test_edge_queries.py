from __future__ import annotations

from collections import Counter

import networkx as nx  # noqa: TID251 - an oracle
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model.graph import Graph
from kg.model.vocabulary import Side
from kg.store import Key, Store
from kg.store.row_reader import MAX_SQL_PARAMETERS
from tests.graphs import compiled, graphs
from tests.paths.oracles import as_networkx, distances

SOME_KEYS = st.lists(st.integers(1, 6).map(Key), max_size=5)


def test_edges_of_a_relation_and_of_a_concept(tiny_store: Store) -> None:
    oolong, oxidation = tiny_store.key_named("Oolong"), tiny_store.key_named("Oxidation")
    assert oolong is not None
    made_by = tiny_store.edges("made-by")
    assert [edge.subject for edge in made_by if edge.object == oxidation] == [2, oolong]
    assert [edge[:4] for edge in tiny_store.edges_of([oolong])] == [
        (3, "made-by", 7, "4"),
        (3, "unlike", 1, "4"),
        (3, "unlike", 2, "4"),
    ]


@pytest.mark.parametrize("keys", [[1], [1, 2], [7, 5], [99], [], [1, 1]])
def test_edges_of_some_concepts_have_an_end_among_them(tiny_store: Store, keys: list[int]) -> None:
    expected = [edge for edge in tiny_store.edges() if edge.subject in keys or edge.object in keys]
    assert tiny_store.edges_of(Key(key) for key in keys) == expected


@given(graphs(), st.data())
def test_edges_among_some_concepts_have_both_ends_there(graph: Graph, data: st.DataObject) -> None:
    with compiled(graph) as store:
        some = data.draw(st.lists(st.sampled_from(store.keys()), unique=True))
        expected = [edge for edge in store.edges() if edge.subject in some and edge.object in some]
        assert store.edges_among(some) == expected


@given(graphs(), SOME_KEYS, SOME_KEYS)
def test_edges_between_two_sets_have_an_end_in_each(
    graph: Graph, ones: list[Key], others: list[Key]
) -> None:
    with compiled(graph) as store:
        expected = [
            edge
            for edge in store.edges()
            if (edge.subject in ones and edge.object in others)
            or (edge.subject in others and edge.object in ones)
        ]
        assert store.edges_between(ones, others) == expected
        many = [*others, *map(Key, range(100, 100 + MAX_SQL_PARAMETERS))]
        assert store.edges_between(ones, many) == store.edges_between(many, ones) == expected


@pytest.mark.parametrize("side", ["subject", "object"])
@pytest.mark.parametrize("relation", ["made-by", "follows", "unlike", "none"])
@pytest.mark.parametrize("keys", [[], [2], [7], [1, 2, 3, 4, 5, 6, 7, 8], [7, 7, 99]])
def test_edges_to_a_side_start_at_the_other(
    tiny_store: Store, side: Side, relation: str, keys: list[int]
) -> None:
    other = "subject" if side == "object" else "object"
    expected = [edge for edge in tiny_store.edges(relation) if getattr(edge, other) in keys]
    assert tiny_store.edges_to(side, relation, [Key(key) for key in keys]) == expected


@given(graphs(), SOME_KEYS, st.integers(0, 9))
def test_neighbours_adjacency_and_degrees_agree_with_the_edges(
    graph: Graph, keys: list[Key], limit: int
) -> None:
    with compiled(graph) as store:
        arcs = [(e.subject, e.object, e.relation) for e in store.edges()]
        arcs += [(object_, subject, relation) for subject, object_, relation in arcs]
        arcs = [arc for arc in arcs if arc[0] in keys]
        relations = [*store.count_relations()]
        assert store.adjacency(keys) == sorted(
            arcs, key=lambda arc: (*arc[:2], relations.index(arc[2]))
        )
        assert store.neighbours(keys) == {neighbour for _, neighbour, _ in arcs}
        assert store.neighbours(keys, limit) == set(sorted(store.neighbours(keys))[:limit])
        degrees = store.degrees(keys)
        assert degrees.keys() == set(keys)
        assert {
            (key, relation): count
            for key, counts in degrees.items()
            for relation, count in counts.items()
        } == Counter((key, relation) for key, _, relation in arcs)
        for key in keys:
            partial = store.partial_adjacency(key, limit)
            assert set(partial) <= set(store.adjacency([key]))
            assert store.partial_adjacency(key, 99) == store.adjacency([key])
            assert len(partial) <= 2 * limit


def slow_neighbourhood(graph: nx.Graph, starts: list[Key], hops: int) -> list[Key]:
    others = sorted((d, k) for k, d in distances(graph, starts).items() if 0 < d <= hops)
    return [*starts, *(key for _, key in others)]


@given(graphs(), st.data())
def test_a_neighbourhood_has_all_within_some_hops(graph: Graph, data: st.DataObject) -> None:
    with compiled(graph) as store:
        starts = data.draw(st.lists(st.sampled_from(store.keys()), unique=True))
        hops, limit = data.draw(st.integers(0, 4)), data.draw(st.integers(1, 9))
        expected = slow_neighbourhood(as_networkx(store), starts, hops)
        assert store.neighbourhood(starts, hops) == expected
        assert store.neighbourhood(starts, hops, limit) == expected[:limit]


def test_neighbourhoods_of_the_shipped_graph(store: Store) -> None:
    graph = as_networkx(store)
    for start in sorted(store.keys()):
        for hops in range(4):
            assert store.neighbourhood([start], hops) == slow_neighbourhood(graph, [start], hops)
