"""The catalogue: which versions of graphs a database holds, and where their tables are.

Whoever may create schemas or tables in a database could plant one under our name, with a trigger or
a policy that runs as the user who touches it. So a catalogue is only used if a trusted user owns
it, and a version only if it consists of plain tables.
"""

from __future__ import annotations

import re

from kg.errors import DataError, Finding, ServerError
from kg.store.postgres.connection import Connection, MissingError
from kg.store.postgres.postgres_schema import CATALOGUE, EXTENSION, POSTGRES_TABLES

_SCHEMA_NAME = re.compile("kg_[a-z0-9_]+")

_CATALOGUE_COLUMNS = {"n", "graph", "schema", "format", "program", "replaced"}

_IS_PLAIN = "relkind = 'r' AND NOT relrowsecurity AND NOT relhasrules AND NOT relhassubclass"
"""Condition for a table of which reading runs nothing that another user wrote."""


def check_catalogue(db: Connection, *, writes: bool = False) -> None:
    """Check that the database has a catalogue and that it is ours.

    Args:
        db: a connection to the database.
        writes: True if this user will change the catalogue, so that its triggers would run.

    Raises:
        DataError: it is another program's, or a stranger's.
        MissingError: there is none.
    """
    found = db.rows(
        "SELECT ARRAY(SELECT attname::text FROM pg_attribute WHERE attrelid = pg_class.oid) "
        "FROM pg_namespace home LEFT JOIN pg_class ON relnamespace = home.oid "
        "AND relname = 'version' WHERE nspname = ?",
        [CATALOGUE],
    )
    if not found:
        raise MissingError(f"{db.address}: nothing is published there")
    if not _CATALOGUE_COLUMNS.issubset(found[0][0]):
        message = f"the schema {CATALOGUE!r} of this database is not kg's; use another database"
        raise _not_ours(db, message)
    _check_plain(db, CATALOGUE, ["version"])
    if writes:
        _check_owner(db)


def check_version(db: Connection, schema: str) -> None:
    """Check that a version's schema has a name of ours and consists of plain tables.

    Raises:
        DataError: it has not, or does not.
    """
    if not is_version_schema(schema):
        message = "its catalogue names a schema that is not kg's; publish the graph again"
        raise _not_ours(db, message)
    _check_plain(db, schema, list(POSTGRES_TABLES))


def is_version_schema(schema: str) -> bool:
    """Return True if `kg publish` may have created a schema of this name.

    >>> is_version_schema("kg_tea_1"), is_version_schema("public")
    (True, False)
    """
    return _SCHEMA_NAME.fullmatch(schema) is not None


def _not_ours(db: Connection, message: str) -> DataError:
    """Return the error of a database that holds what `kg publish` did not make."""
    return DataError([Finding(str(db.address), 1, "E101", message)])


def _check_plain(db: Connection, schema: str, tables: list[str]) -> None:
    odd = db.rows(
        "SELECT relname FROM pg_class JOIN pg_namespace home ON home.oid = relnamespace "
        f"WHERE nspname = ? AND relname = ANY(?) AND NOT ({_IS_PLAIN}) ORDER BY relname",
        [schema, tables],
    )
    if odd:
        message = (
            f"{schema}.{odd[0][0]} is not a plain table, so reading it may run what a stranger"
            " wrote; use another database"
        )
        raise _not_ours(db, message)


def _check_owner(db: Connection) -> None:
    """Check that this user, the owner of the database, or a superuser owns the catalogue.

    A group that this user belongs to may own it as well.
    """
    strangers = db.rows(
        "WITH owners (owner) AS ("
        "SELECT nspowner FROM pg_namespace WHERE nspname = ? UNION "
        "SELECT relowner FROM pg_class JOIN pg_namespace home ON home.oid = relnamespace "
        "WHERE nspname = ? AND relname = 'version') "
        "SELECT rolname FROM owners JOIN pg_roles ON pg_roles.oid = owner "
        "JOIN pg_database ON datname = current_database() "
        "WHERE NOT rolsuper AND owner <> datdba AND rolname <> current_user "
        "AND (current_setting('is_superuser') = 'on' OR NOT pg_has_role(owner, 'MEMBER')) "
        "ORDER BY rolname",
        [CATALOGUE, CATALOGUE],
    )
    if strangers:
        message = (
            f"the schema {CATALOGUE!r} belongs to {strangers[0][0]!r}, whose triggers would run as"
            " you; publish as that user, as a member of its group, or to another database"
        )
        raise _not_ours(db, message)


def extension_schema(db: Connection) -> str:
    """Return the schema of the extension, quoted.

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
    return homes[0]


def quoted(name: str) -> str:
    """Return a name as a quoted SQL identifier."""
    return '"' + name.replace('"', '""') + '"'
