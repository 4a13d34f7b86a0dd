"""PostgresStore: a published graph, read from PostgreSQL."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from kg.errors import DataError, Finding, ServerError, UsageError
from kg.store.edge_queries import MAX_NEIGHBOURHOOD_CONCEPTS
from kg.store.graph_store import Store
from kg.store.postgres.address import Address
from kg.store.postgres.catalogue import (
    check_catalogue,
    check_version,
    extension_schema,
    quoted,
)
from kg.store.postgres.connection import Connection, MissingError
from kg.store.postgres.postgres_schema import CATALOGUE, MAX_INDEXED_CHARS, layout_name
from kg.store.postings import MAX_POSTINGS_READ, Slice, plan_slices
from kg.store.stored_values import Key
from kg.store.term_codes import code_of
from kg.text.normal_forms import Stem

MIN_TRIGRAM_SIMILARITY = 0.12
"""Share of trigrams (0-1) that a word must have in common with another to be a candidate for it.

Of words of WordNet with two letters wrong, .12 finds 97% among 320 candidates and .2 finds 89%
among 50. Words of nearly the same length with one end in common are 99% among 7,400 candidates,
all of which the server would have to send.
"""


def open_published(address: Address) -> PostgresStore:
    """Open the newest version of a published graph; the store keeps to it until it is closed.

    Raises:
        DataError: a version of kg with other tables published it.
        ServerError: the server is missing or refuses.
        UsageError: no such graph is published, or several are and the address names none.
    """
    db = Connection(address)
    try:
        return PostgresStore(db, _choose_version(db), extension_schema(db))
    except BaseException:
        db.close()
        raise


def _choose_version(db: Connection) -> str:
    """Return the schema of the newest version of the graph."""
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
        message = f"published by kg {program}, whose tables are different; publish it again"
        raise DataError([Finding(str(db.address), 1, "E101", message)])
    check_version(db, schema)
    db.rows(
        "SELECT set_config('pg_trgm.similarity_threshold', ?, false)",
        [str(MIN_TRIGRAM_SIMILARITY)],
    )
    return str(schema)


def _versions(db: Connection) -> list[Any]:
    sql = f"SELECT graph, schema, format, program FROM {CATALOGUE}.version WHERE replaced IS NULL"
    check_catalogue(db)
    return db.rows(f"{sql} ORDER BY graph")


class PostgresStore(Store):
    """Reads a published graph.

    Args:
        db: a connection.
        schema: the schema of one version.
        trigrams: the schema of the extension, quoted.
    """

    def __init__(self, db: Connection, schema: str, trigrams: str) -> None:
        self._db = db
        self._schema, self._trigrams = schema, trigrams
        self._tables = f" {quoted(schema)}."

    def close(self) -> None:
        self._db.close()

    def _rows(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        try:
            # Every statement names its tables as SQLite does, in the schema `main`.
            return self._db.rows(sql.replace(" main.", self._tables), values)
        except MissingError:
            message = "this version of the graph was replaced and removed; ask again"
            raise ServerError(f"{self._db.address}: {message}") from None

    def _rows_in(
        self,
        sql: str,
        values: Iterable[Any],
        first: Sequence[Any] = (),
        last: Sequence[Any] = (),
    ) -> list[Any]:
        # An array makes the statement the same for any number of values, so its plan is reused.
        wanted = sorted(set(values))
        if not wanted:
            return []
        return self._rows(sql.replace("IN ({})", "= ANY(?)"), [*first, wanted, *last])

    def spelling_candidates(self, word: str, max_edits: int) -> list[str]:
        # A short word has too few trigrams to lose any.
        if max_edits < 2 or len(word) > MAX_INDEXED_CHARS:
            return super().spelling_candidates(word, max_edits)
        sql = (
            f"SELECT word FROM main.word WHERE word OPERATOR({self._trigrams}.%) ? "
            "AND length(word) BETWEEN ? AND ? ORDER BY word"
        )
        rows = self._rows(sql, [word, len(word) - max_edits, len(word) + max_edits])
        return [candidate for (candidate,) in rows]

    def neighbourhood(
        self, keys: Iterable[Key], hops: int, limit: int = MAX_NEIGHBOURHOOD_CONCEPTS
    ) -> list[Key]:
        given = list(dict.fromkeys(keys))
        sql = """
            WITH RECURSIVE arc (n, neighbour) AS (
                SELECT subject, object FROM main.edge
                UNION ALL SELECT object, subject FROM main.edge
            ), reached (n, hops) AS (
                SELECT unnest(?::integer[]), 0
                UNION
                SELECT neighbour, hops + 1 FROM reached JOIN arc USING (n) WHERE hops < ?
            )
            SELECT n FROM reached GROUP BY n ORDER BY min(hops), n LIMIT ?
        """
        found = (Key(n) for (n,) in self._rows(sql, [given, max(hops, 0), limit + len(given)]))
        return list(dict.fromkeys([*given, *found]))[:limit]

    def search(
        self, stems: Iterable[Stem], limit: int, kinds: Collection[str] | None = None
    ) -> list[Key]:
        slices = plan_slices(self._document_frequencies(stems), len(self))
        return self._best("passage_terms", [slices], limit, kinds)

    def search_names(self, groups: Iterable[Iterable[Stem]], limit: int) -> list[Key]:
        frequencies = [self._document_frequencies(group) for group in groups]
        if not frequencies or not all(frequencies):
            return []
        frequencies.sort(key=lambda of_group: sum(of_group.values()))
        # Such frequent words narrow little down and take long to read.
        rare = [f for f in frequencies[1:] if sum(f.values()) <= MAX_POSTINGS_READ]
        concepts = len(self)
        slices = [plan_slices(f, concepts, of_names=True) for f in (frequencies[0], *rare)]
        return self._best("name_terms", slices, limit)

    def _best(
        self,
        table: str,
        groups: Sequence[Sequence[Slice]],
        limit: int,
        kinds: Collection[str] | None = None,
    ) -> list[Key]:
        """Return the concepts that have a stem of each group, those of highest BM25 score first."""
        terms = "&".join(
            "("
            + "|".join(f"{s.number // 2}.{part}" for s in group for part in range(s.parts))
            + ")"
            for group in groups
        )
        sums, values = [], []
        for slice_ in (slice_ for group in groups for slice_ in group):
            # BM25, as `kg.store.postings.score` computes it.
            sums.append("? * coalesce(get_byte(impacts, nullif(strpos(stems, ?), 0) - 1), 0)")
            values += [slice_.idf, code_of(slice_.number // 2)]
        if not sums or terms == "()":
            return []
        where, filters = "terms @@ ?::tsquery", list[Any]([terms])
        if kinds is not None:
            where += " AND n IN (SELECT n FROM main.concept WHERE kind = ANY(?))"
            filters.append(self._kind_numbers(kinds))
        sql = (
            f"SELECT n FROM main.{table} WHERE {where} ORDER BY {' + '.join(sums)} DESC, n LIMIT ?"
        )
        return [Key(n) for (n,) in self._rows(sql, [*filters, *values, limit])]
