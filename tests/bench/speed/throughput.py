"""Questions a second with `kg ask --batch`, and readers of a graph that is edited."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from kg.graph_files.load import load_graph
from kg.graph_files.source_files import shipped_graph
from tests.bench.deck import TABLE, read_cases
from tests.bench.lookups import SETS, draw_lookups
from tests.bench.speed.contest import ENVIRONMENT, SEED
from tests.bench.speed.graphs import wordnet
from tests.readers import read_while_edited

RUNS = 3
OF_EACH = 200
"""Lookups of each set in each half of WordNet's questions."""

READERS, TIMES = 8, 25


def measure(folder: Path) -> dict[str, Any]:
    """Questions a second on both graphs, with one process and two; what the readers saw."""
    deck = [case.question for case in read_cases(TABLE)]
    path = wordnet(folder / "wordnet")
    drawn = draw_lookups(load_graph(path), OF_EACH, SEED)
    # Mixed, so that both halves of a file are alike.
    mixed = zip(*([one.text for one in drawn if one.set == name] for name in SETS), strict=False)
    (folder / "edited").mkdir()
    began = time.perf_counter()
    seen, versions = read_while_edited(folder / "edited", READERS, TIMES)
    seconds = time.perf_counter() - began
    flat = [one for of_one in seen for one in of_one]
    return {
        "deck": _rates(shipped_graph(), deck, folder),
        "wordnet": _rates(path, [text for texts in mixed for text in texts], folder),
        "readers": {
            "readers": READERS,
            "asked": len(flat),
            "versions": versions,
            "seen": len({one.version for one in flat}),
            "errors": len([one for one in flat if one.error]),
            "wrong": len([one for one in flat if not one.error and not one.is_right]),
            "again": sum(one.again for one in flat),
            "seconds": seconds,
        },
    }


def _rates(graph: Path, questions: Sequence[str], folder: Path) -> dict[str, float]:
    """Questions a second with one process, and with two that have a half each at once."""
    halves = [list(islice(questions, n, None, 2)) for n in (0, 1)]
    one, two = [questions], halves
    _seconds(graph, [questions[:1]], folder)  # compiles the graph
    turns = [(_seconds(graph, one, folder), _seconds(graph, two, folder)) for _ in range(RUNS)]
    alone, both = (min(of_kind) for of_kind in zip(*turns, strict=True))
    return {
        "questions": len(questions),
        "start": min(_seconds(graph, [questions[:1]], folder) for _ in range(RUNS)),
        "one": len(questions) / alone,
        "two": len(questions) / both,
    }


def _seconds(graph: Path, shares: Sequence[Sequence[str]], folder: Path) -> float:
    """How long it takes until processes that start at once have each answered their share."""
    kg = str(Path(sys.executable).with_name("kg"))
    files = [folder / f"questions-{n}.txt" for n in range(len(shares))]
    for file, share in zip(files, shares, strict=True):
        file.write_text("".join(f"{question}\n" for question in share), encoding="utf-8")
    commands = [[kg, "ask", "--batch", str(f), "--graph", str(graph)] for f in files]
    environment = ENVIRONMENT | {"KG_CACHE_DIR": str(folder / "cache")}
    began = time.perf_counter()
    running = [
        subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
        for command in commands
    ]
    codes = [process.wait() for process in running]
    if any(code not in (0, 1) for code in codes):
        raise RuntimeError(f"{commands}: exit codes {codes}")
    return time.perf_counter() - began
