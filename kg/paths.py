"""Neighbourhoods, routes and ranks over the graph; with layout, the home of networkx."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.store import Key, Link, Store, ends

# networkx is imported where it works, for it takes eight times as long to start as Python, and
# a question needs none of it.
if TYPE_CHECKING:
    import networkx as nx  # noqa: TID251 - this is its home

REACH = 5_000
"""Concepts that a subgraph may hold: beyond it, farther neighbours are left out."""

DAMPING = 0.85
"""Chance that personalised PageRank follows an edge rather than starts anew (Brin & Page 1998)."""


def neighbourhood(store: Store, keys: Iterable[Key], hops: int, limit: int = REACH) -> list[Key]:
    """Concepts within some hops of any of these, edges taken both ways.

    Returns:
        The keys given first, then by distance, then by key; at most `limit`.
    """
    seen = dict.fromkeys(keys)
    rim = list(seen)
    for _ in range(hops):
        rim = sorted(ends(store.links_of(rim)) - seen.keys())
        seen.update(dict.fromkeys(rim))
        if not rim or len(seen) >= limit:
            break
    return list(seen)[:limit]


def inner_links(store: Store, keys: Iterable[Key]) -> list[Link]:
    """The edges both of whose ends are among these, by a, relation and b."""
    inside = set(keys)
    return [link for link in store.links_of(inside) if link.a in inside and link.b in inside]


def route(store: Store, start: Key, goal: Key) -> list[Link] | None:
    """A shortest way between two concepts, edges taken both ways.

    Of several equally short, the one whose edges weigh most, so that it says most; then the
    one whose keys come first.

    Returns:
        The edges in order from start to goal, each as it stands in the graph; empty when both
        are one concept; None when nothing joins them.
    """
    if start == goal:
        return []
    levels = _levels(store, start, goal)
    if levels is None:
        return None
    # Walk back from the goal, level by level, keeping the best way to each concept.
    best: dict[Key, tuple[float, list[Link]]] = {start: (0.0, [])}
    for near, far in pairwise(levels):
        inside, beyond = set(near), set(far)
        for link in store.links_of(far):
            for here, there in ((link.a, link.b), (link.b, link.a)):
                if here in inside and there in beyond and here in best:
                    cost, way = best[here]
                    step = (cost - store.relation(link.relation).weight, [*way, link])
                    if there not in best or step < best[there]:
                        best[there] = step
    return best[goal][1]


def _levels(store: Store, start: Key, goal: Key) -> list[list[Key]] | None:
    """Concepts by distance from start, up to goal's; None when goal can't be reached."""
    levels, seen = [[start]], {start}
    while goal not in seen:
        rim = sorted(ends(store.links_of(levels[-1])) - seen)
        if not rim:
            return None
        seen.update(rim)
        levels.append(rim)
    levels[-1] = [goal]
    return levels


def related(store: Store, seeds: Mapping[Key, float], hops: int = 3) -> dict[Key, float]:
    """How closely concepts are related to some seeds, by personalised PageRank.

    Edges count both ways, each by its relation's weight; parallel edges add up. The walk is
    confined to the neighbourhood of the seeds.

    Args:
        store: the graph.
        seeds: concepts with how much each matters (positive).
        hops: how far from the seeds to look.

    Returns:
        Each concept's rank, all of them together 1, highest first, then by key.

    See L. Page, S. Brin, R. Motwani, T. Winograd, "The PageRank Citation Ranking" (1998).
    """
    import networkx as nx  # noqa: TID251

    keys = neighbourhood(store, sorted(seeds), hops)
    graph = nx.Graph()
    graph.add_nodes_from(sorted(keys))
    for link in inner_links(store, keys):
        weight = store.relation(link.relation).weight
        if weight:  # an edge of no weight relates nothing
            before = graph.get_edge_data(link.a, link.b, {"weight": 0.0})["weight"]
            graph.add_edge(link.a, link.b, weight=before + weight)
    ranks = _pagerank(graph, seeds)
    return dict(sorted(ranks.items(), key=lambda item: (-item[1], item[0])))


def _pagerank(graph: nx.Graph, seeds: Mapping[Key, float]) -> dict[Key, float]:
    """Personalised PageRank by power iteration.

    networkx's own needs scipy, which would more than double the size of the install.
    """
    total = sum(seeds.values())
    start = {node: seeds.get(node, 0.0) / total for node in graph}
    strength = {node: sum(w for _, _, w in graph.edges(node, data="weight")) for node in graph}
    ranks = dict(start)
    for _ in range(200):
        idle = sum(ranks[node] for node in graph if not strength[node])
        fresh = {node: (1 - DAMPING + DAMPING * idle) * start[node] for node in graph}
        for a, b, weight in graph.edges(data="weight"):
            fresh[b] += DAMPING * ranks[a] * weight / strength[a]
            fresh[a] += DAMPING * ranks[b] * weight / strength[b]
        moved = sum(abs(fresh[node] - ranks[node]) for node in graph)
        ranks = fresh
        if moved < 1e-9:
            break
    return ranks


def learning_order(
    before: Mapping[Key, set[Key]], ties: Mapping[Key, tuple[float, str]]
) -> list[Key]:
    """Concepts, each after those that it builds on.

    Args:
        before: for each concept, those to meet before it.
        ties: for each concept its rank and its name, which settle what `before` leaves open:
            fewer steps up first, then the higher rank, then the name.

    Returns:
        Every key of `before`, once. Concepts that build on one another in a circle stand
        together, where the circle as a whole belongs.
    """
    import networkx as nx  # noqa: TID251

    graph = nx.DiGraph()
    graph.add_nodes_from(before)
    graph.add_edges_from((first, key) for key, firsts in before.items() for first in sorted(firsts))
    circles = nx.condensation(graph)
    depth: dict[int, int] = {}
    for node in nx.topological_sort(circles):
        depth[node] = 1 + max((depth[p] for p in circles.predecessors(node)), default=-1)

    def tie(key: Key) -> tuple[float, str]:
        rank, name = ties[key]
        return (-rank, name)

    def order(node: int) -> tuple[int, float, str]:
        return (depth[node], *min(tie(key) for key in circles.nodes[node]["members"]))

    ordered = nx.lexicographical_topological_sort(circles, key=order)
    return [key for node in ordered for key in sorted(circles.nodes[node]["members"], key=tie)]
