"""Rank concepts by how closely they are related to some seeds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.paths.push import DAMPING, approximate_pagerank
from kg.store import Key, Store

MAX_EDGES_FOR_EXACT_RANKS = 10_000
"""Edges of a graph up to which ranks are exact, which takes a tenth of a second at most. The page
ranks in the same way, and shows no larger graph."""

MAX_ITERATIONS = 200
"""Steps of power iteration, at most; it needs fewer unless the graph is nearly periodic."""

MAX_RANK_CHANGE = 1e-9
"""Change of all ranks together in a step below which power iteration ends."""


def related(store: Store, seeds: Mapping[Key, float], hops: int = 3) -> dict[Key, float]:
    """Return how closely concepts are related to some seeds, by personalised PageRank.

    Edges count in both directions, each with its relation's weight; parallel edges add up. In a
    graph of up to `MAX_EDGES_FOR_EXACT_RANKS` edges, ranks are computed on the concepts within
    `hops` alone; they are exact and 1 in all. In a larger graph they are approximate, computed on
    the whole graph, and those within `hops` are returned, at most 1 in all.

    Args:
        store: the graph.
        seeds: the concepts to start from, each with its weight, which is positive.
        hops: edges from the seeds to the concepts returned, at most.

    Returns:
        Each concept's rank, highest first, then by key.

    See L. Page, S. Brin, R. Motwani, T. Winograd, "The PageRank Citation Ranking" (1998).
    """
    if sum(store.count_relations().values()) <= MAX_EDGES_FOR_EXACT_RANKS:
        ranks = _confined(store, seeds, hops)
    else:
        ranks = approximate_pagerank(store, seeds).ranks(hops)
    return dict(sorted(ranks.items(), key=lambda item: (-item[1], item[0])))


def _confined(store: Store, seeds: Mapping[Key, float], hops: int) -> dict[Key, float]:
    """Return the ranks of a random walk that stays within some hops of the seeds."""
    keys = sorted(store.neighbourhood(sorted(seeds), hops))
    weights: dict[Key, dict[Key, float]] = {key: {} for key in keys}
    for edge in store.edges_among(keys):
        weight = store.relation(edge.relation).weight
        if weight:  # an edge of no weight relates nothing
            weights[edge.subject][edge.object] = weights[edge.object][edge.subject] = (
                weights[edge.subject].get(edge.object, 0.0) + weight
            )
    return dict(zip(keys, _pagerank(keys, weights, seeds), strict=True))


def _pagerank(
    keys: Sequence[Key], weights: Mapping[Key, Mapping[Key, float]], seeds: Mapping[Key, float]
) -> list[float]:
    """Return the personalised PageRank of each of the sorted keys, by power iteration.

    networkx's own needs scipy, which would more than double the size of the installation. Sums are
    in the same order here and on the page, so that equal ranks are equal in both.

    Args:
        keys: the concepts, sorted.
        weights: for each concept, its neighbours with the weight of the edges to them.
        seeds: the concepts to start from, with their weights.
    """
    position = {key: n for n, key in enumerate(keys)}
    strength = [sum(weights[key].values()) for key in keys]
    pairs = [
        (n, m, DAMPING * weight / strength[n], DAMPING * weight / strength[m])
        for n, key in enumerate(keys)
        for neighbour, weight in weights[key].items()
        if (m := position[neighbour]) >= n
    ]
    isolated = [n for n, weight in enumerate(strength) if not weight]
    total = sum(seeds.values())
    start = [seeds.get(key, 0.0) / total for key in keys]
    ranks = start
    for _ in range(MAX_ITERATIONS):
        restarted = 1 - DAMPING + DAMPING * sum([ranks[n] for n in isolated])
        new_ranks = [restarted * share for share in start]
        for n, m, share_to_m, share_to_n in pairs:
            new_ranks[m] += ranks[n] * share_to_m
            new_ranks[n] += ranks[m] * share_to_n
        change = sum([abs(new - old) for new, old in zip(new_ranks, ranks, strict=True)])
        ranks = new_ranks
        if change < MAX_RANK_CHANGE:
            break
    return ranks
