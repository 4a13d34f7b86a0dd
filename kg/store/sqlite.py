"""SqliteStore: a compiled graph in one SQLite file."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

from kg.store.rows import Key, Passage
from kg.store.store import Store
from kg.text import Stem


class SqliteStore(Store):
    """Reads a graph from SQLite.

    Args:
        db: a database that `kg.store.build.fill` has filled.
        reopen: called when the database proves damaged; gives a sound one.
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
            # Half a surrogate pair, as undecodable arguments bring it, is in no stored text.
            return self._rows(sql, [_encodable(value) for value in values])
        except sqlite3.DatabaseError:
            if self._reopen is None:
                raise
            # The file was damaged after it was opened: compile it anew and ask again, once.
            reopen, self._reopen = self._reopen, None
            self._db.close()
            self._db = reopen()
            return self._db.execute(sql, values).fetchall()

    def words_of_shape(self, first: str, shortest: int, longest: int) -> list[str]:
        return self._words("first", first, shortest, longest)

    def words_of_end(self, last: str, shortest: int, longest: int) -> list[str]:
        return self._words("last", last, shortest, longest)

    def _words(self, end: str, letter: str, shortest: int, longest: int) -> list[str]:
        sql = f"SELECT word FROM word WHERE {end} = ? AND length BETWEEN ? AND ? ORDER BY word"
        return [word for (word,) in self._rows(sql, [letter, shortest, longest])]

    def named_with(self, groups: Iterable[Iterable[Stem]], limit: int) -> list[Key]:
        terms = " AND ".join(f"({_any(group)})" for group in groups)
        if not terms:
            return []
        sql = "SELECT rowid FROM passage WHERE passage MATCH ? ORDER BY rank, rowid LIMIT ?"
        return [Key(n) for (n,) in self._rows(sql, [f"{{name aliases}} : ({terms})", limit])]

    def squashed_like(self, start: str, shortest: int, longest: int, limit: int) -> list[Key]:
        sql = (
            "SELECT DISTINCT n FROM form WHERE key >= ? AND key < ? AND how = 'squash' "
            "AND length(key) BETWEEN ? AND ? ORDER BY n LIMIT ?"
        )
        end = f"{start}\U0010ffff"
        return [Key(n) for (n,) in self._rows(sql, [start, end, shortest, longest, limit])]

    def search(
        self, stems: Iterable[Stem], limit: int, kinds: Collection[str] | None = None
    ) -> list[Key]:
        terms = _any(stems)
        if not terms:
            return []
        among = [] if kinds is None else sorted(kinds)
        marks = ",".join("?" * len(among))
        of_kind = (
            ""
            if kinds is None
            else f"AND rowid IN (SELECT n FROM concept WHERE kind IN ({marks})) "
        )
        sql = (
            f"SELECT rowid FROM passage WHERE passage MATCH ? {of_kind}"
            "ORDER BY bm25(passage, 1.0, 1.0, 1.0, 1.0, 0.5), rowid LIMIT ?"
        )
        return [Key(n) for (n,) in self._rows(sql, [terms, *among, limit])]

    def passages(self, keys: Iterable[Key]) -> dict[Key, Passage]:
        columns = "rowid, name, aliases, definition, summary, edges"
        sql = f"SELECT {columns} FROM passage WHERE rowid IN ({{}})"
        return {
            Key(n): Passage(*(tuple(Stem(s) for s in text.split()) for text in texts))
            for n, *texts in self._among(sql, keys)
        }


def _any(stems: Iterable[Stem]) -> str:
    """An FTS5 query for any of the stems."""
    quoted = (s.replace("\0", " ").replace('"', '""') for s in dict.fromkeys(stems))
    return " OR ".join(f'"{s}"' for s in quoted)


def _encodable(value: Any) -> Any:
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
