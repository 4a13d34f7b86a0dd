"""Figures out of the raw results of a contest."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from tests.bench.lookups import SETS


@dataclass(frozen=True, slots=True)
class Figures:
    """A row of a contest.

    `hits` are shares by set, of those that the peer was asked; p50 and p95 are milliseconds over
    all of its lookups; `memory` is MB.
    """

    name: str
    setting: dict[str, Any]
    hits: dict[str, float]
    asked: dict[str, int]
    p50: float
    p95: float
    memory: float

    @property
    def share(self) -> float:
        """The mean of its sets' hits; a set that it can't answer counts as none."""
        return sum(self.hits.values()) / len(SETS)


def percentile(values: Collection[float], share: float) -> float:
    """The value that this share of them does not exceed, between neighbours in proportion.

    >>> percentile([1.0, 2.0, 3.0], 0.5), percentile([1.0, 2.0], 0.95)
    (2.0, 1.95)
    """
    ranked = sorted(values)
    place = share * (len(ranked) - 1)
    low = int(place)
    high = min(low + 1, len(ranked) - 1)
    return ranked[low] + (ranked[high] - ranked[low]) * (place - low)


def figures(piece: dict[str, Any]) -> dict[str, Figures]:
    """The rows of a contest by the peer's name."""
    return {name: _row(name, row) for name, row in piece["peers"].items()}


def _row(name: str, row: dict[str, Any]) -> Figures:
    found: Sequence[tuple[str, float, bool]] = row["found"]
    by_set = {s: [hit for of, _, hit in found if of == s] for s in SETS}
    ms = [taken for _, taken, _ in found]
    return Figures(
        name,
        row["setting"],
        {s: sum(hits) / len(hits) for s, hits in by_set.items() if hits},
        {s: len(hits) for s, hits in by_set.items() if hits},
        percentile(ms, 0.5),
        percentile(ms, 0.95),
        row["memory"],
    )


def times_of(piece: dict[str, Any], name: str, of: str) -> tuple[float, float]:
    """p50 and p95 of one peer's lookups of one set, milliseconds."""
    ms = [taken for s, taken, _ in piece["peers"][name]["found"] if s == of]
    return percentile(ms, 0.5), percentile(ms, 0.95)
