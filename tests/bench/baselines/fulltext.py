"""SQLite FTS5: BM25 over weighted columns, words stemmed by Porter's rules."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import product

from kg.text.normal_forms import words
from tests.bench.baselines.ranker import STOP_WORDS, Scored
from tests.bench.documents import FIELDS, Document

Weights = tuple[float, float, float, float]

GRID: tuple[Weights, ...] = tuple(
    product((1, 2, 4, 8, 16, 32), (1, 2, 4, 8), (1,), (0.25, 0.5, 1, 2, 4, 8))
)


class FullText:
    """Ranks the documents that share any word with the question."""

    name = "SQLite FTS5 bm25"

    def __init__(self, db: sqlite3.Connection, weights: Weights) -> None:
        self._db = db
        self.weights = weights

    @property
    def setting(self) -> str:
        told = ", ".join(f"{f} {w:g}" for f, w in zip(FIELDS, self.weights, strict=True))
        return f"column weights {told}"

    def weighted(self, weights: Weights) -> FullText:
        """The same index under other weights."""
        return FullText(self._db, weights)

    def rank(self, question: str, limit: int) -> list[Scored]:
        terms = [word for word in words(question) if word not in STOP_WORDS]
        if not terms:
            return []
        query = " OR ".join(f'"{term}"' for term in dict.fromkeys(terms))
        rows = self._db.execute(
            "SELECT title, -bm25(document, 0, ?, ?, ?, ?) AS score FROM document "
            "WHERE document MATCH ? ORDER BY score DESC, rowid LIMIT ?",
            [*self.weights, query, limit],
        )
        return [Scored(name, score) for name, score in rows]


def full_text(documents: Iterable[Document]) -> FullText:
    """An index in memory, every column weighing the same."""
    db = sqlite3.connect(":memory:")
    db.execute(
        "CREATE VIRTUAL TABLE document USING fts5 "
        "(title UNINDEXED, name, aliases, summary, edges, tokenize = 'porter unicode61')"
    )
    db.executemany(
        "INSERT INTO document VALUES (?, ?, ?, ?, ?)",
        ((document.name, *document.fields) for document in documents),
    )
    return FullText(db, (1, 1, 1, 1))


def full_text_grid(index: FullText) -> Iterator[FullText]:
    """The index under every weighting that is tried."""
    return (index.weighted(weights) for weights in GRID)
