"""Ranks: how closely concepts are related to some seeds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.paths.near import REACH, neighbourhood
from kg.paths.push import DAMPING, push
from kg.store import Key, Store

EXACT = 10_000
"""Edges of a graph up to which ranks are worked out exactly, as the page does, which shows no more:
in a tenth of a second at most."""


def related(store: Store, seeds: Mapping[Key, float], hops: int = 3) -> dict[Key, float]:
    """How closely concepts are related to some seeds, by personalised PageRank.

    Edges count both ways, each by its relation's weight; parallel edges add up. In a graph of
    up to `EXACT` edges the walk is confined to the concepts within `hops` and the ranks are exact,
    together 1. In a larger one the walk is over the whole graph, `push` estimates the ranks, and
    those within `hops` are given, together at most 1.

    Args:
        store: the graph.
        seeds: concepts with how much each matters (positive).
        hops: how far from the seeds to look.

    Returns:
        Each concept's rank, highest first, then by key.

    See L. Page, S. Brin, R. Motwani, T. Winograd, "The PageRank Citation Ranking" (1998).
    """
    if sum(store.count_relations().values()) <= EXACT:
        ranks = _confined(store, seeds, hops)
    else:
        ranks = push(store, seeds).ranks(hops)
    return dict(sorted(ranks.items(), key=lambda item: (-item[1], item[0])))


def _confined(store: Store, seeds: Mapping[Key, float], hops: int) -> dict[Key, float]:
    """The ranks of a walk that stays within some hops."""
    keys = sorted(neighbourhood(store, sorted(seeds), hops, REACH))
    near: dict[Key, dict[Key, float]] = {key: {} for key in keys}
    for link in store.edges_among(keys):
        weight = store.relation(link.relation).weight
        if weight:  # an edge of no weight relates nothing
            near[link.subject][link.object] = near[link.object][link.subject] = (
                near[link.subject].get(link.object, 0.0) + weight
            )
    return dict(zip(keys, _pagerank(keys, near, seeds), strict=True))


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
