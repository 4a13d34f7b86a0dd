"""The catalogue: which versions of graphs a database holds, and where their tables are."""

from __future__ import annotations

from kg.errors import DataError, Finding, ServerError
from kg.store.postgres.connection import Connection, MissingError
from kg.store.postgres.postgres_schema import CATALOGUE, EXTENSION


def check_catalogue(db: Connection) -> None:
    """Check that the database has a catalogue and that it is ours.

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
    """Return the search path for a version: its schema, and that of the extension.

    Raises:
        ServerError: the database no longer has the extension.
    """
    sql = (
        "SELECT nspname FROM pg_extension JOIN pg_namespace home ON home.oid = extnamespace "
        "WHERE extname = ?"
    )
    homes = [quoted(home) for (home,) in db.rows(sql, [EXTENSION])]
    if not homes:
        step = f"its owner restores it with CREATE EXTENSION {EXTENSION}, then publish again"
        raise ServerError(f"{db.address} has lost the extension {EXTENSION}; {step}")
    return ",".join([quoted(schema), *homes])


def quoted(name: str) -> str:
    """Return a name as a quoted SQL identifier."""
    return '"' + name.replace('"', '""') + '"'
