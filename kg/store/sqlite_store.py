"""SqliteStore: a compiled graph in one SQLite file."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Sequence

from kg._typing import Any
from kg.store.graph_store import Store
from kg.store.postings import READ, heaviest, stubs, weigh
from kg.store.row_reader import PARAMETERS
from kg.store.stored_values import Key
from kg.text.normal_forms import Stem


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

    def search_names(self, groups: Iterable[Iterable[Stem]], limit: int) -> list[Key]:
        parts = [self._numbered(group) for group in groups]
        if not parts or not all(parts):
            return []
        among: dict[int, float] | None = None
        for spread in sorted(parts, key=lambda spread: sum(spread.values())):
            if among is not None and sum(spread.values()) > READ:
                continue  # so common a word tells little, and reading who has it takes long
            found = weigh(stubs(spread, len(self), named=True), self._postings)
            if among is not None:
                found = {key: among[key] + found[key] for key in among.keys() & found.keys()}
            among = found
        return [Key(n) for n in heaviest(among or {}, limit)]

    def search(
        self, stems: Iterable[Stem], limit: int, kinds: Collection[str] | None = None
    ) -> list[Key]:
        weights = weigh(stubs(self._numbered(stems), len(self)), self._postings)
        if kinds is None:
            return [Key(n) for n in heaviest(weights, limit)]
        found: list[Key] = []
        ranked = heaviest(weights, len(weights))
        for start in range(0, len(ranked), PARAMETERS):
            some = [Key(n) for n in ranked[start : start + PARAMETERS]]
            of = self.kinds_of(some)
            found += [key for key in some if of[key] in kinds]
            if len(found) >= limit:
                break
        return found[:limit]

    def _postings(self, numbers: Collection[int]) -> dict[int, tuple[int, bytes]]:
        sql = "SELECT n, size, data FROM posting WHERE n IN ({})"
        return {n: (size, data) for n, size, data in self._among(sql, numbers)}


def _encodable(value: Any) -> Any:
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
