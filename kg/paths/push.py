"""Approximate personalised PageRank of a large graph, reading only the edges that matter.

The algorithm is that of R. Andersen, F. Chung, K. Lang, "Local graph partitioning using PageRank
vectors" (FOCS 2006), with their terms: each concept has an estimate of its rank and a residual, the
part of the rank that is not distributed yet. To push a concept is to add a share of its residual to
its estimate and to pass the rest on along its edges.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Mapping
from math import inf

from kg.store import Key, Store

DAMPING = 0.85
"""Chance (0-1) that personalised PageRank follows an edge instead of starting again at a seed
(Brin & Page 1998)."""

MAX_RANK_ERROR = 1e-4
"""Largest error of a rank, divided by the weight of the concept's edges; `tests.bench.walks`
measures the cost of other values."""

READ_CONCEPTS_ERROR_FACTOR = 0.3
"""Factor on the error for concepts whose edges are read already: pushing them further is cheap."""

RESIDUAL_SHARE = 0.3
"""Share of a concept's residual that is added to its rank at the end.

At least 1 - DAMPING of it would stay there, and at most (1 - DAMPING) / (1 - DAMPING**2) = .54,
if everything passed on came straight back.
"""

MAX_HUB_EDGES = 5_000
"""Edges read of one concept at either side; further edges are ignored."""

MAX_EDGES_READ = 20_000
"""Edges in all after which no more are read."""


def approximate_pagerank(
    store: Store, seeds: Mapping[Key, float], error: float = MAX_RANK_ERROR
) -> Push:
    """Approximate personalised PageRank over the whole graph, edges taken in both directions.

    A hub is read only when much of the rank has come to it. Each rank is off by at most `error`
    times the weight of the concept's edges, unless `MAX_HUB_EDGES` or `MAX_EDGES_READ` ended the
    reading.

    Args:
        store: the graph.
        seeds: the concepts to start from, each with its weight, which is positive.
        error: see `MAX_RANK_ERROR`.
    """
    push = Push(store, seeds, error)
    push.run()
    return push


class Push:
    """The state of the algorithm: estimates, residuals, and the edges read so far."""

    def __init__(self, store: Store, seeds: Mapping[Key, float], error: float) -> None:
        self._store, self._error = store, error
        self._weights = {r.name: r.weight for r in store.vocabulary.relations.values()}
        self._min_weight = min(filter(None, self._weights.values()), default=1.0)
        total = sum(seeds.values())
        self._seeds = [(key, seeds[key] / total) for key in sorted(seeds)]
        self._estimate: dict[Key, float] = {}
        self._residual = dict(self._seeds)
        # Of concepts that were reached: the weight of their edges, and which have too many edges.
        self._strength: dict[Key, float] = {}
        self._hubs: set[Key] = set()
        # Of concepts whose edges are read: the share of the residual that each neighbour gets, and
        # the residual from which the concept is pushed.
        self._shares: dict[Key, list[tuple[Key, float]]] = {}
        self._bound = dict.fromkeys(self._residual, inf)

    def run(self) -> None:
        """Read and push until no residual is large, or too much is read."""
        read = 0
        while read < MAX_EDGES_READ and (wanted := self._unread_with_large_residual()):
            read += self._read(wanted)
            self._push(key for key in wanted if self._residual[key] >= self._bound[key])

    def _unread_with_large_residual(self) -> list[Key]:
        """Return the concepts to push whose edges are not read yet, by key."""
        least = self._error * self._min_weight  # no concept that has edges has a lower bound
        unread = [k for k, r in self._residual.items() if r >= least and k not in self._shares]
        strength, weights = self._strength, self._weights
        new = (k for k in unread if k not in strength)
        for key, degrees in self._store.degrees(new).items():
            strength[key] = sum([degrees[r] * weights[r] for r in weights if r in degrees])
            if sum(degrees.values()) > MAX_HUB_EDGES:
                self._hubs.add(key)
        error, residual = self._error, self._residual
        return sorted(
            key for key in unread if residual[key] >= error * min(strength[key], MAX_HUB_EDGES)
        )

    def _read(self, keys: Collection[Key]) -> int:
        """Read the edges of some concepts, and return how many there were."""
        hubs = self._hubs.intersection(keys)
        rows = self._store.adjacency(set(keys) - hubs)
        for hub in sorted(hubs):
            rows += self._store.partial_adjacency(hub, MAX_HUB_EDGES)
        shares, residual, bound = self._shares, self._residual, self._bound
        error = self._error * READ_CONCEPTS_ERROR_FACTOR
        share_of_weight = {}
        for key in keys:
            strength = self._strength[key]
            shares[key] = []
            bound[key] = error * min(strength or self._min_weight, MAX_HUB_EDGES)
            share_of_weight[key] = DAMPING / (strength or 1.0)
        for key, neighbour, name in rows:
            if weight := self._weights[name]:  # an edge of no weight relates nothing
                shares[key].append((neighbour, share_of_weight[key] * weight))
                if neighbour not in residual:
                    residual[neighbour], bound[neighbour] = 0.0, inf
        for key in keys:
            if not self._strength[key]:  # without an edge to follow, start again at the seeds
                shares[key] = [(seed, DAMPING * part) for seed, part in self._seeds]
        return len(rows)

    def _push(self, keys: Iterable[Key]) -> None:
        """Push these concepts, and then whichever get a large residual, first come first served.

        The order makes concepts in equal positions get equal ranks.
        """
        estimate, residual = self._estimate, self._residual
        bound, shares = self._bound, self._shares
        due = deque(keys)
        while due:
            key = due.popleft()
            pushed, residual[key] = residual[key], 0.0
            estimate[key] = estimate.get(key, 0.0) + (1 - DAMPING) * pushed
            for neighbour, share in shares[key]:
                old = residual[neighbour]
                new = residual[neighbour] = old + pushed * share
                if old < bound[neighbour] <= new:
                    due.append(neighbour)

    def ranks(self, hops: int) -> dict[Key, float]:
        """Return the ranks within some hops of the seeds along the edges read, at most 1 in all."""
        inside = newest = {key for key, _ in self._seeds}
        for _ in range(hops):
            reached = {other for key in newest for other, _ in self._shares.get(key, ())}
            newest = reached - inside
            inside = inside | newest
        estimate, residual = self._estimate, self._residual
        return {
            key: estimate.get(key, 0.0) + RESIDUAL_SHARE * residual[key] for key in sorted(inside)
        }
