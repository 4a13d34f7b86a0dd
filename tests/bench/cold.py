"""How long commands take from a cold start, as multiples of an empty Python's.

    python -m tests.bench.cold [--kg PATH] [--runs N] [GRAPH ...]

PATH is the `kg` of an environment in which the wheel is installed, with its modules compiled. Each
run of a command stands beside a run of `python -c pass` of the same environment, in turns, so that
what else the machine does weighs on both; the median of the ratios counts.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

from kg.store import open_store
from tests.bench.misspell import edited

RUNS = 40
"""Pairs of runs, for each command."""


class Start(NamedTuple):
    """A command's time: medians of its milliseconds, and of its ratio to an empty Python's."""

    name: str
    graph: str
    milliseconds: float
    ratio: float


class Call(NamedTuple):
    """What is run: arguments of kg, and variables of its environment."""

    arguments: tuple[str, ...]
    variables: Mapping[str, str] = {}


DECK = {
    "ask, a name": Call(("ask", "recall")),
    "ask, a name of three words": Call(("ask", "mean squared error")),
    "ask, a question": Call(("ask", "which tool tunes hyperparameters")),
    "ask, misspelt": Call(("ask", "which tol tunes hyperparametres")),
    "show": Call(("show", "recall")),
    "list": Call(("list", "--kind", "metric")),
    "path": Call(("path", "recall", "precision")),
    "stats": Call(("stats",)),
    "study": Call(("study", "metrics")),
    "--help": Call(("--help",)),
    "completion": Call(
        (), {"_KG_COMPLETE": "complete_bash", "COMP_WORDS": "kg s", "COMP_CWORD": "1"}
    ),
}
"""Calls on the graph that ships."""


def calls_of(graph: Path, cache: Path) -> dict[str, Call]:
    """Calls of the same kinds on any graph, about a concept in its middle."""
    with open_store(graph, cache) as store:
        keys = store.keys()
        one, other = (store.concept(keys[len(keys) * n // 3]) for n in (1, 2))
    return {
        "ask, a name": Call(("ask", one.name)),
        "ask, a question": Call(("ask", f"what is {one.name}?")),
        "ask, misspelt": Call(("ask", edited(one.name, "deletion", "cold") or one.name)),
        "show": Call(("show", one.name)),
        "path": Call(("path", one.name, other.name)),
        "stats": Call(("stats",)),
    }


def seconds(command: Sequence[str], environment: Mapping[str, str]) -> float:
    """How long a command takes from its start to its end."""
    start = time.perf_counter()
    subprocess.run(
        command,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    return time.perf_counter() - start


def measure(
    kg: Path, calls: Mapping[str, Call], graph: Path | None, cache: Path, runs: int = RUNS
) -> list[Start]:
    """How long each of these calls takes, once the graph is compiled.

    Args:
        kg: the program, in the folder of its Python.
        calls: by name.
        graph: to call them on; None for the one that ships.
        cache: the folder for compiled graphs.
        runs: pairs of runs.
    """
    bare = [str(kg.with_name("python")), "-c", "pass"]
    plain = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    plain.pop("KG_GRAPH", None)
    if graph is not None:
        plain["KG_GRAPH"] = str(graph)
    plain |= {"KG_CACHE_DIR": str(cache), "KG_DATA_DIR": str(cache / "data")}
    pairs: dict[str, list[tuple[float, float]]] = {name: [] for name in calls}
    for n in range(-1, runs):  # the first compiles the graph and reads files into memory
        for name, call in calls.items():
            command = [str(kg), *call.arguments]
            pair = seconds(bare, plain), seconds(command, {**plain, **call.variables})
            if n >= 0:
                pairs[name].append(pair)
    label = "deck" if graph is None else graph.stem
    return [
        Start(name, label, 1000 * median(b for _, b in both), median(b / a for a, b in both))
        for name, both in pairs.items()
    ]


def table(starts: Sequence[Start]) -> str:
    """The times as a Markdown table."""
    lines = ["| | graph | ms | x `python -c pass` |", "|---|---|--:|--:|"]
    lines += [f"| {s.name} | {s.graph} | {s.milliseconds:.1f} | {s.ratio:.2f} |" for s in starts]
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(prog="cold", description="Measure cold starts of kg.")
    parser.add_argument("--kg", type=Path, default=Path(sys.executable).with_name("kg"))
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("graphs", nargs="*", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        cache = Path(folder)
        starts = measure(given.kg, DECK, None, cache, given.runs)
        for graph in given.graphs:
            starts += measure(given.kg, calls_of(graph, cache), graph.resolve(), cache, given.runs)
    sys.stdout.write(table(starts))


if __name__ == "__main__":
    main()
