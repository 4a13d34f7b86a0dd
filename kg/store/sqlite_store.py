"""SqliteStore: a compiled graph in one SQLite file."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Sequence

from kg._typing import Any
from kg.store.graph_store import Store
from kg.store.postings import MAX_POSTINGS_READ, plan_slices, score, top_k
from kg.store.row_reader import MAX_SQL_PARAMETERS
from kg.store.stored_values import Key
from kg.text.normal_forms import Stem


class SqliteStore(Store):
    """Reads a graph from SQLite.

    Args:
        db: a database that `kg.store.build.fill` has filled.
        reopen: called once when the database proves damaged; returns a sound one.
    """

    def __init__(
        self, db: sqlite3.Connection, reopen: Callable[[], sqlite3.Connection] | None = None
    ) -> None:
        self._db = db
        self._reopen = reopen

    def close(self) -> None:
        self._db.close()

    def _rows(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        try:
            return self._db.execute(sql, values).fetchall()
        except UnicodeEncodeError:
            # A lone surrogate, as in a command-line argument that is not UTF-8, is in no text here.
            return self._rows(sql, [_encodable(value) for value in values])
        except sqlite3.DatabaseError:
            if self._reopen is None:
                raise
            # The file was damaged after it was opened: compile the graph again and retry once.
            reopen, self._reopen = self._reopen, None
            self._db.close()
            self._db = reopen()
            return self._db.execute(sql, values).fetchall()

    def search(
        self, stems: Iterable[Stem], limit: int, kinds: Collection[str] | None = None
    ) -> list[Key]:
        slices = plan_slices(self._document_frequencies(stems), len(self))
        scores = score(slices, self._postings)
        if kinds is None:
            return [Key(n) for n in top_k(scores, limit)]
        found: list[Key] = []
        ranked = top_k(scores, len(scores))
        for start in range(0, len(ranked), MAX_SQL_PARAMETERS):
            some = [Key(n) for n in ranked[start : start + MAX_SQL_PARAMETERS]]
            kind_of = self.kinds_of(some)
            found += [key for key in some if kind_of[key] in kinds]
            if len(found) >= limit:
                break
        return found[:limit]

    def search_names(self, groups: Iterable[Iterable[Stem]], limit: int) -> list[Key]:
        frequencies = [self._document_frequencies(group) for group in groups]
        if not frequencies or not all(frequencies):
            return []
        scores: dict[int, float] | None = None
        for of_group in sorted(frequencies, key=lambda of_group: sum(of_group.values())):
            if scores is not None and sum(of_group.values()) > MAX_POSTINGS_READ:
                continue  # such frequent words narrow little down and take long to read
            found = score(plan_slices(of_group, len(self), of_names=True), self._postings)
            if scores is not None:
                found = {key: scores[key] + found[key] for key in scores.keys() & found.keys()}
            scores = found
        return [Key(n) for n in top_k(scores or {}, limit)]

    def _postings(self, numbers: Collection[int]) -> dict[int, tuple[int, bytes]]:
        sql = "SELECT n, size, data FROM main.posting WHERE n IN ({})"
        return {n: (size, data) for n, size, data in self._rows_in(sql, numbers)}


def _encodable(value: Any) -> Any:
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
