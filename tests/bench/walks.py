"""Walks on large graphs: hops, routes and ranks from the store, beside networkx on the whole.

Each of the two runs in a process of its own, so that its memory is told apart:
`python -m tests.bench.walks STORE` measures one compiled graph.
"""

from __future__ import annotations

import json
import resource
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from random import Random
from statistics import fmean, median
from typing import Any, TypeVar

from kg.paths import DAMPING, related, route
from kg.paths.push import approximate_pagerank
from kg.store import Key, Store
from kg.store.sqlite_store import SqliteStore
from tests.bench.data import PROJECT
from tests.bench.report.markdown import table

R = TypeVar("R")

TOP = 11
"""The seed and the ten most related, as a study list of usual length has them."""

HOPS = (1, 2, 3)
PAGERANKS = 3
"""Calls of networkx's own PageRank that are timed: each takes seconds."""

SAME = 1e-6
"""Ranks that differ by a smaller part are the same, and either may be in the first eleven."""

ANYWHERE = 1_000
"""Hops enough for all that was reached."""


def walk_lines(path: Path, seeds: int = 200, hubs: int = 50) -> list[str]:
    """Time, memory and exactness on a compiled graph, as lines of Markdown.

    Args:
        path: the SQLite file of the compiled graph.
        seeds: concepts drawn by lot from which walks start.
        hubs: those with most edges, from which walks start as well.
    """
    with _opened(path) as store:
        size, edges = len(store), sum(store.count_relations().values())
        task = _task(store, seeds, hubs)
    ours, theirs = _measured(path, "kg", task), _measured(path, "networkx", task)
    assert ours["lengths"] == theirs["lengths"], "a route is not a shortest one"
    assert ours["counts"] == theirs["counts"], "a neighbourhood is not what is within the hops"
    rows = [
        (
            what,
            *(f"{_quantile(ours['times'][key], part):,.1f}" for part in (0.5, 0.95)),
            *(f"{_quantile(theirs['times'][key], part):,.1f}" for part in (0.5, 0.95)),
        )
        for what, key in (
            *[(f"{n} hops from a concept", f"hops {n}") for n in HOPS],
            ("a route between two", "route"),
            ("PageRank from a concept", "ranks"),
            ("PageRank from a hub", "hub ranks"),
        )
    ]
    head = ("ms", "kg p50", "kg p95", "networkx p50", "networkx p95")
    overlaps = [
        (what, len(shares), f"{median(shares):.2f}", f"{fmean(shares):.3f}")
        for what, key, of in (
            ("`push`, a concept", "push", slice(seeds)),
            ("`push`, a hub", "push", slice(seeds, None)),
            ("`push`, all", "push", slice(None)),
            ("`related`, within 3 hops, all", "related", slice(None)),
        )
        if (shares := [*map(_overlap, ours[key], theirs["exact"])][of])
    ]
    return [
        f"{size:,} concepts, {edges:,} edges. networkx first reads the graph, in "
        f"{theirs['load']:,.1f} s; its PageRank is timed {PAGERANKS} times. At most kg takes "
        f"{ours['memory']:,.0f} MB, networkx {theirs['memory']:,.0f} MB.",
        "",
        *table(head, rows),
        f"Share of the first {TOP} that are those of the exact PageRank on the whole graph:",
        "",
        *table(("", "n", "median", "mean"), overlaps),
    ]


def _opened(path: Path) -> Store:
    return SqliteStore(sqlite3.connect(path))


def _task(store: Store, seeds: int, hubs: int) -> dict[str, Any]:
    """Where walks start, the same for both."""
    chance = Random("walks")
    degrees = {key: sum(of.values()) for key, of in store.degrees(store.keys()).items()}
    keys = [key for key in degrees if degrees[key]]
    first = sorted(keys, key=lambda key: (-degrees[key], key))[:hubs]
    return {
        "seeds": chance.choices(keys, k=seeds),
        "hubs": first,
        "pairs": [chance.choices(keys, k=2) for _ in range(seeds)],
    }


def _measured(path: Path, what: str, task: dict[str, Any]) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.walks", str(path), what],
        input=json.dumps(task),
        stdout=subprocess.PIPE,
        text=True,
        cwd=PROJECT,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _timed(call: Callable[[], R], times: list[float]) -> R:
    began = time.perf_counter()
    result = call()
    times.append((time.perf_counter() - began) * 1e3)
    return result


def _quantile(times: Sequence[float], part: float) -> float:
    return sorted(times)[min(int(len(times) * part), len(times) - 1)]


def _overlap(found: Sequence[int], exact: dict[str, Any]) -> float:
    return len({*found} & {*exact["right"]}) / float(exact["size"])


def _memory() -> float:
    """The most that this process took so far, in MB."""
    return float(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) / 1024


