"""SPEED.md: every target, then every table behind them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from tests.bench.lookups import SETS
from tests.bench.peers.table import BY_ONE, EVERY, PEERS, UNKNOWN
from tests.bench.speed.figures import Figures, figures, times_of
from tests.bench.speed.graphs import SIZES
from tests.bench.speed.machine import machine
from tests.bench.speed.results import Results
from tests.bench.speed.targets import Target, contest_targets, reader_targets
from tests.bench.study import table

INTRODUCTION = """\
# Speed

Written by `make bench-speed`; not to be edited. How fast answers come, cold and warm, what a graph
costs to build and to keep, and how that grows, beside other ways to look something up.

Ratios are of figures taken in one run, the two in turn. Times are the least of several fresh
processes for each lookup, then percentiles over lookups; memory is the peak of a fresh process;
MB are millions of bytes."""

PLUGGED = ("cold", "cold-1000000", "walks")
"""Pieces that tell their own targets and lines."""

PIECES = (*PLUGGED, "wordnet", *(f"scale-{size}" for size in SIZES), "throughput")


def report(results: Results) -> Iterator[str]:
    """The whole of SPEED.md out of the pieces that are there."""
    yield from (INTRODUCTION, "", *_machine_lines(results), "", "## Targets", "")
    yield from (*_target_lines(results), "")
    for name in PLUGGED:
        piece = results.read(name)
        if piece:
            yield from (*piece["lines"], "")
    wordnet = results.read("wordnet")
    if wordnet:
        yield from (*_contest_lines(wordnet), "")
    pieces = [piece for piece in (results.read(f"scale-{size}") for size in SIZES) if piece]
    if pieces:
        yield from (*_growth_lines(pieces), "")
    throughput = results.read("throughput")
    if throughput:
        yield from _throughput_lines(throughput)


def _machine_lines(results: Results) -> Iterator[str]:
    yield from table(("machine", ""), list(machine().items()))
    found = {name: piece for name in PIECES if (piece := results.read(name))}
    missing = [name for name in PIECES if name not in found]
    at = sorted({piece["commit"] for piece in found.values()} - {""})
    yield from ("", f"Command: `make bench-speed`; program as of {', '.join(at) or 'no commit'}.")
    if missing:
        yield f"Not run: {', '.join(missing)}."


def _target_lines(results: Results) -> Iterator[str]:
    rows: list[tuple[object, ...]] = []
    for name in PLUGGED:
        piece = results.read(name)
        told = piece["targets"] if piece else [[name, "", "-", None]]
        for what, wanted, measured, met in told:
            verdict = "not run" if met is None else "met" if met else "**missed**"
            rows.append((what, wanted, measured, verdict))
    targets: list[Target] = [*contest_targets(results), *reader_targets(results)]
    rows += [(t.what, t.wanted, t.told, t.verdict) for t in targets]
    yield from table(("", "target", "measured", ""), rows)


def _contest_lines(piece: dict[str, Any]) -> Iterator[str]:
    rows = figures(piece)
    asked = rows["kg respond"].asked
    yield from (
        "## Lookups in WordNet",
        "",
        f"WordNet 3.0, {piece['concepts']:,} concepts and {piece['edges']:,} edges. The report "
        f"half: {_sizes(asked)}. An exact name is a name or alias as it is written; a typo has one "
        "edit (a neighbouring key, a letter left out, added, doubled or swapped, a lost space); a "
        "definition is what is left of its words, three in four, out of order and without stop "
        "words, where no other concept has them all. Right is the concept, or for a name another "
        "that is called just so.",
        "",
        "`kg respond` is the whole: the question is understood, ranked and explained. `kg look up` "
        "is what the others do as well: a name, or the best of an index, unexplained; no command "
        "does this, so it meets no target. `kg find` "
        "takes names only, `kg search` is what the index proposes for words. Every other row is "
        "at the best of its settings on the tune half, of which there are as many: by hits, and "
        "where these differ by less than half a hundredth, by time. Tantivy, FTS5 and the names "
        "hold names, aliases and summaries; kg's file holds the edges as well. "
        f"{_and([peer.name for peer in BY_ONE])} were asked the first "
        f"{BY_ONE[0].most} of each set, names only.",
        "",
    )
    yield from _contest_table(rows)
    yield from ("", "By set, p50 / p95 in ms:", "")
    yield from table(
        ("", *SETS),
        [
            (name, *(_pair(piece, name, s) if s in row.hits else "-" for s in SETS))
            for name, row in rows.items()
        ],
    )
    yield from ("", "What they read:", "")
    yield from _build_table(piece)
    yield from ("", "Settings:", "")
    for name, row in rows.items():
        if row.setting:
            told = ", ".join(f"{key} {value}" for key, value in row.setting.items())
            yield f"- {name}: {told}"
    bare = f"{piece['bare']:.0f}"
    yield from ("", f"Bare Python has a peak of {bare} MB; fzf's memory is its own process's.")


def _contest_table(rows: dict[str, Figures]) -> Iterator[str]:
    every, unknown = rows[EVERY], rows[UNKNOWN]
    head = (
        *("", *SETS, "p50 ms", "p95 ms"),
        *(f"p50, p95 over {EVERY}'s", "over unknown words'", "memory MB"),
    )
    yield from table(
        head,
        [
            (
                name,
                *(f"{row.hits[s]:.2f}" if s in row.hits else "-" for s in SETS),
                f"{row.p50:.2f}",
                f"{row.p95:.2f}",
                *(f"{row.p50 / o.p50:.2f}, {row.p95 / o.p95:.2f}" for o in (every, unknown)),
                f"{row.memory:.0f}",
            )
            for name, row in rows.items()
        ],
    )


def _pair(piece: dict[str, Any], name: str, of: str) -> str:
    return " / ".join(f"{ms:.2f}" for ms in times_of(piece, name, of))


def _build_table(piece: dict[str, Any]) -> Iterator[str]:
    yield from table(
        ("index", "s to build", "s a 100,000", "MB", "peak MB to build"),
        [
            (
                index,
                f"{built['seconds']:.2f}",
                f"{built['seconds'] / piece['concepts'] * 100_000:.2f}",
                f"{built['bytes'] / 1e6:.1f}",
                f"{built['peak']:.0f}",
            )
            for index, built in piece["builds"].items()
        ],
    )


def _growth_lines(pieces: Sequence[dict[str, Any]]) -> Iterator[str]:
    yield from (
        "## Growth",
        "",
        "Made-up graphs with the word frequencies and hubs of real ones (tests/bench/scale.py); "
        "the three sets together. Tantivy's settings are the best on the tune half of 10,000.",
        "",
        "![Time, build, size and memory against the number of concepts](speed.png)",
        "",
    )
    rows: list[tuple[object, ...]] = []
    for piece in pieces:
        for name, row in figures(piece).items():
            built = piece["builds"][PEERS[name].index]
            rows.append(
                (
                    f"{piece['concepts']:,}",
                    name,
                    *(f"{row.hits[s]:.2f}" if s in row.hits else "-" for s in SETS),
                    f"{row.p50:.2f}",
                    f"{row.p95:.2f}",
                    f"{built['seconds']:.2f}",
                    f"{built['bytes'] / 1e6:.1f}",
                    f"{row.memory:.0f}",
                )
            )
    head = ("concepts", "", *SETS, "p50 ms", "p95 ms", "build s", "index MB", "memory MB")
    yield from table(head, rows)


def _throughput_lines(piece: dict[str, Any]) -> Iterator[str]:
    yield from (
        "## Throughput",
        "",
        "`kg ask --batch`, whole processes with their start; two have a half of the questions "
        "each, at once. The least time of several runs.",
        "",
    )
    yield from table(
        ("graph", "questions", "s to start", "a second, one process", "two at once", "gain"),
        [
            (
                label,
                f"{told['questions']:,}",
                f"{told['start']:.2f}",
                f"{told['one']:.0f}",
                f"{told['two']:.0f}",
                f"{told['two'] / told['one']:.2f}",
            )
            for label, told in (("the deck", piece["deck"]), ("WordNet", piece["wordnet"]))
        ],
    )
    told = piece["readers"]
    yield from (
        "",
        f"{told['readers']} processes asked {told['asked']} times, opening the graph anew each "
        f"time, while it was edited and compiled {told['versions']} times in "
        f"{told['seconds']:.0f} s: {told['errors']} errors, {told['wrong']} answers that were not "
        "of one version or older than the newest when it was asked. They saw "
        f"{told['seen']} versions; {told['again']} times one was told to ask again, as the graph "
        "was edited in the midst of its reading.",
    )


def _sizes(asked: dict[str, int]) -> str:
    plural = {"exact": "exact names", "typo": "typos", "definition": "definitions"}
    return _and([f"{asked[s]} {plural[s]}" for s in SETS])


def _and(parts: Sequence[str]) -> str:
    *head, last = parts
    return f"{', '.join(head)} and {last}" if head else last
