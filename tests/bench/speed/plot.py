"""The picture of growth: what a size costs, kg beside tantivy, log-log."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench.peers.table import EVERY, UNKNOWN
from tests.bench.speed.figures import figures

Piece = Mapping[str, Any]

INK, PALE, GRID = "#1f2430", "#6b7280", "#e5e7eb"
HIGH = 1.7
"""How many times the highest point the top of a panel is."""


@dataclass(frozen=True, slots=True)
class Line:
    """What one thing costs at each size, and how it is drawn."""

    label: str
    colour: str
    value: Callable[[Piece], float]
    dashes: bool = False


def _p(name: str, share: str) -> Callable[[Piece], float]:
    def value(piece: Piece) -> float:
        found: float = getattr(figures(dict(piece))[name], share)
        return found

    return value


def _built(index: str, what: str, unit: float = 1.0) -> Callable[[Piece], float]:
    return lambda piece: piece["builds"][index][what] / unit


def _peak(name: str) -> Callable[[Piece], float]:
    return lambda piece: piece["peers"][name]["memory"]


KG, THEIRS, OTHER = "#1d4ed8", "#ea580c", "#a16207"

PANELS: Sequence[tuple[str, str, Sequence[Line]]] = (
    (
        "Time of a lookup",
        "ms, warm; line p50, dashes p95",
        (
            Line("kg", KG, _p("kg respond", "p50")),
            Line("", KG, _p("kg respond", "p95"), dashes=True),
            Line("tantivy, every\nword fuzzy", THEIRS, _p(EVERY, "p50")),
            Line("", THEIRS, _p(EVERY, "p95"), dashes=True),
            Line("tantivy, unknown\nwords fuzzy", OTHER, _p(UNKNOWN, "p50")),
            Line("", OTHER, _p(UNKNOWN, "p95"), dashes=True),
        ),
    ),
    (
        "Time to build",
        "seconds, from a graph in memory",
        (
            Line("kg", KG, _built("kg", "seconds")),
            Line("tantivy", THEIRS, _built("tantivy", "seconds")),
        ),
    ),
    (
        "Size of the index",
        "MB on disk; kg's also holds the graph",
        (
            Line("kg", KG, _built("kg", "bytes", 1e6)),
            Line("tantivy", THEIRS, _built("tantivy", "bytes", 1e6)),
        ),
    ),
    (
        "Memory to answer",
        "peak MB of a fresh process; dots: bare Python",
        (
            Line("kg", KG, _peak("kg respond")),
            Line("tantivy", THEIRS, _peak(EVERY)),  # the same index, asked any way
        ),
    ),
)


def draw(pieces: Sequence[Piece], out: Path) -> None:
    """Draw pieces of several sizes, the smallest first."""
    # Imported so, and late, as only the group "bench" has it.
    importlib.import_module("matplotlib").use("Agg")
    plt: Any = importlib.import_module("matplotlib.pyplot")
    style = {
        "font.family": "DejaVu Sans",
        "text.color": INK,
        "axes.edgecolor": GRID,
        "axes.labelcolor": PALE,
        "xtick.color": PALE,
        "ytick.color": PALE,
    }
    with plt.rc_context(style):
        figure, grid = plt.subplots(2, 2, figsize=(11, 8), dpi=150, constrained_layout=True)
        for axes, (title, unit, lines) in zip(grid.flat, PANELS, strict=True):
            _panel(axes, title, unit, lines, pieces)
        bare, last = pieces[0]["bare"], grid.flat[-1]
        last.axhline(bare, color=PALE, linewidth=1.4, linestyle=":")
        last.set_ylim(bare / HIGH, last.get_ylim()[1])
        figure.suptitle(
            f"From {pieces[0]['concepts']:,} to {pieces[-1]['concepts']:,} concepts",
            x=0.01,
            ha="left",
            fontsize=17,
            fontweight="bold",
        )
        figure.get_layout_engine().set(w_pad=0.15, h_pad=0.12, hspace=0.06)
        figure.savefig(out, facecolor="white", metadata={"Software": None})
        plt.close(figure)


def _panel(
    axes: Any, title: str, unit: str, lines: Sequence[Line], pieces: Sequence[Piece]
) -> None:
    ticker: Any = importlib.import_module("matplotlib.ticker")
    sizes = [piece["concepts"] for piece in pieces]
    axes.set_xscale("log")
    axes.set_yscale("log")
    ends: list[tuple[float, Line]] = []
    highest, lowest = 0.0, float("inf")
    for line in lines:
        values = [line.value(piece) for piece in pieces]
        highest, lowest = max(highest, *values), min(lowest, *values)
        axes.plot(
            sizes,
            values,
            color=line.colour,
            linewidth=1.4 if line.dashes else 2.4,
            linestyle=(0, (4, 2)) if line.dashes else "-",
            marker=None if line.dashes else "o",
            markersize=5,
            markeredgecolor="white",
            markeredgewidth=1,
            solid_capstyle="round",
            zorder=3,
        )
        if line.label:
            ends.append((values[-1], line))
    axes.set_ylim(lowest / HIGH, highest * HIGH)
    axes.set_xlim(sizes[0] / 1.5, sizes[-1] * 1.5)
    _label_ends(axes, ends, sizes[-1] * 1.75)
    axes.set_title(title, loc="left", fontsize=12.5, fontweight="bold", pad=22)
    axes.text(0, 1.025, unit, transform=axes.transAxes, color=PALE, fontsize=9.5)
    axes.grid(visible=True, which="major", color=GRID, linewidth=0.8)
    axes.set_axisbelow(True)
    axes.tick_params(length=0, labelsize=9.5)
    axes.xaxis.set_minor_locator(ticker.NullLocator())
    axes.yaxis.set_minor_locator(ticker.NullLocator())
    axes.set_xticks(sizes, [f"{size:,}" for size in sizes])
    few = highest / lowest < 30
    axes.yaxis.set_major_locator(ticker.LogLocator(10, subs=(1, 2, 5) if few else (1,)))
    axes.yaxis.set_major_formatter(ticker.FuncFormatter(lambda value, _: f"{value:,g}"))
    axes.spines[["top", "right", "left"]].set_visible(False)


def _label_ends(axes: Any, ends: Sequence[tuple[float, Line]], x: float) -> None:
    """Names at the ends of lines, moved apart where they would overlap."""
    low, high = axes.get_ylim()
    step = (high / low) ** 0.115
    last = 0.0
    for value, line in sorted(ends, key=lambda end: end[0]):
        last = max(value, last * step)
        axes.text(
            x,
            last,
            line.label,
            color=line.colour,
            fontsize=9.5,
            fontweight="bold",
            va="center",
            linespacing=1.05,
            clip_on=False,
        )