def from_store(path: Path, task: dict[str, Any]) -> dict[str, Any]:
    """What kg finds, and how long each takes in ms."""
    times: dict[str, list[float]] = {}
    with _opened(path) as store:
        counts = [
            len(
                _timed(
                    lambda: store.neighbourhood([Key(key)], n, len(store)),  # noqa: B023 - at once
                    times.setdefault(f"hops {n}", []),
                )
            )
            for n in HOPS
            for key in task["seeds"]
        ]
        ways = [
            _timed(lambda: route(store, *pair), times.setdefault("route", []))  # noqa: B023 - at once
            for pair in task["pairs"]
        ]
        pushed = [
            _first(_timed(partial(_approximate_ranks, store, Key(key)), took))
            for name, some in (("ranks", "seeds"), ("hub ranks", "hubs"))
            for took in [times.setdefault(name, [])]
            for key in task[some]
        ]
        memory = _memory()
        near = [_first(related(store, {Key(key): 1.0})) for key in (*task["seeds"], *task["hubs"])]
    lengths = [None if way is None else len(way) for way in ways]
    found = {"times": times, "lengths": lengths, "counts": counts, "push": pushed}
    return found | {"related": near, "memory": memory}


def _approximate_ranks(store: Store, seed: Key) -> dict[Key, float]:
    return approximate_pagerank(store, {seed: 1.0}).ranks(ANYWHERE)


def _first(ranks: dict[Key, float]) -> list[Key]:
    return sorted(ranks, key=lambda key: (-ranks[key], key))[:TOP]


def from_networkx(path: Path, task: dict[str, Any]) -> dict[str, Any]:
    """What networkx finds, and how long each takes in ms; the graph's reading in s."""
    import networkx as nx  # noqa: TID251 - one of those to compare with

    began = time.perf_counter()
    graph = nx.Graph()
    with _opened(path) as store:
        graph.add_nodes_from(range(1, len(store) + 1))
        weights = {r.name: r.weight for r in store.vocabulary.relations.values()}
        for a, relation, b, *_ in store.edges():
            old = graph.get_edge_data(a, b, {"weight": 0.0})["weight"]
            graph.add_edge(a, b, weight=old + weights[relation])
    load = time.perf_counter() - began
    times: dict[str, list[float]] = {}
    counts = [
        len(
            _timed(
                lambda: nx.single_source_shortest_path_length(graph, key, n),  # noqa: B023 - at once
                times.setdefault(f"hops {n}", []),
            )
        )
        for n in HOPS
        for key in task["seeds"]
    ]
    lengths: list[int | None] = []
    for a, b in task["pairs"]:
        began = time.perf_counter()
        try:
            lengths.append(len(nx.bidirectional_shortest_path(graph, a, b)) - 1)
        except nx.NetworkXNoPath:
            lengths.append(None)
        times.setdefault("route", []).append((time.perf_counter() - began) * 1e3)
    for name, some in (("ranks", "seeds"), ("hub ranks", "hubs")):
        for key in task[some][:PAGERANKS]:
            _timed(
                lambda: nx.pagerank(graph, DAMPING, {key: 1.0}),  # noqa: B023 - at once
                times.setdefault(name, []),
            )
    memory = _memory()
    exact = exact_ranks(nx.to_scipy_sparse_array(graph), [*task["seeds"], *task["hubs"]])
    found = {"times": times, "lengths": lengths, "counts": counts, "load": load}
    return found | {"memory": memory, "exact": exact}


def exact_ranks(matrix: Any, seeds: Sequence[int]) -> list[dict[str, Any]]:
    """The first concepts by PageRank from each seed, those that tie with the last included.

    It is what networkx's `pagerank` does, for many seeds at a time and more exactly.
    """
    import numpy as np
    import scipy.sparse as sp

    strength = np.asarray(matrix.sum(axis=1)).ravel()
    step = (sp.diags_array(1 / np.where(strength > 0, strength, 1)) @ matrix).T.tocsr()
    alone = strength == 0
    found = []
    for some in _batches(seeds, 8):
        start = np.zeros((len(strength), len(some)))
        start[np.array(some) - 1, np.arange(len(some))] = 1.0
        ranks = start
        for _ in range(300):
            old = ranks
            back = 1 - DAMPING + DAMPING * old[alone].sum(axis=0)
            ranks = DAMPING * (step @ old) + start * back
            if np.abs(ranks - old).sum(axis=0).max() < 1e-10:
                break
        for column in ranks.T:
            size = min(TOP, int((column > 0).sum()))
            least = np.partition(column, -size)[-size] * (1 - SAME)
            right = np.flatnonzero(column >= least) + 1
            found.append({"size": size, "right": [int(key) for key in right]})
    return found


def _batches(seeds: Sequence[int], size: int) -> Iterable[Sequence[int]]:
    return (seeds[at : at + size] for at in range(0, len(seeds), size))


def main(path: str, what: str = "") -> None:
    if what:
        measure = from_store if what == "kg" else from_networkx
        json.dump(measure(Path(path), json.load(sys.stdin)), sys.stdout)
    else:
        sys.stdout.write("\n".join(walk_lines(Path(path))))


if __name__ == "__main__":
    main(*sys.argv[1:])
