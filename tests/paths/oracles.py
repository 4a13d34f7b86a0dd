"""The graph in networkx, which computes what neighbourhoods, routes and ranks should be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import networkx as nx  # noqa: TID251 - an oracle

# The public function needs scipy; this one is plain Python.
from networkx.algorithms.link_analysis.pagerank_alg import (  # noqa: TID251
    _pagerank_python as pagerank,
)

from kg.paths import DAMPING
from kg.store import Key, Store


def as_networkx(store: Store) -> nx.Graph:
    """Return every concept and edge, without directions.

    Of parallel edges `weight` is the sum of the weights and `best` the highest.
    """
    graph = nx.Graph()
    graph.add_nodes_from(store.keys())
    for edge in store.edges():
        weight = store.relation(edge.relation).weight
        old = graph.get_edge_data(edge.subject, edge.object, {"weight": 0.0, "best": 0.0})
        new = {"weight": old["weight"] + weight, "best": max(old["best"], weight)}
        graph.add_edge(edge.subject, edge.object, **new)
    return graph


def distances(graph: nx.Graph, starts: Iterable[Key]) -> dict[Key, int]:
    """Return the distance of each concept from the nearest start."""
    found: dict[Key, int] = {}
    for start in starts:
        for key, distance in nx.single_source_shortest_path_length(graph, start).items():
            found[key] = min(distance, found.get(key, distance))
    return found


def ranks(graph: nx.Graph, seeds: Mapping[Key, float]) -> dict[Key, float]:
    """Return the personalised PageRank over the whole graph."""
    found: dict[Key, float] = pagerank(
        graph, DAMPING, personalization=seeds, max_iter=500, tol=1e-13
    )
    return found


def strengths(graph: nx.Graph) -> dict[Key, float]:
    """Return the weight of each concept's edges."""
    return dict(graph.degree(weight="weight"))
