"""Figures of quality, and how sure they are."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

RESAMPLES = 1_000


@dataclass(frozen=True, slots=True)
class Figure:
    """A mean over `n` questions, with the ends of its 95% interval."""

    mean: float
    low: float
    high: float
    n: int

    def __str__(self) -> str:
        if not self.n:
            return "no questions"
        return f"{share(self.mean)} [{share(self.low)}, {share(self.high)}] (n={self.n:,})"


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers whose score lies in one tenth of 0-1, which starts at `low`."""

    low: float
    n: int
    score: float
    right: float


def share(value: float) -> str:
    """A number in 0-1 with two decimals and no leading nought, as ".97"."""
    return f"{value:.2f}".removeprefix("0")


def bootstrap(values: Iterable[float], seed: str = "kg") -> Figure:
    """The mean with its 95% percentile interval (Efron 1979), the same for the same values.

    All nought when there are no values.
    """
    sample = [float(value) for value in values]
    if not sample:
        return Figure(0.0, 0.0, 0.0, 0)
    draw = random.Random(seed)
    size = len(sample)
    means = sorted(sum(draw.choices(sample, k=size)) / size for _ in range(RESAMPLES))
    cut = RESAMPLES // 40
    return Figure(fmean(sample), means[cut], means[-cut - 1], size)


def reciprocal_rank(names: Sequence[str], gold: Collection[str]) -> float:
    """1 / the place of the first name that is in `gold`; 0 when none is."""
    return next((1 / place for place, name in enumerate(names, 1) if name in gold), 0.0)


def is_hit(names: Sequence[str], gold: Collection[str]) -> bool:
    """Whether the first name is in `gold`."""
    return bool(names) and names[0] in gold


def set_f1(names: Iterable[str], gold: Iterable[str]) -> float:
    """Harmonic mean of precision and recall over sets; two empty sets agree in full."""
    given, wanted = set(names), set(gold)
    if not given and not wanted:
        return 1.0
    return 2 * len(given & wanted) / (len(given) + len(wanted))


def deciles(scored: Iterable[tuple[float, bool]]) -> list[Bin]:
    """Answers by tenths of their score (the last includes 1), empty tenths left out."""
    tenths: dict[int, list[tuple[float, bool]]] = {}
    for score, right in scored:
        # Ten times .3 falls short of 3 where .3 is a sum; the score is rounded before it is cut.
        tenths.setdefault(min(int(round(score, 6) * 10), 9), []).append((score, right))
    return [
        Bin(tenth / 10, len(rows), fmean(s for s, _ in rows), fmean(r for _, r in rows))
        for tenth, rows in sorted(tenths.items())
    ]


def calibration_error(bins: Sequence[Bin]) -> float:
    """Expected calibration error (Naeini et al. 2015): mean |score - share right|, by count."""
    total = sum(b.n for b in bins)
    return sum(b.n * abs(b.score - b.right) for b in bins) / total if total else 0.0
