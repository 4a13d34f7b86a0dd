"""SQLite FTS5: BM25 over weighted columns, words stemmed by Porter's rules."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from kg.model.graph import Graph
from kg.text.normal_forms import words
from tests.bench.peers.peer import Ask, Choices, Setting

FILE = "fts5.db"
GIVEN = 5

START: Setting = {"name": 1, "aliases": 1}
CHOICES: Choices = {"name": (0.25, 1, 4, 16), "aliases": (0.25, 1, 4, 16)}
"""Weights beside a summary's 1."""


def build(graph: Graph, folder: Path) -> None:
    """A table of names, aliases and summaries, with the index that SQLite keeps of it."""
    with closing(sqlite3.connect(folder / FILE)) as db:
        db.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
            "CREATE VIRTUAL TABLE document USING fts5 (id UNINDEXED, name, aliases, summary,"
            " tokenize = 'porter unicode61', detail = 'column')"
        )
        with db:
            db.executemany(
                "INSERT INTO document VALUES (?, ?, ?, ?)",
                ((c.id, c.name, " ; ".join(c.aliases), c.summary) for c in graph.concepts.values()),
            )
            db.execute("INSERT INTO document (document) VALUES ('optimize')")


def open_index(folder: Path, setting: Setting) -> Ask:
    """Any of the words, best BM25 first."""
    db = sqlite3.connect(f"{(folder / FILE).resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    weights = setting["name"], setting["aliases"]
    sql = (
        "SELECT id FROM document WHERE document MATCH ? "
        "ORDER BY bm25(document, 0, ?, ?, 1), rowid LIMIT ?"
    )

    def ask(text: str) -> str | None:
        query = " OR ".join(f'"{word}"' for word in dict.fromkeys(words(text)))
        rows = db.execute(sql, [query, *weights, GIVEN]).fetchall() if query else []
        return rows[0][0] if rows else None

    return ask
