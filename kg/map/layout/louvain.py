"""Divide a weighted graph into communities by the Louvain method, in a bounded number of steps.

networkx has the method too, and gives the same communities where it ends. On long chains it may
never end: rounding errors of equal gains move the same concepts to and fro.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

from kg.store import Key

MIN_MODULARITY_GAIN = 1e-7
"""Gain in modularity of a level below which no further level is tried."""

MAX_IDLE_PASSES = 4
"""Passes through all nodes, at most, that move no fewer nodes than one before on the same level."""

Adjacency = list[dict[int, float]]
"""For each node its neighbours, itself among them if it has an edge to itself, by weight."""


def louvain(neighbours: Mapping[Key, Mapping[Key, float]], seed: int) -> list[list[Key]]:
    """Divide the nodes of an undirected graph into communities.

    By V. D. Blondel et al., "Fast unfolding of communities in large networks" (2008), DOI
    10.1088/1742-5468/2008/10/P10008.

    Args:
        neighbours: the weight of the edge to each neighbour, of each node; symmetric.
        seed: of the random order in which nodes are looked at.

    Returns:
        The communities; the same for the same order of nodes and neighbours. Each has one node if
        there is no edge.
    """
    keys = list(neighbours)
    number = {key: n for n, key in enumerate(keys)}
    graph: Adjacency = [
        {number[other]: weight for other, weight in neighbours[key].items()} for key in keys
    ]
    random = Random(seed)  # noqa: S311 - draws an order, keeps no secret
    members = [[key] for key in keys]
    degrees = _degrees(graph)
    size = sum(degrees) / 2
    if not size:
        return members
    modularity = _modularity(graph, degrees, list(range(len(graph))), size)
    while True:
        home, is_better = _move_nodes(graph, degrees, size, random)
        if not is_better:
            return members
        home = _renumbered(home)
        members = _joined(members, home)
        gained = _modularity(graph, degrees, home, size) - modularity
        if gained <= MIN_MODULARITY_GAIN:
            return members
        modularity += gained
        graph = _graph_of_communities(graph, home)
        degrees = _degrees(graph)


def _degrees(graph: Adjacency) -> list[float]:
    """Return the weight of each node's edges; one to itself counts twice."""
    return [sum(edges.values()) + edges.get(node, 0.0) for node, edges in enumerate(graph)]


def _modularity(
    graph: Adjacency, degrees: Sequence[float], home: Sequence[int], size: float
) -> float:
    inside, total = [0.0] * (max(home) + 1), [0.0] * (max(home) + 1)
    for node, edges in enumerate(graph):
        at = home[node]
        total[at] += degrees[node]
        for other, weight in edges.items():
            if home[other] == at and other <= node:
                inside[at] += weight
    return sum(w / size - (d / (2 * size)) ** 2 for w, d in zip(inside, total, strict=True))


def _move_nodes(
    graph: Adjacency, degrees: Sequence[float], size: float, random: Random
) -> tuple[list[int], bool]:
    """Move each node to the neighbours' community that gains most, until nothing gains.

    Returns:
        The community of each node, and True if any was moved.
    """
    home = list(range(len(graph)))
    total = list(degrees)  # of each community
    edges_of = [
        [(other, weight) for other, weight in edges.items() if other != node]
        for node, edges in enumerate(graph)
    ]
    order = list(range(len(graph)))
    random.shuffle(order)
    norm = 2 * size**2
    is_better, fewest, idle = False, len(graph) + 1, 0
    while idle <= MAX_IDLE_PASSES:
        moves = 0
        for node in order:
            own, degree = home[node], degrees[node]
            joined: dict[int, float] = {}
            for other, weight in edges_of[node]:
                at = home[other]
                joined[at] = joined.get(at, 0.0) + weight
            total[own] -= degree
            # As networkx computes it, so that equal gains are rounded alike.
            leaving = -joined.setdefault(own, 0.0) / size + total[own] * degree / norm
            best, gain = own, 0.0
            for at, weight in joined.items():
                found = leaving + weight / size - total[at] * degree / norm
                if found > gain:
                    best, gain = at, found
            total[best] += degree
            if best != own:
                home[node] = best
                moves += 1
        if not moves:
            break
        is_better = True
        idle = 0 if moves < fewest else idle + 1
        fewest = min(fewest, moves)
    return home, is_better


def _renumbered(home: Sequence[int]) -> list[int]:
    """Return communities with the numbers from 0, in the same order."""
    numbers = {old: new for new, old in enumerate(sorted(set(home)))}
    return [numbers[at] for at in home]


def _joined(members: Sequence[Sequence[Key]], home: Sequence[int]) -> list[list[Key]]:
    found: list[list[Key]] = [[] for _ in range(max(home) + 1)]
    for part, at in zip(members, home, strict=True):
        found[at] += part
    return found


def _graph_of_communities(graph: Adjacency, home: Sequence[int]) -> Adjacency:
    """Return the graph with a node for each community."""
    found: Adjacency = [{} for _ in range(max(home) + 1)]
    for node, edges in enumerate(graph):
        for other, weight in edges.items():
            if other < node:
                continue  # seen from the other side
            one, two = home[node], home[other]
            found[one][two] = found[two][one] = weight + found[one].get(two, 0.0)
    return found
