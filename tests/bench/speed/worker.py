"""Processes that measure one thing each: `python -m tests.bench.speed.worker TASK ...`.

What one leaves in memory, in caches or in threads must not tell on another.
"""

from __future__ import annotations

import gc
import json
import pickle
import sys
import time
from pathlib import Path
from typing import Any

from tests.bench.lookups import read_lookups
from tests.bench.peers.table import BUILDS, PEERS
from tests.bench.speed.tuning import some_of


def build(index: str, graph: Path, folder: Path, out: Path) -> None:
    """Build an index of a pickled graph into an empty folder; the seconds that it took."""
    content = pickle.loads(graph.read_bytes())
    gc.collect()
    began = time.perf_counter()
    BUILDS[index](content, folder)
    seconds = time.perf_counter() - began
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    out.write_text(json.dumps({"seconds": seconds, "bytes": size}), encoding="utf-8")


def ask(name: str, setting: str, folder: Path, lookups: Path) -> None:
    """Answer the report half with one peer and nothing else."""
    peer = PEERS[name]
    asked = [lookup for lookup in read_lookups(lookups) if lookup.half == "report"]
    first = peer.open(folder, json.loads(setting))
    for lookup in some_of(asked, peer):
        first(lookup.text)


def duel(plan: Path, out: Path) -> None:
    """Ask every peer of a plan the report half in turn, after the tune half to warm up.

    The plan has `lookups`, a file; `turn`, by which the order of the peers is turned; and for each
    of its `peers` the setting and the folder. What comes out is, by peer, a list of milliseconds
    and whether the first was right, in the order of `some_of`.
    """
    told: dict[str, Any] = json.loads(plan.read_text(encoding="utf-8"))
    lookups = read_lookups(Path(told["lookups"]))
    names = list(told["peers"])
    asks = {}
    questions = {}
    for name, (setting, folder) in told["peers"].items():
        asks[name] = PEERS[name].open(Path(folder), setting)
        halves = {h: [one for one in lookups if one.half == h] for h in ("tune", "report")}
        for lookup in some_of(halves["tune"], PEERS[name], PEERS[name].most and 5):
            asks[name](lookup.text)
        questions[name] = some_of(halves["report"], PEERS[name])
    found: dict[str, list[tuple[float, bool]]] = {name: [] for name in names}
    gc.collect()
    for n in range(max(map(len, questions.values()))):
        turn = (told["turn"] + n) % len(names)
        for name in names[turn:] + names[:turn]:
            if n >= len(questions[name]):
                continue
            lookup = questions[name][n]
            began = time.perf_counter()
            first = asks[name](lookup.text)
            ms = (time.perf_counter() - began) * 1_000
            found[name].append((ms, first in lookup.right))
    out.write_text(json.dumps(found), encoding="utf-8")


def main(task: str, *values: str) -> None:
    """Do one task."""
    if task == "build":
        build(values[0], Path(values[1]), Path(values[2]), Path(values[3]))
    elif task == "ask":
        ask(values[0], values[1], Path(values[2]), Path(values[3]))
    else:
        duel(*map(Path, values))


if __name__ == "__main__":
    main(*sys.argv[1:])
