"""The best setting of a peer on the tune half: by hits, then by time."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.bench.lookups import SETS, Lookup
from tests.bench.peers.peer import Peer, Setting

TUNED_ON = 100
"""Lookups of each set on which settings are tried."""

ALIKE = 0.005
"""Shares of hits nearer than this count as the same, and time decides."""

SWEEPS = 2


def tuned(peer: Peer, folder: Path, lookups: Sequence[Lookup]) -> Setting:
    """The best setting found by changing one choice at a time, twice through all of them.

    Args:
        peer: what to tune.
        folder: its index.
        lookups: those of the tune half are used.
    """
    asked = some_of([lookup for lookup in lookups if lookup.half == "tune"], peer, TUNED_ON)
    tried: dict[str, tuple[int, float]] = {}

    def fitness(setting: Setting) -> tuple[int, float]:
        key = repr(sorted(setting.items()))
        if key not in tried:
            ask = peer.open(folder, setting)
            for lookup in asked[:20]:
                ask(lookup.text)
            began = time.perf_counter()
            hits = sum(ask(lookup.text) in lookup.right for lookup in asked)
            tried[key] = round(hits / len(asked) / ALIKE), began - time.perf_counter()
        return tried[key]

    best = peer.start
    for _ in range(SWEEPS if peer.choices else 0):
        for key, values in peer.choices.items():
            best = max([best, *(_with(best, key, value) for value in values)], key=fitness)
    return best


def _with(setting: Setting, key: str, value: Any) -> Setting:
    return setting | {key: value}


def some_of(lookups: Sequence[Lookup], peer: Peer, most: int | None = None) -> list[Lookup]:
    """The lookups that a peer is asked: of each of its sets the first ones."""
    limit = min(n for n in (most, peer.most, len(lookups)) if n is not None)
    return [
        lookup
        for name in SETS
        if name in peer.sets
        for lookup in [one for one in lookups if one.set == name][:limit]
    ]
