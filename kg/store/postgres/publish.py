"""Publishing: a graph is loaded beside its earlier version, and takes its place at once."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain, groupby
from typing import Any

from kg.errors import DataError, Finding, ServerError, UsageError
from kg.model.graph import Graph
from kg.store.build import thing_tables, word_tables
from kg.store.postgres.address import Address
from kg.store.postgres.connection import Connection, MissingError
from kg.store.postgres.postgres_schema import (
    CATALOGUE,
    CATALOGUE_TABLES,
    EXTENSION,
    INDEXES,
    LONGEST,
    MOST_TERMS,
    TABLES,
    columns,
    layout_name,
)
from kg.store.postings import PART, READ, place, unpack
from kg.store.term_codes import code_of
from kg.text.normal_forms import slug
from kg.version import __version__

KEPT = "1 hour"
"""How long a version stays after another took its place; the last one before it always does."""

_PATIENCE = "10s"  # for another who is publishing
_WAIT = "2s"  # for one who still reads an old version
_LONGEST_NAME = 40  # characters of a graph's name that are in its schema's
_KEYED = {"form": 0, "word": 0, "stem": 1}  # where what is looked up stands in a row

Row = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Published:
    """What was published: the name of the graph, the schema that holds it, and rows by table."""

    graph: str
    schema: str
    rows: dict[str, int]


def publish(graph: Graph, address: Address, readers: Iterable[str] = ()) -> Published:
    """Publish a graph, under the name in the address or else its title's.

    All is done in one transaction: who reads meanwhile reads the earlier version to the end, and
    nothing is left of a publishing that is broken off.

    Args:
        graph: what to publish.
        address: the database, where this user may create schemas.
        readers: roles that may read this and all later versions; "public" for all.

    Raises:
        DataError: the database holds another program's tables under our name.
        ServerError: the server is not there, or refuses; what it had is as it was.
    """
    name = address.graph or slug(graph.title)
    db = Connection(address, writes=True)
    try:
        _prepare(db)
        with db.transaction():
            schema = _announce(db, name)
            rows = _load(db, graph, schema)
            _allow(db, schema, readers)
        _clean(db, name)
        return Published(name, schema, rows)
    finally:
        db.close()


def _prepare(db: Connection) -> None:
    """Make what all graphs of a database share, where it is not there yet."""
    ((encoding, can_create),) = db.rows(
        "SELECT current_setting('server_encoding'), "
        "has_database_privilege(current_database(), 'CREATE')"
    )
    if encoding != "UTF8":
        raise UsageError(
            f"{db.address} holds texts as {encoding}; create one with: createdb -E UTF8"
        )
    if not can_create:
        step = "publish as a user who does, or: GRANT CREATE ON DATABASE … TO …"
        raise ServerError(f"{db.address}: this user may not create schemas there; {step}")
    if not db.rows("SELECT 1 FROM pg_extension WHERE extname = ?", [EXTENSION]):
        _extend(db)
    if not db.rows("SELECT 1 FROM pg_namespace WHERE nspname = ?", [CATALOGUE]):
        _make_catalogue(db)
    check_catalogue(db)


def _make_catalogue(db: Connection) -> None:
    try:
        with db.transaction():
            for statement in CATALOGUE_TABLES:
                db.rows(statement)
    except ServerError:
        # Another who publishes here for the first time may have been faster.
        if not db.rows("SELECT 1 FROM pg_namespace WHERE nspname = ?", [CATALOGUE]):
            raise


def _extend(db: Connection) -> None:
    if not db.rows("SELECT 1 FROM pg_available_extensions WHERE name = ?", [EXTENSION]):
        step = "install PostgreSQL's contrib modules on the server, then publish again"
        raise ServerError(f"{db.address} has no extension {EXTENSION}; {step}")
    try:
        db.rows(f"CREATE EXTENSION IF NOT EXISTS {EXTENSION}")
    except ServerError as error:
        step = f"the database's owner can, with: CREATE EXTENSION {EXTENSION}"
        raise ServerError(
            f"{db.address}: this user can't add the extension {EXTENSION}; {step}"
        ) from error


def check_catalogue(db: Connection) -> None:
    """See that the catalogue is ours.

    Raises:
        DataError: it is another program's.
        MissingError: there is none.
    """
    if not db.rows("SELECT 1 FROM pg_namespace WHERE nspname = ?", [CATALOGUE]):
        raise MissingError(f"{db.address}: nothing is published there")
    try:
        db.rows(
            f"SELECT n, graph, schema, format, program, replaced FROM {CATALOGUE}.version LIMIT 0"
        )
    except MissingError as error:
        message = f"the schema {CATALOGUE!r} of this database is not kg's; use another database"
        raise DataError([Finding(str(db.address), 1, "E101", message)]) from error


def search_path(db: Connection, schema: str) -> str:
    """Where the tables of a version are, and what the extension brings.

    Raises:
        ServerError: the database has no such extension any more.
    """
    sql = (
        "SELECT nspname FROM pg_extension JOIN pg_namespace home ON home.oid = extnamespace "
        "WHERE extname = ?"
    )
    homes = [_quoted(home) for (home,) in db.rows(sql, [EXTENSION])]
    if not homes:
        step = f"its owner brings it back with CREATE EXTENSION {EXTENSION}, and kg publish"
        raise ServerError(f"{db.address} has lost the extension {EXTENSION}; {step}")
    return ",".join([_quoted(schema), *homes])


def _announce(db: Connection, name: str) -> str:
    """Enter a version in the catalogue, in place of the one before; the name of its schema."""
    db.rows(f"SET LOCAL lock_timeout = '{_PATIENCE}'")
    db.rows(f"LOCK TABLE {CATALOGUE}.version IN SHARE ROW EXCLUSIVE MODE")
    db.rows(
        f"UPDATE {CATALOGUE}.version SET replaced = now() WHERE graph = ? AND replaced IS NULL",
        [name],
    )
    ((n,),) = db.rows(
        f"INSERT INTO {CATALOGUE}.version (graph, schema, format, program) "
        "VALUES (?, '', ?, ?) RETURNING n",
        [name, layout_name(), __version__],
    )
    plain = re.sub("[^a-z0-9]+", "_", name)[:_LONGEST_NAME].strip("_")
    schema = f"kg_{plain}_{n}"
    db.rows(f"UPDATE {CATALOGUE}.version SET schema = ? WHERE n = ?", [schema, n])
    db.rows(f"CREATE SCHEMA {schema}")
    return schema


def _load(db: Connection, graph: Graph, schema: str) -> dict[str, int]:
    """Fill a schema with the graph; how many rows each of its tables got."""
    db.rows("SET LOCAL maintenance_work_mem = '256MB'")
    for table in TABLES:
        db.rows(f"CREATE TABLE {schema}.{table} ({columns(table)})")
    counts = {}
    told = _Terms(len(graph.concepts))
    named = _Terms(len(graph.concepts))
    for table, rows in chain(thing_tables(graph), word_tables(graph)):
        if table == "posting":
            for row in rows:
                _take(row, told, named)
        else:
            counts[table] = db.copy(f"{schema}.{table}", _indexable(table, rows))
    counts["passage_terms"] = db.copy(f"{schema}.passage_terms", told.rows())
    counts["name_terms"] = db.copy(f"{schema}.name_terms", named.rows())
    db.rows("SELECT set_config('search_path', ?, true)", [search_path(db, schema)])
    for index in INDEXES:
        db.rows(f"CREATE INDEX ON {index}")
    for table in TABLES:
        db.rows(f"ANALYZE {table}")
    return counts


def _indexable(table: str, rows: Iterator[Row]) -> Iterator[Row]:
    """The rows of a table as PostgreSQL can keep them: each once, and no key too long."""
    if table == "edge":
        return (row for row, _ in groupby(rows))
    if table in _KEYED:
        at = _KEYED[table]
        return (row for row in rows if len(str(row[at])) <= LONGEST)
    return rows


class _Terms:
    """For each concept its stems, with the part of the stem's list and the impact, as numbers."""

    def __init__(self, concepts: int) -> None:
        self._held = [array("Q") for _ in range(concepts + 1)]

    def add(self, stem: int, part: int, keys: array[int], impacts: bytes) -> None:
        """Take in a part of a stem's list."""
        head = stem << 24 | part << 8
        held = self._held
        for key, impact in zip(keys, impacts, strict=True):
            held[key].append(head | impact)

    def rows(self) -> Iterator[Row]:
        """The rows of `passage_terms` or `name_terms`."""
        searched = READ // PART
        for n, held in enumerate(self._held):
            some = [one for one in held[:MOST_TERMS] if code_of(one >> 24)]
            if some:
                stems = "".join([code_of(one >> 24) for one in some])
                parts = ((one >> 24, one >> 8 & 0xFFFF) for one in some)
                terms = " ".join([f"{stem}.{part}" for stem, part in parts if part < searched])
                yield n, stems, bytes([one & 0xFF for one in some]), terms


