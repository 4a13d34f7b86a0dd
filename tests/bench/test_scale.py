from __future__ import annotations

from collections import Counter

from kg.model.graph import concept_id
from tests.bench.scale import EDGES, KINDS, scaled
from tests.graphs import compiled


def test_a_made_up_graph_is_one_that_a_loader_would_let_through() -> None:
    graph = scaled(500)
    assert len(graph.concepts) == 500
    for identifier, concept in graph.concepts.items():
        assert identifier == concept.id == concept_id(concept.name)
        assert 1 <= len(concept.name.split()) <= 3
        assert 8 <= len(concept.summary.split()) <= 20
        assert concept.definition == concept.summary
        assert concept.kind in dict(KINDS)
    place = {identifier: n for n, identifier in enumerate(graph.concepts)}
    assert len(graph.edges) == 3 + EDGES * (500 - EDGES)
    assert len({(edge.subject, edge.object) for edge in graph.edges}) == len(graph.edges)
    assert all(
        place[edge.object] < place[edge.subject] for edge in graph.edges
    )  # none runs in a circle
    with compiled(graph) as store:
        assert len(store) == 500
        assert len(store.edges()) == len(graph.edges)


def test_a_made_up_graph_is_the_same_for_the_same_seed() -> None:
    assert scaled(200) == scaled(200)
    assert scaled(200).concepts != scaled(200, seed=2).concepts


def test_few_concepts_have_many_edges_and_few_words_are_common() -> None:
    graph = scaled(3_000)
    degrees = Counter(end for edge in graph.edges for end in (edge.subject, edge.object))
    assert max(degrees.values()) > 10 * sum(degrees.values()) / len(degrees)
    words = Counter(
        word for c in graph.concepts.values() for word in c.summary.lower().strip(".").split()
    )
    (_, most), *rest = words.most_common()
    assert most > 100 * rest[len(rest) // 2][1]


def test_the_smallest_graphs() -> None:
    assert [len(scaled(n).edges) for n in range(5)] == [0, 0, 1, 3, 6]
