"""Neighbourhoods, routes and ranks over the graph, read from the store step by step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from kg.store import Key, Link, Store, ends

# No networkx here: to start, it takes eight times as long as Python, more than all of this.

REACH = 5_000
"""Concepts that a subgraph may hold: beyond it, farther neighbours are left out."""

DAMPING = 0.85
"""Chance that personalised PageRank follows an edge rather than starts anew (Brin & Page 1998)."""


def neighbourhood(store: Store, keys: Iterable[Key], hops: int, limit: int = REACH) -> list[Key]:
    """Concepts within some hops of any of these, edges taken both ways.

    Returns:
        The keys given first, then by distance, then by key; at most `limit`.
    """
    return store.neighbourhood(keys, hops, limit)


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
    keys = sorted(neighbourhood(store, sorted(seeds), hops))
    near: dict[Key, dict[Key, float]] = {key: {} for key in keys}
    for link in inner_links(store, keys):
        weight = store.relation(link.relation).weight
        if weight:  # an edge of no weight relates nothing
            near[link.a][link.b] = near[link.b][link.a] = near[link.a].get(link.b, 0.0) + weight
    ranks = dict(zip(keys, _pagerank(keys, near, seeds), strict=True))
    return dict(sorted(ranks.items(), key=lambda item: (-item[1], item[0])))


def _pagerank(
    keys: Sequence[Key], near: Mapping[Key, Mapping[Key, float]], seeds: Mapping[Key, float]
) -> list[float]:
    """Personalised PageRank of sorted keys by power iteration, in their order.

    networkx's own needs scipy, which would more than double the size of the install. Sums run in
    one order here and on the page, so that what is equal there is equal here.
    """
    place = {key: n for n, key in enumerate(keys)}
    strength = [sum(near[key].values()) for key in keys]
    ties = [
        (n, m, DAMPING * weight / strength[n], DAMPING * weight / strength[m])
        for n, key in enumerate(keys)
        for far, weight in near[key].items()
        if (m := place[far]) >= n
    ]
    alone = [n for n, weight in enumerate(strength) if not weight]
    total = sum(seeds.values())
    start = [seeds.get(key, 0.0) / total for key in keys]
    ranks = start
    for _ in range(200):
        back = 1 - DAMPING + DAMPING * sum([ranks[n] for n in alone])
        fresh = [back * share for share in start]
        for a, b, there, here in ties:
            fresh[b] += ranks[a] * there
            fresh[a] += ranks[b] * here
        moved = sum([abs(new - old) for new, old in zip(fresh, ranks, strict=True)])
        ranks = fresh
        if moved < 1e-9:
            break
    return ranks
