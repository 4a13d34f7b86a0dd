"""Pieces that others measure, with what was wanted of them: cold starts and walks."""

from __future__ import annotations

import compileall
import subprocess
import sys
import venv
from pathlib import Path
from typing import Any

from kg.load import load_graph
from tests.bench import cold, walks
from tests.bench.data import PROJECT, UnavailableError
from tests.bench.peers import engine
from tests.bench.speed.graphs import wordnet
from tests.bench.wordnet import wordnet_folder

WANTED = {
    "ask, a name": 2.5,
    "ask, a name of three words": 2.5,
    "ask, a question": 4.0,
    "show": 2.5,
}
"""How often an empty Python's start each may take; other commands `OTHERS`."""

OTHERS = 8.0


def measure(name: str, work: Path) -> dict[str, Any]:
    """A piece: targets as what, wanted, measured and whether it is met, and lines of Markdown."""
    if name == "cold":
        return _starts(work)
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
    targets = []
    for start in starts:
        wanted = WANTED.get(start.name, OTHERS)
        wanted = 4.0 if start.name.startswith("ask") and start.graph != "deck" else wanted
        what = f"cold, {start.name}, {start.graph}: times an empty Python"
        targets.append([what, f"≤ {wanted:.2f}", f"{start.ratio:.2f}", start.ratio <= wanted])
    lines = [
        "## Cold starts",
        "",
        "Installed from the wheel, the cache warm; medians of runs in turn with `python -c pass`.",
        "",
        *cold.table(starts).splitlines(),
    ]
    return {"targets": targets, "lines": lines}


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
