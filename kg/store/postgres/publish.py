"""Publish a graph: load it beside its earlier version, which it then replaces at once."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain, groupby
from typing import Any

from kg.errors import ServerError, UsageError
from kg.model.graph import Graph
from kg.store.card_tables import card_tables
from kg.store.graph_tables import graph_tables
from kg.store.postgres.address import Address
from kg.store.postgres.catalogue import (
    check_catalogue,
    extension_schema,
    is_version_schema,
    quoted,
)
from kg.store.postgres.connection import Connection
from kg.store.postgres.postgres_schema import (
    CATALOGUE,
    CATALOGUE_TABLES,
    EXTENSION,
    MAX_CONCEPT_STEMS,
    MAX_INDEXED_CHARS,
    POSTGRES_INDEXES,
    POSTGRES_TABLES,
    columns,
    layout_name,
)
from kg.store.postings import MAX_POSTINGS_READ, PART_SIZE, parse_row_number, unpack
from kg.store.search_tables import search_tables
from kg.store.term_codes import code_of
from kg.text.normal_forms import slug
from kg.version import __version__

OLD_VERSION_LIFETIME = "1 hour"
"""Time that a replaced version is kept for its readers; the latest one is always kept."""

_PUBLISH_LOCK_TIMEOUT = "10s"  # while another user's version becomes the current one
_PREPARING = 0x6B674442  # number of the lock under which the catalogue is created
_DROP_LOCK_TIMEOUT = "2s"  # while somebody reads a version to be dropped
_MAX_SCHEMA_NAME_CHARS = 40  # of the graph's name in the name of a schema
_INDEXED_COLUMNS = {
    "name_form": 0,
    "word": 0,
    "stem": 1,
    "card_term": 0,
}
"""The column of texts that are looked up."""

Row = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Published:
    """A published version: the graph's name, the schema with its tables, and rows by table."""

    graph: str
    schema: str
    rows: dict[str, int]


def publish(graph: Graph, address: Address, readers: Iterable[str] = ()) -> Published:
    """Publish a graph under the name in the address, or else that of its title.

    One transaction loads the new version and puts it in the place of the earlier one, so nothing of
    a version is left if it is interrupted. Any number of users may publish at once; of the same
    graph, the version that is loaded last stays. Before it, the catalogue and the extension are
    created where they are missing; after it, old versions that nobody reads are dropped. Readers
    keep the version that they opened.

    Args:
        graph: what to publish.
        address: the database, where this user may create schemas.
        readers: roles that may read this version and all later ones; "public" for everybody.

    Raises:
        DataError: the database has another program's or a stranger's schema under our name.
        ServerError: the server is missing or refuses; earlier versions are unchanged.
        UsageError: the database is not in UTF-8.
    """
    name = address.graph or slug(graph.title)
    db = Connection(address, writes=True)
    try:
        _prepare_database(db)
        with db.transaction():
            n, schema = _add_version(db, name)
            rows = _load(db, graph, schema)
            _make_current(db, name, n)
            _grant(db, schema, readers)
        _drop_old_versions(db, name)
        return Published(name, schema, rows)
    finally:
        db.close()


def _prepare_database(db: Connection) -> None:
    """Create what all graphs of a database share, where it is missing."""
    ((encoding, can_create),) = db.rows(
        "SELECT current_setting('server_encoding'), "
        "has_database_privilege(current_database(), 'CREATE')"
    )
    if encoding != "UTF8":
        raise UsageError(
            f"{db.address} has the encoding {encoding}; create a database with: createdb -E UTF8"
        )
    if not can_create:
        step = "publish as a user who may, or: GRANT CREATE ON DATABASE … TO …"
        raise ServerError(f"{db.address}: this user may not create schemas there; {step}")
    with db.transaction():
        db.rows(f"SET LOCAL lock_timeout = '{_PUBLISH_LOCK_TIMEOUT}'")
        # Of several users who publish here for the first time, one creates this.
        db.rows("SELECT pg_advisory_xact_lock(?)", [_PREPARING])
        if not db.rows("SELECT 1 FROM pg_namespace WHERE nspname = ?", [CATALOGUE]):
            for statement in CATALOGUE_TABLES:
                db.rows(statement)
        check_catalogue(db, writes=True)
        if not db.rows("SELECT 1 FROM pg_extension WHERE extname = ?", [EXTENSION]):
            _create_extension(db)


