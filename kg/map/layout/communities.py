"""Find communities: groups of concepts with more edges inside than to the rest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.map.layout.louvain import louvain
from kg.store import Key, StoredEdge

MIN_COMMUNITY_SIZE = 3
"""Minimum number of members; smaller communities join another one, or are dissolved."""

LOUVAIN_SEED = 1
"""Seed of the random order in which the method looks at concepts; any number will do."""


@dataclass(frozen=True, slots=True)
class Community:
    """A group of concepts.

    Attributes:
        hub: the member with the most edge weight to other members.
        members: the concepts, by ascending key.
    """

    hub: Key
    members: tuple[Key, ...]


def find_communities(
    keys: Collection[Key], edges: Sequence[StoredEdge], weight: Callable[[StoredEdge], float]
) -> tuple[Community, ...]:
    """Divide concepts into communities.

    By the Louvain method. Communities of fewer than three concepts then join the one to which
    they have the most edge weight.

    Args:
        keys: the concepts.
        edges: the edges; ignored if they have another end, start and end at one concept, or
            have no weight. Weights of parallel edges are added.
        weight: returns the weight of an edge, 0 or more.

    Returns:
        The communities, largest first; the same for any order of concepts and edges. Concepts
        linked to fewer than two others, directly or through others, are in none.
    """
    neighbours = _weigh(keys, edges, weight)
    parts = louvain(neighbours, LOUVAIN_SEED)
    found = [
        _make_community(part, neighbours)
        for part in _merge(parts, neighbours)
        if len(part) >= MIN_COMMUNITY_SIZE
    ]
    return tuple(sorted(found, key=lambda one: (-len(one.members), one.members)))


def _weigh(
    keys: Collection[Key], edges: Sequence[StoredEdge], weight: Callable[[StoredEdge], float]
) -> dict[Key, dict[Key, float]]:
    """Return the total edge weight between each concept and each neighbour, by ascending keys."""
    among = set(keys)
    pairs: defaultdict[tuple[Key, Key], list[float]] = defaultdict(list)
    for edge in edges:
        if edge.subject in among and edge.object in among and edge.subject != edge.object:
            pairs[min(edge.subject, edge.object), max(edge.subject, edge.object)].append(
                weight(edge)
            )
    neighbours: dict[Key, dict[Key, float]] = {key: {} for key in sorted(among)}
    for (a, b), weights in sorted(pairs.items()):
        # Sorted, because the sum of floats depends on their order.
        total = sum(sorted(weights))
        if total > 0:
            neighbours[a][b] = neighbours[b][a] = total
    return neighbours


def _merge(
    parts: Iterable[Collection[Key]], neighbours: Mapping[Key, Mapping[Key, float]]
) -> list[list[Key]]:
    """Merge each part that is too small into the one to which it has most edge weight.

    The smallest parts are merged first.
    """
    members = dict(enumerate(sorted(sorted(part) for part in parts)))
    home = {key: n for n, part in members.items() for key in part}
    for n in sorted(members, key=lambda n: (len(members[n]), n)):
        if len(members[n]) >= MIN_COMMUNITY_SIZE:
            continue
        pull: defaultdict[int, float] = defaultdict(float)
        for key in members[n]:
            for other, joined in neighbours[key].items():
                if home[other] != n:
                    pull[home[other]] += joined
        if pull:
            to = min(pull, key=lambda m: (-pull[m], m))
            home |= dict.fromkeys(members[n], to)
            members[to] = members[to] + members.pop(n)
    return list(members.values())


def _make_community(
    part: Sequence[Key], neighbours: Mapping[Key, Mapping[Key, float]]
) -> Community:
    """Return a part as a community, with its hub."""
    within = set(part)
    joined = {key: sum(w for to, w in neighbours[key].items() if to in within) for key in part}
    return Community(min(part, key=lambda key: (-joined[key], key)), tuple(sorted(part)))
