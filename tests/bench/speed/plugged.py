"""Pieces that others measure, with what was wanted of them: cold starts and walks."""

from __future__ import annotations

import compileall
import json
import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kg.graph_files.load import load_graph
from kg.model.graph import Graph
from tests.bench import cold, walks
from tests.bench.data import PROJECT, UnavailableError
from tests.bench.peers import engine
from tests.bench.speed.graphs import synthetic, wordnet
from tests.bench.wordnet import wordnet_folder

MAX_STARTS = {
    "ask, a name": 4.0,
    "ask, a name of three words": 4.0,
    "ask, a question": 4.5,
    "ask, misspelt": 6.0,
    "show": 4.0,
}
"""Most time for each command, in starts of Python alone; other commands `MAX_OTHER_STARTS`."""

MAX_OTHER_STARTS = 8.0


def measure(name: str, work: Path) -> dict[str, Any]:
    """A piece: targets as what, wanted, measured and whether it is met, and lines of Markdown."""
    if name == "cold":
        return _starts(work)
    if name == "cold-1000000":
        return _starts_on_million(work)
    if name == "walks":
        return _walks(work)
    raise UnavailableError("there is no such piece")


def _starts(work: Path) -> dict[str, Any]:
    kg, cache = _installed(work), work / "cache"
    starts = cold.measure(kg, cold.DECK, None, cache)
    try:
        graph = wordnet_folder()
        starts += cold.measure(kg, cold.calls_of(graph, cache), graph, cache)
    except UnavailableError as error:
        sys.stderr.write(f"{error}\n")
    said = (
        "Installed from the wheel, the cache warm; medians of runs in turn with `python -c pass`."
    )
    return _told("## Cold starts", said, starts)


def _starts_on_million(work: Path) -> dict[str, Any]:
    kg, cache, graph = _installed(work), work / "cache", work / "1000000.json"
    _write_links(synthetic(1_000_000), graph)
    starts = cold.measure(kg, cold.calls_of(graph, cache), graph, cache)
    size = graph.stat().st_size / 1e6
    said = f"A made-up graph as one JSON file of {size:.0f} MB that programs for graphs write."
    return _told("## Cold starts on a million", said, starts)


def _told(heading: str, said: str, starts: Sequence[cold.Start]) -> dict[str, Any]:
    lines = [heading, "", said, "", *cold.table(starts).splitlines()]
    return {"targets": [_target(start) for start in starts], "lines": lines}


def _write_links(graph: Graph, file: Path) -> None:
    """A graph as node-link JSON."""
    nodes = [
        {"id": c.id, "name": c.name, "kind": c.kind, "summary": c.summary}
        for c in graph.concepts.values()
    ]
    links = [{"source": e.subject, "target": e.object, "relation": e.relation} for e in graph.edges]
    data = {"directed": True, "multigraph": True, "graph": {}, "nodes": nodes, "links": links}
    file.write_text(json.dumps(data), encoding="utf-8")


def _target(start: cold.Start) -> list[Any]:
    """What was wanted of a start, what was measured, and whether that is met."""
    wanted = MAX_STARTS.get(start.name, MAX_OTHER_STARTS)
    what = f"cold, {start.name}, {start.graph}: times an empty Python"
    return [what, f"≤ {wanted:.2f}", f"{start.ratio:.2f}", start.ratio <= wanted]


def _installed(work: Path) -> Path:
    """The program as users get it: from the wheel, in an environment of its own."""
    home = work / "venv"
    venv.create(home, with_pip=True, clear=True)
    python = home / "bin" / "python"
    wheels = work / "dist"
    build = [sys.executable, "-m", "build", "--wheel", "--outdir", str(wheels)]
    subprocess.run(build, cwd=PROJECT, check=True, stdout=subprocess.DEVNULL)
    (wheel,) = wheels.glob("*.whl")
    # The pip that comes with an older Python starts a program by way of `re`.
    for wanted in (["--upgrade", "pip"], [str(wheel)]):
        install = [str(python), "-m", "pip", "install", "--quiet", *wanted]
        subprocess.run(install, check=True)
    compileall.compile_dir(home / "lib", quiet=2)
    return home / "bin" / "kg"


def _walks(work: Path) -> dict[str, Any]:
    engine.build(load_graph(wordnet(work)), work)
    # In a process of its own: a child's peak counts what its parent held when it was born.
    command = [sys.executable, "-m", walks.__name__, str(work / engine.FILE)]
    done = subprocess.run(command, cwd=PROJECT, check=True, stdout=subprocess.PIPE, text=True)
    return {"targets": [], "lines": ["## Walks in WordNet", "", *done.stdout.splitlines()]}
