"""A contest: peers on one graph, each measured in processes of its own."""

from __future__ import annotations

import hashlib
import json
import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from kg.model.graph import Graph
from tests.bench.data import PROJECT
from tests.bench.lookups import Lookup, draw_lookups, write_lookups
from tests.bench.peers.peer import Peer, Setting
from tests.bench.speed.tuning import some_of, tuned
from tests.bench.study import run

SEED = "speed 2"
ROUNDS = 3
"""Fresh processes in which every lookup is asked; the least time of them counts."""

BUILDS = 3
"""Fresh processes that build an index, up to SMALL concepts; the least time of them counts."""
SMALL = 200_000

MIB = 2**20 / 1e6
"""Megabytes in a mebibyte."""

ENVIRONMENT = os.environ | {
    "PYTHONPATH": os.pathsep.join(str(PROJECT / part) for part in ("", "cli", "graph", "site"))
}


def worker(*values: str | Path) -> list[str]:
    """The command that does a task of `tests.bench.speed.worker`."""
    return [sys.executable, "-m", "tests.bench.speed.worker", *map(str, values)]


class Contest:
    """A graph, its lookups and its indexes in a folder.

    Args:
        folder: made anew.
        kept: where settings are kept that were found before.
        graph: what is looked up in.
        size: lookups of each set in each half.
    """

    def __init__(self, folder: Path, kept: Path, graph: Graph, size: int) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        self.folder, self._kept = folder, kept
        self.concepts, self.edges = len(graph.concepts), len(graph.edges)
        self.lookups: Sequence[Lookup] = draw_lookups(graph, size, SEED)
        write_lookups(self.lookups, self._lookups)
        with self._graph.open("wb") as out:
            pickle.dump(graph, out, protocol=5)

    @property
    def _graph(self) -> Path:
        return self.folder / "graph.pickle"

    @property
    def _lookups(self) -> Path:
        return self.folder / "lookups.json"

    def _index(self, peer: Peer) -> Path:
        return self.folder / peer.index

    def build(self, index: str) -> dict[str, float]:
        """Build an index; seconds, bytes and the peak of the process in MB."""
        found = []
        for _ in range(BUILDS if self.concepts <= SMALL else 1):
            folder, out = self.folder / index, self.folder / "built.json"
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            _, peak = run(worker("build", index, self._graph, folder, out), ENVIRONMENT)
            found.append(json.loads(out.read_text(encoding="utf-8")) | {"peak": peak * MIB})
        return min(found, key=lambda one: one["seconds"])

    def settings(self, peers: Sequence[Peer]) -> dict[str, Setting]:
        """The best setting of each peer on the tune half; their indexes must be there."""
        return {peer.name: self._setting(peer) for peer in peers}

    def _setting(self, peer: Peer) -> Setting:
        # Others do not change when the program does, so what was found is kept.
        asked = self._lookups.read_bytes()
        key = hashlib.sha256(repr([peer.name, peer.start, peer.choices]).encode() + asked)
        file = self._kept / f"{key.hexdigest()[:24]}.json"
        if not file.is_file():
            found = tuned(peer, self._index(peer), self.lookups)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(json.dumps(found), encoding="utf-8")
        setting: Setting = json.loads(file.read_text(encoding="utf-8"))
        return setting

    def memory(self, peer: Peer, setting: Setting) -> float:
        """Peak MB of a fresh process that answers the report half."""
        command = worker("ask", peer.name, json.dumps(setting), self._index(peer), self._lookups)
        return run(command, ENVIRONMENT)[1] * MIB

    def times(
        self, peers: Sequence[Peer], settings: Mapping[str, Setting]
    ) -> dict[str, list[tuple[float, bool]]]:
        """By peer, for each of its lookups the milliseconds, and whether it was right.

        Peers that are asked only some are in the first round alone.
        """
        found: dict[str, list[tuple[float, bool]]] = {}
        for turn in range(ROUNDS):
            plan, out = self.folder / "plan.json", self.folder / "found.json"
            told = {
                peer.name: (settings[peer.name], str(self._index(peer)))
                for peer in peers
                if not turn or peer.most is None
            }
            plan.write_text(
                json.dumps({"lookups": str(self._lookups), "turn": turn, "peers": told}),
                encoding="utf-8",
            )
            subprocess.run(worker("duel", plan, out), env=ENVIRONMENT, check=True)
            for name, rows in json.loads(out.read_text(encoding="utf-8")).items():
                before = found.get(name, rows)
                found[name] = [(min(a[0], b[0]), a[1]) for a, b in zip(before, rows, strict=True)]
        return found

    def measure(
        self, peers: Sequence[Peer], settings: Mapping[str, Setting] | None = None
    ) -> dict[str, Any]:
        """All of it, as JSON; `settings` where they are known from elsewhere."""
        built = {index: self.build(index) for index in dict.fromkeys(p.index for p in peers)}
        known = self.settings(peers) if settings is None else settings
        times = self.times(peers, known)
        report = [lookup for lookup in self.lookups if lookup.half == "report"]
        return {
            "concepts": self.concepts,
            "edges": self.edges,
            "builds": built,
            "bare": run([sys.executable, "-c", "pass"], ENVIRONMENT)[1] * MIB,
            "peers": {
                peer.name: {
                    "setting": known[peer.name],
                    "memory": self.memory(peer, known[peer.name]),
                    "found": [
                        (lookup.set, *row)
                        for lookup, row in zip(some_of(report, peer), times[peer.name], strict=True)
                    ],
                }
                for peer in peers
            },
        }