def _take(row: Row, told: _Terms, named: _Terms) -> None:
    number, size, data = row
    stem, is_named, part = place(number)
    (named if is_named else told).add(stem, part, *unpack(size, data))


def _allow(db: Connection, schema: str, readers: Iterable[str]) -> None:
    """Let read who may read the catalogue, and who is to from now on."""
    for reader in readers:
        role = "PUBLIC" if reader.lower() == "public" else _quoted(reader)
        db.rows(f"GRANT USAGE ON SCHEMA {CATALOGUE} TO {role}")
        db.rows(f"GRANT SELECT ON {CATALOGUE}.version TO {role}")
    allowed = db.rows(
        "SELECT DISTINCT grantee FROM information_schema.table_privileges "
        "WHERE table_schema = ? AND table_name = 'version' AND privilege_type = 'SELECT' "
        "ORDER BY grantee",
        [CATALOGUE],
    )
    for (grantee,) in allowed:
        role = "PUBLIC" if grantee == "PUBLIC" else _quoted(grantee)
        db.rows(f"GRANT USAGE ON SCHEMA {schema} TO {role}")
        db.rows(f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {role}")


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _clean(db: Connection, name: str) -> None:
    """Drop versions that nobody can be reading any more.

    Where one is in use all the same, the next publishing sees to it.
    """
    old = db.rows(
        f"SELECT n, schema FROM {CATALOGUE}.version WHERE graph = ? "
        f"AND replaced < now() - interval '{KEPT}' ORDER BY n DESC",
        [name],
    )
    ((last,),) = db.rows(
        f"SELECT max(n) FROM {CATALOGUE}.version WHERE graph = ? AND replaced IS NOT NULL", [name]
    )
    for n, schema in old:
        if n == last:
            continue
        with suppress(ServerError), db.transaction():
            db.rows(f"SET LOCAL lock_timeout = '{_WAIT}'")
            db.rows(f"DROP SCHEMA IF EXISTS {_quoted(schema)} CASCADE")
            db.rows(f"DELETE FROM {CATALOGUE}.version WHERE n = ?", [n])
