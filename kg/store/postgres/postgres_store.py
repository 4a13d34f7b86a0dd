"""PostgresStore: a published graph, read from PostgreSQL."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from kg.errors import DataError, Finding, ServerError, UsageError
from kg.store.graph_store import Store
from kg.store.postgres.address import Address
from kg.store.postgres.connection import Connection, MissingError
from kg.store.postgres.postgres_schema import CATALOGUE, LONGEST, layout_name
from kg.store.postgres.publish import check_catalogue, search_path
from kg.store.postings import READ, Stub, stubs
from kg.store.stored_values import Key
from kg.store.term_codes import code_of
from kg.text.normal_forms import Stem

ALIKE = 0.12
"""Share of trigrams (0-1) that a word must share with another to be proposed for it.

Of words of WordNet with two letters wrong, .12 finds 97% among 320 proposed, .2 finds 89% among
50, and words of nearly the same length with one end in common 99% among 7,400, all to be sent.
"""


def open_published(address: Address) -> PostgresStore:
    """Open the newest version of a published graph; it stays the same until it is closed.

    Raises:
        DataError: it was published by a program that keeps graphs in another way.
        ServerError: the server is not there, or refuses.
        UsageError: no such graph is published, or several are and none is named.
    """
    db = Connection(address)
    try:
        _enter(db)
        return PostgresStore(db)
    except BaseException:
        db.close()
        raise


def _enter(db: Connection) -> None:
    """Find the newest version, and read from its tables."""
    try:
        versions = _versions(db)
    except MissingError:
        raise UsageError(
            f"{db.address} holds no graph; publish one: kg publish --graph GRAPH URL"
        ) from None
    wanted = db.address.graph
    found = [row for row in versions if wanted in (row[0], None)]
    names = ", ".join(row[0] for row in versions)
    if not found:
        message = f"{db.address}: no graph is published under that name"
        raise UsageError(f"{message}; there are {names}" if names else message)
    if len(found) > 1:
        raise UsageError(f"{db.address} holds several graphs; add ?graph= and one of {names}")
    ((_, schema, layout, program),) = found
    if layout != layout_name():
        message = f"published by kg {program}, which keeps graphs in another way; publish it again"
        raise DataError([Finding(str(db.address), 1, "E101", message)])
    db.rows(
        "SELECT set_config('search_path', ?, false), "
        "set_config('pg_trgm.similarity_threshold', ?, false)",
        [search_path(db, schema), str(ALIKE)],
    )


def _versions(db: Connection) -> list[Any]:
    sql = f"SELECT graph, schema, format, program FROM {CATALOGUE}.version WHERE replaced IS NULL"
    try:
        return db.rows(f"{sql} ORDER BY graph")
    except MissingError:
        check_catalogue(db)
        raise


class PostgresStore(Store):
    """Reads a published graph.

    Args:
        db: a connection whose search path is the schema of one version.
    """

    def __init__(self, db: Connection) -> None:
        self._db = db

    def close(self) -> None:
        self._db.close()

    def _rows(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        try:
            return self._db.rows(sql, values)
        except MissingError:
            message = "this version of the graph is gone, for newer ones took its place; ask again"
            raise ServerError(f"{self._db.address}: {message}") from None

    def _among(
        self,
        sql: str,
        values: Iterable[Any],
        first: Sequence[Any] = (),
        last: Sequence[Any] = (),
    ) -> list[Any]:
        # One array instead of many values: the same statement for any number of them.
        wanted = sorted(set(values))
        if not wanted:
            return []
        return self._rows(sql.replace("IN ({})", "= ANY(?)"), [*first, wanted, *last])

    def spelling_candidates(self, word: str, reach: int) -> list[str]:
        if reach < 2 or len(word) > LONGEST:  # a short word has too few trigrams to lose any
            return super().spelling_candidates(word, reach)
        sql = "SELECT word FROM word WHERE word % ? AND length(word) BETWEEN ? AND ? ORDER BY word"
        rows = self._rows(sql, [word, len(word) - reach, len(word) + reach])
        return [near for (near,) in rows]

    def neighbourhood(self, keys: Iterable[Key], hops: int, limit: int) -> list[Key]:
        given = list(dict.fromkeys(keys))
        sql = """
            WITH RECURSIVE edges (here, there) AS (
                SELECT subject, object FROM edge UNION ALL SELECT object, subject FROM edge
            ), reached (n, hops) AS (
                SELECT unnest(?::integer[]), 0
                UNION
                SELECT there, hops + 1 FROM reached JOIN edges ON here = n WHERE hops < ?
            )
            SELECT n FROM reached GROUP BY n ORDER BY min(hops), n LIMIT ?
        """
        found = (Key(n) for (n,) in self._rows(sql, [given, max(hops, 0), limit + len(given)]))
        return list(dict.fromkeys([*given, *found]))[:limit]

    def search_names(self, groups: Iterable[Iterable[Stem]], limit: int) -> list[Key]:
        parts = [self._numbered(group) for group in groups]
        if not parts or not all(parts):
            return []
        parts.sort(key=lambda spread: sum(spread.values()))
        wanted = [spread for spread in parts[1:] if sum(spread.values()) <= READ]
        among = len(self)
        return self._found(
            "name_terms",
            [stubs(spread, among, named=True) for spread in (parts[0], *wanted)],
            limit,
        )

    def search(
        self, stems: Iterable[Stem], limit: int, kinds: Collection[str] | None = None
    ) -> list[Key]:
        return self._found("passage_terms", [stubs(self._numbered(stems), len(self))], limit, kinds)

    def _found(
        self,
        table: str,
        groups: Sequence[Sequence[Stub]],
        limit: int,
        kinds: Collection[str] | None = None,
    ) -> list[Key]:
        """Concepts that have a stem of each group, those first of which they tell most."""
        said = "&".join(
            "("
            + "|".join(f"{s.number // 2}.{part}" for s in group for part in range(s.parts))
            + ")"
            for group in groups
        )
        sums, values = [], []
        for stub in (stub for group in groups for stub in group):
            # BM25, as `kg.store.postings.weigh` sums it.
            sums.append("? * coalesce(get_byte(impacts, nullif(strpos(stems, ?), 0) - 1), 0)")
            values += [stub.weight, code_of(stub.number // 2)]
        if not sums or said == "()":
            return []
        where = "terms @@ ?::tsquery"
        if kinds is not None:
            where += " AND n IN (SELECT n FROM concept WHERE kind = ANY(?))"
            said_values: list[Any] = [said, self._numbers_of(kinds)]
        else:
            said_values = [said]
        sql = f"SELECT n FROM {table} WHERE {where} ORDER BY {' + '.join(sums)} DESC, n LIMIT ?"
        return [Key(n) for (n,) in self._rows(sql, [*said_values, *values, limit])]
