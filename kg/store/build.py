"""Fill the tables of a compiled graph in SQLite."""

from __future__ import annotations

import multiprocessing
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from kg.model.graph import Graph
from kg.store.card_tables import card_tables
from kg.store.graph_tables import Tables, graph_tables
from kg.store.search_tables import search_tables
from kg.store.sqlite_schema import APPLICATION_ID, INDEXES, TABLES

MIN_CONCEPTS_FOR_TWO_PROCESSES = 50_000
"""Concepts from which on a second process fills half of the tables."""

_START = f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {TABLES}"


def fill(db: sqlite3.Connection, graph: Graph, scratch_file: Path | None = None) -> None:
    """Fill an empty database with a graph. The same graph gives the same bytes.

    Args:
        db: the empty database.
        graph: what to store.
        scratch_file: where a second process may work on a large graph; removed afterwards. Without
            it one process does everything.
    """
    db.executescript(f"PRAGMA page_size = 4096; PRAGMA application_id = {APPLICATION_ID}; {_START}")
    with _second_process(graph, scratch_file) as wait:
        _insert(db, search_tables(graph))
        _insert(db, card_tables(graph))
        filled = wait()
        if filled is None:
            _insert(db, graph_tables(graph))
        else:
            db.execute("ATTACH ? AS scratch", [str(filled)])
            for table in ("meta", "concept", "edge", "name_form"):
                db.execute(f"INSERT INTO main.{table} SELECT * FROM scratch.{table}")
            db.commit()
            db.execute("DETACH scratch")
    db.executescript(INDEXES)


def _insert(db: sqlite3.Connection, tables: Tables) -> None:
    for table, rows in tables:
        first = next(rows, None)
        if first is not None:
            sql = f"INSERT OR IGNORE INTO {table} VALUES ({','.join('?' * len(first))})"
            db.execute(sql, first)
            db.executemany(sql, rows)
    db.commit()


@contextmanager
def _second_process(graph: Graph, scratch_file: Path | None) -> Iterator[Callable[[], Path | None]]:
    """Have a second process fill the `graph_tables` of a large graph in a scratch file.

    Yields a function that waits for the process and returns the file; it returns None for a small
    graph, or if the process failed.
    """
    if (
        len(graph.concepts) < MIN_CONCEPTS_FOR_TWO_PROCESSES
        or scratch_file is None
        or not hasattr(os, "fork")
    ):
        yield lambda: None
        return
    process = multiprocessing.get_context("fork").Process(
        target=_fill_graph_tables, args=(scratch_file, graph), daemon=True
    )
    process.start()

    def wait() -> Path | None:
        process.join()
        return None if process.exitcode else scratch_file

    try:
        yield wait
    finally:
        process.kill()
        process.join()
        with suppress(OSError):
            scratch_file.unlink()


def _fill_graph_tables(file: Path, graph: Graph) -> None:
    with suppress(KeyboardInterrupt, sqlite3.Error), closing(sqlite3.connect(file)) as db:
        db.executescript(_START)
        _insert(db, graph_tables(graph))
        return
    os._exit(1)
