"""Personalised PageRank of a large graph, of which only what matters is read."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Mapping
from math import inf

from kg.store import Key, Store

DAMPING = 0.85
"""Chance that personalised PageRank follows an edge rather than starts anew (Brin & Page 1998)."""

ERROR = 1e-4
"""How far a rank may be off, times the weight of the concept's edges; tests.bench.walks shows what
others cost."""

FINER = 0.3
"""The part of `ERROR` down to which is pushed where the edges are read already."""

BACK = 0.3
"""The part that a concept keeps of what has reached it and was not pushed on. It is at least
1 - DAMPING, and no more than (1 - DAMPING) / (1 - DAMPING**2), .54, which it is where all that
goes on comes straight back."""

HUB = 5_000
"""Edges of one concept that are read at most, at either end."""

EDGES = 20_000
"""Edges from which on no more are read."""


def push(store: Store, seeds: Mapping[Key, float], error: float = ERROR) -> Push:
    """Personalised PageRank from some seeds over the whole graph, edges taken both ways.

    Each concept holds a rest of the walkers, who all start at the seeds. Where the rest is much
    for the weight of the concept's edges it is pushed on: a share stays for good, the others go
    along the edges. So a hub is read only when many of the walkers have come to it.

    See R. Andersen, F. Chung, K. Lang, "Local graph partitioning using PageRank vectors"
    (FOCS 2006); that a rank is off by at most `error` times the weight of the concept's edges
    holds where neither `HUB` nor `EDGES` ended it.
    """
    found = Push(store, seeds, error)
    found.run()
    return found


class Push:
    """A push under way: what stays, what rests, and the edges that were read."""

    def __init__(self, store: Store, seeds: Mapping[Key, float], error: float) -> None:
        self._store, self._error = store, error
        self._weights = {r.name: r.weight for r in store.vocabulary.relations.values()}
        self._lightest = min(filter(None, self._weights.values()), default=1.0)
        total = sum(seeds.values())
        self._seeds = [(key, seeds[key] / total) for key in sorted(seeds)]
        self._stays: dict[Key, float] = {}
        self._rests = dict(self._seeds)
        # What is known of concepts at the edge: the weight of their edges, and if these are many.
        self._strength: dict[Key, float] = {}
        self._hubs: set[Key] = set()
        # And of those whose edges are read: what each gives on, and from which rest on.
        self._shares: dict[Key, list[tuple[Key, float]]] = {}
        self._bound = dict.fromkeys(self._rests, inf)

    def run(self) -> None:
        """Read and push until no rest is large."""
        read = 0
        while read < EDGES and (wanted := self._wanted()):
            read += self._read(wanted)
            self._push(key for key in wanted if self._rests[key] >= self._bound[key])

    def _wanted(self) -> list[Key]:
        """Concepts whose rest is large and whose edges are not read yet, by key."""
        least = self._error * self._lightest  # no concept that has edges has a lower bound
        unread = [k for k, rest in self._rests.items() if rest >= least and k not in self._shares]
        strength, weights = self._strength, self._weights
        for key, of in self._store.degrees(k for k in unread if k not in strength).items():
            strength[key] = sum([of[name] * weights[name] for name in weights if name in of])
            if sum(of.values()) > HUB:
                self._hubs.add(key)
        error, rests = self._error, self._rests
        return sorted(key for key in unread if rests[key] >= error * min(strength[key], HUB))

    def _read(self, keys: Collection[Key]) -> int:
        """Read the edges of some concepts; how many there were."""
        hubs = self._hubs.intersection(keys)
        steps = self._store.adjacency(set(keys) - hubs)
        for hub in sorted(hubs):
            steps += self._store.partial_adjacency(hub, HUB)
        shares, rests, bound = self._shares, self._rests, self._bound
        parts = {}
        for key in keys:
            strength = self._strength[key]
            shares[key] = []
            bound[key] = self._error * FINER * min(strength or self._lightest, HUB)
            parts[key] = DAMPING / (strength or 1.0)
        for here, there, name in steps:
            if weight := self._weights[name]:  # an edge of no weight relates nothing
                shares[here].append((there, parts[here] * weight))
                if there not in rests:
                    rests[there], bound[there] = 0.0, inf
        for key in keys:
            if not self._strength[key]:  # without an edge to follow all start anew
                shares[key] = [(seed, DAMPING * part) for seed, part in self._seeds]
        return len(steps)

    def _push(self, keys: Iterable[Key]) -> None:
        """Push these, and then whatever comes to have a large rest, in that order.

        Of concepts that are alike none is ahead, for they are pushed one behind the other.
        """
        stays, rests, bound, shares = self._stays, self._rests, self._bound, self._shares
        due = deque(keys)
        while due:
            key = due.popleft()
            rest, rests[key] = rests[key], 0.0
            stays[key] = stays.get(key, 0.0) + (1 - DAMPING) * rest
            for there, share in shares[key]:
                old = rests[there]
                new = rests[there] = old + rest * share
                if old < bound[there] <= new:
                    due.append(there)

    def ranks(self, hops: int) -> dict[Key, float]:
        """The ranks within some hops, along the edges that were read; together at most 1."""
        inside = rim = {key for key, _ in self._seeds}
        for _ in range(hops):
            rim = {there for key in rim for there, _ in self._shares.get(key, ())} - inside
            inside = inside | rim
        stays, rests = self._stays, self._rests
        return {key: stays.get(key, 0.0) + BACK * rests[key] for key in sorted(inside)}