def _create_extension(db: Connection) -> None:
    if not db.rows("SELECT 1 FROM pg_available_extensions WHERE name = ?", [EXTENSION]):
        step = "install PostgreSQL's contrib modules on the server, then publish again"
        raise ServerError(f"{db.address} has no extension {EXTENSION}; {step}")
    try:
        # A schema in which no stranger can create anything, and which readers may use.
        db.rows(f"CREATE EXTENSION IF NOT EXISTS {EXTENSION} WITH SCHEMA {CATALOGUE}")
    except ServerError as error:
        step = f"the database's owner can, with: CREATE EXTENSION {EXTENSION}"
        raise ServerError(
            f"{db.address}: this user can't add the extension {EXTENSION}; {step}"
        ) from error


def _add_version(db: Connection, name: str) -> tuple[int, str]:
    """Create the schema of a new version, and return its number and the schema's name."""
    ((n,),) = db.rows(
        f"INSERT INTO {CATALOGUE}.version (graph, schema, format, program, replaced) "
        "VALUES (?, '', ?, ?, now()) RETURNING n",
        [name, layout_name(), __version__],
    )
    plain = re.sub("[^a-z0-9]+", "_", name)[:_MAX_SCHEMA_NAME_CHARS].strip("_")
    schema = f"kg_{plain}_{n}"
    db.rows(f"UPDATE {CATALOGUE}.version SET schema = ? WHERE n = ?", [schema, n])
    db.rows(f"CREATE SCHEMA {schema}")
    return n, schema


def _make_current(db: Connection, name: str, n: int) -> None:
    """Replace the current version of a graph; others who publish wait until this is committed."""
    db.rows(f"SET LOCAL lock_timeout = '{_PUBLISH_LOCK_TIMEOUT}'")
    db.rows(f"LOCK TABLE {CATALOGUE}.version IN SHARE UPDATE EXCLUSIVE MODE")
    # Not now(), the time at which this began to load: others may have become current since.
    db.rows(
        f"UPDATE {CATALOGUE}.version SET replaced = clock_timestamp() "
        "WHERE graph = ? AND replaced IS NULL",
        [name],
    )
    db.rows(
        f"UPDATE {CATALOGUE}.version SET replaced = NULL, published = clock_timestamp() "
        "WHERE n = ?",
        [n],
    )


def _load(db: Connection, graph: Graph, schema: str) -> dict[str, int]:
    """Fill a schema with the graph, and return the number of rows of each table."""
    db.rows("SET LOCAL maintenance_work_mem = '256MB'")
    for table in POSTGRES_TABLES:
        db.rows(f"CREATE TABLE {schema}.{table} ({columns(table)})")
    counts = {}
    terms = {
        "passage_terms": _ConceptTerms(len(graph.concepts)),
        "name_terms": _ConceptTerms(len(graph.concepts)),
    }
    for table, rows in chain(graph_tables(graph), search_tables(graph), card_tables(graph)):
        if table != "posting":
            counts[table] = db.copy(f"{schema}.{table}", _storable_rows(table, rows))
            continue
        posting_rows: Iterator[Any] = rows
        for number, size, data in posting_rows:
            stem, of_names, part = parse_row_number(number)
            concept_terms = terms["name_terms" if of_names else "passage_terms"]
            concept_terms.add(stem, part, *unpack(size, data))
    for table, concept_terms in terms.items():
        counts[table] = db.copy(f"{schema}.{table}", concept_terms.rows())
    trigrams = extension_schema(db)
    for index in POSTGRES_INDEXES:
        db.rows(f"CREATE INDEX ON {schema}.{index.replace('{trigrams}', trigrams)}")
    for table in POSTGRES_TABLES:
        db.rows(f"ANALYZE {schema}.{table}")
    return counts


