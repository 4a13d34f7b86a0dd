"""The graph in networkx, which tells what neighbourhoods, routes and ranks ought to be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import networkx as nx  # noqa: TID251 - an oracle

# networkx's own in plain Python: the one that it offers needs scipy.
from networkx.algorithms.link_analysis.pagerank_alg import (  # noqa: TID251
    _pagerank_python as pagerank,
)

from kg.paths import DAMPING
from kg.store import Key, Store


def whole(store: Store) -> nx.Graph:
    """Every concept and edge, edges taken both ways.

    Of parallel edges `weight` is the sum of the weights and `best` the highest.
    """
    graph = nx.Graph()
    graph.add_nodes_from(store.keys())
    for link in store.edges():
        weight = store.relation(link.relation).weight
        old = graph.get_edge_data(link.subject, link.object, {"weight": 0.0, "best": 0.0})
        new = {"weight": old["weight"] + weight, "best": max(old["best"], weight)}
        graph.add_edge(link.subject, link.object, **new)
    return graph


def distances(graph: nx.Graph, starts: Iterable[Key]) -> dict[Key, int]:
    """How far each concept is from the nearest start."""
    found: dict[Key, int] = {}
    for start in starts:
        for key, far in nx.single_source_shortest_path_length(graph, start).items():
            found[key] = min(far, found.get(key, far))
    return found


def ranks(graph: nx.Graph, seeds: Mapping[Key, float]) -> dict[Key, float]:
    """Personalised PageRank over all of it."""
    found: dict[Key, float] = pagerank(
        graph, DAMPING, personalization=seeds, max_iter=500, tol=1e-13
    )
    return found


def strengths(graph: nx.Graph) -> dict[Key, float]:
    """The weight of each concept's edges."""
    return dict(graph.degree(weight="weight"))
