"""Measures speed; `make bench-speed` writes SPEED.md and speed.png.

    python -m tests.bench.speed --only wordnet,scale --sizes 1000,10000

Each piece is kept until the program changes, so that a long run can be made in parts.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kg.graph_files.load import load_graph
from tests.bench.data import PROJECT, UnavailableError
from tests.bench.peers.table import BY_ONE, EVERY, OURS, PEERS, THEIRS, UNKNOWN
from tests.bench.speed import plugged, throughput
from tests.bench.speed.contest import Contest
from tests.bench.speed.graphs import SIZES, synthetic, wordnet
from tests.bench.speed.plot import draw
from tests.bench.speed.report import PLUGGED, report
from tests.bench.speed.results import Results

SPEED = Path(__file__).parents[1] / "reports" / "SPEED.md"
PICTURE = SPEED.with_name("speed.png")

OF_EACH = 400
"""Lookups of each set in each half on WordNet."""

AT_EACH_SIZE = 300
TUNED_AT = 10_000

GROWING = tuple(
    PEERS[n] for n in ("kg respond", "kg look up", "kg find", "kg search", EVERY, UNKNOWN)
)


def main(arguments: Sequence[str]) -> None:
    """Measure what is asked for, and write the report on all that is there."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.speed")
    pieces = [*PLUGGED, "wordnet", "scale", "throughput"]
    parser.add_argument("--only", default=",".join(pieces), help=f"some of {','.join(pieces)}")
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="concepts, for scale")
    parser.add_argument("--report", action="store_true", help="measure nothing anew")
    told = parser.parse_args(arguments)
    results = Results()
    for name in [] if told.report else told.only.split(","):
        try:
            if name == "scale":
                for size in map(int, told.sizes.split(",")):
                    _keep(results, f"scale-{size}", _scale(results, size))
            else:
                _keep(results, name, _piece(results, name))
        except UnavailableError as error:
            sys.stderr.write(f"{name}: {error}\n")
        results.clear()
    _write(results)


def _keep(results: Results, name: str, piece: dict[str, Any]) -> None:
    results.write(name, piece)
    sys.stdout.write(f"measured {name}\n")
    sys.stdout.flush()


def _piece(results: Results, name: str) -> dict[str, Any]:
    if name == "wordnet":
        return _wordnet(results)
    if name == "throughput":
        return throughput.measure(results.work(name))
    return plugged.measure(name, results.work(name))


def _wordnet(results: Results) -> dict[str, Any]:
    graph = load_graph(wordnet(results.work("files")))
    peers = [peer for peer in (*OURS, *THEIRS, *BY_ONE) if peer.name[:3] != "fzf" or _has_fzf()]
    return Contest(results.work("wordnet"), results.settings, graph, OF_EACH).measure(peers)


def _has_fzf() -> bool:
    return shutil.which("fzf") is not None


def _scale(results: Results, size: int) -> dict[str, Any]:
    contest = Contest(results.work("tuned"), results.settings, synthetic(TUNED_AT), AT_EACH_SIZE)
    for index in dict.fromkeys(peer.index for peer in GROWING):
        contest.build(index)
    settings = contest.settings(GROWING)
    grown = Contest(results.work("scale"), results.settings, synthetic(size), AT_EACH_SIZE)
    return grown.measure(GROWING, settings)


def _write(results: Results) -> None:
    SPEED.write_text("\n".join(report(results)).rstrip() + "\n", encoding="utf-8")
    sys.stdout.write(f"wrote {SPEED.relative_to(PROJECT)}\n")
    grown = [piece for piece in (results.read(f"scale-{size}") for size in SIZES) if piece]
    if len(grown) > 1:
        draw(grown, PICTURE)
        sys.stdout.write(f"wrote {PICTURE.relative_to(PROJECT)}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