def _storable_rows(table: str, rows: Iterator[Row]) -> Iterator[Row]:
    """Return the rows of a table without duplicates and without texts too long for an index."""
    if table == "edge":
        return (row for row, _ in groupby(rows))
    if table in _INDEXED_COLUMNS:
        column = _INDEXED_COLUMNS[table]
        return (row for row in rows if len(str(row[column])) <= MAX_INDEXED_CHARS)
    return rows


class _ConceptTerms:
    """The rows of `passage_terms` or `name_terms`, gathered from the parts of posting lists.

    Each concept has a list of numbers: stem, part of the stem's list (2 bytes), impact (1 byte).
    """

    def __init__(self, concepts: int) -> None:
        self._numbers = [array("Q") for _ in range(concepts + 1)]

    def add(self, stem: int, part: int, keys: array[int], impacts: bytes) -> None:
        """Add a part of a stem's list."""
        head = stem << 24 | part << 8
        numbers = self._numbers
        for key, impact in zip(keys, impacts, strict=True):
            numbers[key].append(head | impact)

    def rows(self) -> Iterator[Row]:
        """Yield a row for each concept that has a stem."""
        searched_parts = MAX_POSTINGS_READ // PART_SIZE
        for n, numbers in enumerate(self._numbers):
            some = [one for one in numbers[:MAX_CONCEPT_STEMS] if code_of(one >> 24)]
            if some:
                stems = "".join([code_of(one >> 24) for one in some])
                parts = ((one >> 24, one >> 8 & 0xFFFF) for one in some)
                terms = " ".join(
                    [f"{stem}.{part}" for stem, part in parts if part < searched_parts]
                )
                yield n, stems, bytes([one & 0xFF for one in some]), terms


def _grant(db: Connection, schema: str, readers: Iterable[str]) -> None:
    """Let the given readers, and all who may read earlier versions, read this one."""
    for reader in readers:
        role = "PUBLIC" if reader.lower() == "public" else quoted(reader)
        db.rows(f"GRANT USAGE ON SCHEMA {CATALOGUE} TO {role}")
        db.rows(f"GRANT SELECT ON {CATALOGUE}.version TO {role}")
    allowed = db.rows(
        "SELECT DISTINCT grantee FROM information_schema.table_privileges "
        "WHERE table_schema = ? AND table_name = 'version' AND privilege_type = 'SELECT' "
        "ORDER BY grantee",
        [CATALOGUE],
    )
    for (grantee,) in allowed:
        role = "PUBLIC" if grantee == "PUBLIC" else quoted(grantee)
        db.rows(f"GRANT USAGE ON SCHEMA {schema} TO {role}")
        db.rows(f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {role}")


def _drop_old_versions(db: Connection, name: str) -> None:
    """Drop versions replaced more than `OLD_VERSION_LIFETIME` ago, but not the latest replaced one.

    A version that is still in use is left for the next publication.
    """
    old = db.rows(
        f"SELECT n, schema FROM {CATALOGUE}.version WHERE graph = ? "
        f"AND replaced < now() - interval '{OLD_VERSION_LIFETIME}' ORDER BY n DESC",
        [name],
    )
    ((newest_replaced,),) = db.rows(
        f"SELECT (SELECT n FROM {CATALOGUE}.version WHERE graph = ? AND replaced IS NOT NULL "
        "ORDER BY replaced DESC, n DESC LIMIT 1)",
        [name],
    )
    for n, schema in old:
        if n == newest_replaced or not is_version_schema(schema):
            continue
        with suppress(ServerError), db.transaction():
            db.rows(f"SET LOCAL lock_timeout = '{_DROP_LOCK_TIMEOUT}'")
            db.rows(f"DROP SCHEMA IF EXISTS {quoted(schema)} CASCADE")
            db.rows(f"DELETE FROM {CATALOGUE}.version WHERE n = ?", [n])
