"""Communities: concepts that are joined with each other more than with the rest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import networkx as nx  # noqa: TID251 - this package is one of its homes

from kg.store import Key, StoredEdge

MIN_COMMUNITY_SIZE = 3
"""Members from which a community stands for itself."""

LOUVAIN_SEED = 1
"""Where the order in which concepts are looked at starts; any number does."""


@dataclass(frozen=True, slots=True)
class Community:
    """Concepts, in the order of their keys, and the best joined among them."""

    hub: Key
    members: tuple[Key, ...]


def find_communities(
    keys: Collection[Key], edges: Sequence[StoredEdge], weight: Callable[[StoredEdge], float]
) -> tuple[Community, ...]:
    """Part concepts so that most of the edges' weight lies within the parts.

    By the method of Blondel et al., "Fast unfolding of communities in large networks" (2008),
    DOI 10.1088/1742-5468/2008/10/P10008; parts of fewer than three concepts join the one that
    most of their weight leads to.

    Args:
        keys: the concepts to part.
        edges: the edges; those with another end, from a concept to itself or of no weight do
            not count, parallel ones all do.
        weight: how much an edge joins its ends.

    Returns:
        The communities, largest first, the same for the same concepts and edges in any order;
        empty where no three concepts hang together. Who has too few to hang together with is in
        none.
    """
    near = _weigh(keys, edges, weight)
    graph = nx.Graph()
    graph.add_nodes_from(near)
    graph.add_weighted_edges_from((a, b, near[a][b]) for a in near for b in near[a] if a < b)
    if not graph.size():
        return ()
    parts = nx.community.louvain_communities(graph, weight="weight", seed=LOUVAIN_SEED)
    found = [_lead(part, near) for part in _merge(parts, near) if len(part) >= MIN_COMMUNITY_SIZE]
    return tuple(sorted(found, key=lambda one: (-len(one.members), one.members)))


def _weigh(
    keys: Collection[Key], edges: Sequence[StoredEdge], weight: Callable[[StoredEdge], float]
) -> dict[Key, dict[Key, float]]:
    """What joins each concept with each of its neighbours, both in the order of their keys."""
    among = set(keys)
    pairs: defaultdict[tuple[Key, Key], list[float]] = defaultdict(list)
    for edge in edges:
        if edge.subject in among and edge.object in among and edge.subject != edge.object:
            pairs[min(edge.subject, edge.object), max(edge.subject, edge.object)].append(
                weight(edge)
            )
    near: dict[Key, dict[Key, float]] = {key: {} for key in sorted(among)}
    for (a, b), weights in sorted(pairs.items()):
        # Sorted, as sums of fractions depend on their order.
        total = sum(sorted(weights))
        if total > 0:
            near[a][b] = near[b][a] = total
    return near


def _merge(
    parts: Iterable[Collection[Key]], near: Mapping[Key, Mapping[Key, float]]
) -> list[list[Key]]:
    """Let the parts that are too small join those they are joined with most, smallest first."""
    members = dict(enumerate(sorted(sorted(part) for part in parts)))
    home = {key: n for n, part in members.items() for key in part}
    for n in sorted(members, key=lambda n: (len(members[n]), n)):
        if len(members[n]) >= MIN_COMMUNITY_SIZE:
            continue
        pull: defaultdict[int, float] = defaultdict(float)
        for key in members[n]:
            for other, joined in near[key].items():
                if home[other] != n:
                    pull[home[other]] += joined
        if pull:
            to = min(pull, key=lambda m: (-pull[m], m))
            home |= dict.fromkeys(members[n], to)
            members[to] = members[to] + members.pop(n)
    return list(members.values())


def _lead(part: Sequence[Key], near: Mapping[Key, Mapping[Key, float]]) -> Community:
    within = set(part)
    joined = {key: sum(w for to, w in near[key].items() if to in within) for key in part}
    return Community(min(part, key=lambda key: (-joined[key], key)), tuple(sorted(part)))
