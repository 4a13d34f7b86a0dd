"""Targets: what was wanted, what was measured, and whether that is met."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from tests.bench.peers.table import EVERY, UNKNOWN
from tests.bench.speed.figures import Figures, figures
from tests.bench.speed.results import Results

OURS = "kg respond"
"""What a user can call; a lookup without an answer is measured, but meets no target."""

Verdict = Literal["met", "**missed**", "not run"]


@dataclass(frozen=True, slots=True)
class Target:
    """A row of the table. `measured` is None when it was not run; `form` is how it is written.

    `bound` is at most what is wanted, or at least, where `at_least`.
    """

    what: str
    bound: float
    measured: float | None
    form: str = "{:.2f}"
    at_least: bool = False

    @property
    def verdict(self) -> Verdict:
        """Whether the target is met, as far as the figure is written."""
        if self.measured is None:
            return "not run"
        near = float(self._written(self.measured).split()[0].replace(",", ""))
        met = near >= self.bound if self.at_least else near <= self.bound
        return "met" if met else "**missed**"

    @property
    def wanted(self) -> str:
        """The bound in words."""
        return f"{'≥' if self.at_least else '≤'} {self._written(self.bound)}"

    @property
    def told(self) -> str:
        """The figure, or a dash."""
        return "-" if self.measured is None else self._written(self.measured)

    def _written(self, number: float) -> str:
        return self.form.format(number)


def contest_targets(results: Results) -> Iterator[Target]:
    """The rows on WordNet and on a million concepts."""
    piece = results.read("wordnet")
    rows = figures(piece) if piece else {}
    yield from _beside(rows, "WordNet", 0.6)
    for of, bound in (("exact", 1.0), ("typo", 0.92), ("definition", 0.94)):
        measured = rows[OURS].hits[of] if rows else None
        yield Target(f"WordNet, {OURS}, {of}: first is right", bound, measured, at_least=True)
        theirs = rows[EVERY].hits[of] if rows else None
        gap = None if measured is None or theirs is None else measured - theirs
        yield Target(
            f"WordNet, {OURS}, {of}: more than {EVERY}", 0.0, gap, "{:+.2f}", at_least=True
        )
    yield from _costs(piece, "WordNet", 100_000, 5, 45, 65)
    million = results.read("scale-1000000")
    yield from _beside(figures(million) if million else {}, "1,000,000", None)
    yield from _costs(million, "1,000,000", None, 60, None, 250)


def _beside(rows: dict[str, Figures], on: str, half: float | None) -> Iterator[Target]:
    for name in (EVERY, UNKNOWN):
        ours, theirs = rows.get(OURS), rows.get(name)
        pair = None if ours is None or theirs is None else (ours, theirs)
        if half is not None:
            p50 = pair and pair[0].p50 / pair[1].p50
            yield Target(f"{on}, {OURS}: warm p50 over that of {name}", half, p50)
        p95 = pair and pair[0].p95 / pair[1].p95
        yield Target(f"{on}, {OURS}: warm p95 over that of {name}", 1.0, p95)


def _costs(
    piece: dict[str, Any] | None,
    on: str,
    each: int | None,
    seconds: float,
    megabytes: float | None,
    memory: float,
) -> Iterator[Target]:
    built = piece["builds"]["kg"] if piece else None
    share = each / piece["concepts"] if piece and each else 1.0
    per = f" a {each:,}" if each else ""
    taken = built and built["seconds"] * share
    yield Target(f"{on}, build{per}", seconds, taken, "{:.1f} s")
    if megabytes is not None:
        yield Target(f"{on}, index", megabytes, built and built["bytes"] / 1e6, "{:.0f} MB")
    peak = piece["peers"][OURS]["memory"] if piece else None
    yield Target(f"{on}, memory to answer", memory, peak, "{:.0f} MB")


def reader_targets(results: Results) -> Iterator[Target]:
    """The rows on readers of a graph that is edited."""
    piece = results.read("throughput")
    told = piece["readers"] if piece else None
    for what, key in (("errors", "errors"), ("stale or wrong answers", "wrong")):
        yield Target(f"8 readers while the cache is rebuilt, {what}", 0, told and told[key], "{:d}")
