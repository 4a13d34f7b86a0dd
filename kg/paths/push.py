"""Personalised PageRank of a large graph, of which only what matters is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

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
        total = sum(seeds.values())
        self._seeds = {key: seeds[key] / total for key in sorted(seeds)}
        self._stays: dict[Key, float] = {}
        self._rests = dict(self._seeds)
        self._near: dict[Key, list[tuple[Key, float]]] = {}
        self._strength: dict[Key, float] = {}
        self._count: dict[Key, int] = {}
        self._weights = {r.name: r.weight for r in store.vocabulary.relations.values()}
        self._lightest = min(filter(None, self._weights.values()), default=1.0)

    def run(self) -> None:
        """Read and push until no rest is large."""
        read = 0
        while read < EDGES and (wanted := self._wanted()):
            read += self._read(wanted)
            while due := self._due():
                self._push(due)

    def _wanted(self) -> list[Key]:
        """Concepts whose rest is large and whose edges are not read yet, by key."""
        least = self._error * self._lightest  # no concept that has edges has a lower bound
        large = [k for k, rest in self._rests.items() if rest >= least and k not in self._near]
        fresh = [key for key in large if key not in self._strength]
        for key, of in self._store.degrees(fresh).items():
            self._strength[key] = sum(of[name] * self._weights[name] for name in sorted(of))
            self._count[key] = sum(of.values())
        bound = {key: self._error * min(self._strength[key], HUB) for key in large}
        return sorted(key for key in large if self._rests[key] >= bound[key])

    def _read(self, keys: Iterable[Key]) -> int:
        """Read the edges of some concepts; how many there were."""
        hubs = [key for key in keys if self._count[key] > HUB]
        steps = self._store.steps(set(keys).difference(hubs))
        for hub in hubs:
            steps += self._store.some_steps(hub, HUB)
        self._near |= {key: [] for key in keys}
        for here, there, name in steps:
            if weight := self._weights[name]:  # an edge of no weight relates nothing
                self._near[here].append((there, weight))
        return len(steps)

    def _due(self) -> list[Key]:
        """Concepts whose edges are read and whose rest is not small, in a fixed order."""
        rests, strength, least = self._rests, self._strength, self._error * FINER
        return [
            key
            for key in self._near
            if key in rests and rests[key] >= least * min(max(strength[key], self._lightest), HUB)
        ]

    def _push(self, due: Iterable[Key]) -> None:
        """Push all these at once, so that of two that are alike none comes first."""
        rests = self._rests
        alone = 0.0
        for key, rest in [(key, rests.pop(key)) for key in due]:
            self._stays[key] = self._stays.get(key, 0.0) + (1 - DAMPING) * rest
            strength = self._strength[key]
            if not strength:
                alone += DAMPING * rest
                continue
            share = DAMPING * rest / strength
            for there, weight in self._near[key]:
                rests[there] = rests.get(there, 0.0) + share * weight
        if alone:  # without an edge to follow they all start anew
            for key, part in self._seeds.items():
                rests[key] = rests.get(key, 0.0) + part * alone

    def ranks(self, hops: int) -> dict[Key, float]:
        """The ranks within some hops, along the edges that were read; together at most 1."""
        inside = rim = set(self._seeds)
        for _ in range(hops):
            rim = {there for key in rim for there, _ in self._near.get(key, ())} - inside
            inside = inside | rim
        stays, rests = self._stays, self._rests
        return {key: stays.get(key, 0.0) + BACK * rests.get(key, 0.0) for key in sorted(inside)}
