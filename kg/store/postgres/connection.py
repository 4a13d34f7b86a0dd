"""Connection: statements to PostgreSQL, and its faults in words; the only home of psycopg."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from kg.errors import KgError, ServerError, UsageError
from kg.store.postgres.address import FORM, Address
from kg.system.extras import require_extra

with require_extra("psycopg", "postgres"):
    import psycopg  # noqa: TID251 - this is its home
    from psycopg import errors  # noqa: TID251
    from psycopg.conninfo import conninfo_to_dict  # noqa: TID251

PATIENCE = 10
"""Seconds to wait for a server, where neither the address nor PGCONNECT_TIMEOUT names others."""

_READING = "-c default_transaction_read_only=on"


class MissingError(ServerError):
    """A table or schema that is not there. The message says of which database."""


class Connection:
    """A session with the server; to be closed.

    Args:
        address: where the server is.
        writes: whether anything is to be written; else the server itself refuses to.

    Raises:
        ServerError: it can't be reached, or lets nobody in.
        UsageError: libpq does not understand the address.
    """

    def __init__(self, address: Address, *, writes: bool = False) -> None:
        self.address = address
        try:
            given = conninfo_to_dict(address.uri)
        except psycopg.Error:  # its message may hold any part of the address
            raise UsageError(f"libpq does not understand the address; write {FORM}") from None
        more: dict[str, Any] = {"fallback_application_name": "kg", "client_encoding": "UTF8"}
        if "connect_timeout" not in given and "PGCONNECT_TIMEOUT" not in os.environ:
            more["connect_timeout"] = PATIENCE
        if not writes:
            set_before = given.get("options") or os.environ.get("PGOPTIONS")
            more["options"] = f"{set_before} {_READING}" if set_before else _READING
        try:
            # Planning takes longer than most of the questions, and each is asked many times.
            self._db = psycopg.connect(address.uri, autocommit=True, prepare_threshold=2, **more)
        except psycopg.Error as error:
            raise ServerError(_unreached(address, error)) from None

    def close(self) -> None:
        """End the session."""
        self._db.close()

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        """The rows of a statement, in which ? stands for each value.

        Raises:
            ServerError: the server refuses, stops, or has gone.
        """
        with self._told():
            cursor = self._db.execute(_in_libpq(sql), [_storable(value) for value in values])
            return cursor.fetchall() if cursor.description is not None else []

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is done within holds, or nothing of it, whatever ends the program."""
        with self._told(), self._db.transaction():
            yield

    def copy(self, table: str, rows: Iterable[Sequence[Any]]) -> int:
        """Load rows into a table by COPY; how many there were."""
        count = 0
        with self._told(), self._db.cursor().copy(f"COPY {table} FROM STDIN") as copy:
            for row in rows:
                copy.write_row([_storable(value) for value in row])
                count += 1
        return count

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except KgError:
            raise
        except psycopg.Error as error:
            raise _fault(self.address, error) from None


def _in_libpq(sql: str) -> Any:
    return sql.replace("%", "%%").replace("?", "%s")


def _storable(value: Any) -> Any:
    """A value as PostgreSQL can hold it: no NUL in texts, nor half a surrogate pair."""
    if isinstance(value, list):
        return [_storable(one) for one in value]
    if not isinstance(value, str) or (value.isprintable() and value.isascii()):
        return value
    return value.replace("\0", "\ufffd").encode("utf-8", "replace").decode()


def _text(address: Address, error: psycopg.Error) -> str:
    """What libpq says, on one line, without secrets."""
    said = error.diag.message_primary or str(error)
    return address.without_secrets(" ".join(said.split()) or type(error).__name__)


_STEPS = {
    r"password|authentication|pg_hba": "check the user and its password (PGPASSWORD or ~/.pgpass"
    " keep it out of commands)",
    r'database ".*" does not exist': "create it (createdb), or name another in the address",
    r'role ".*" does not exist': "name a user that the server knows",
    r"permission denied": "ask its owner for the right to connect",
    r"starting up|shutting down|recovery|too many|are reserved": "try again in a moment",
    r"translate host name": "check the host in the address",
    r"refused|No such file|time(d )?out": "is the server running there? Check host and port",
}
"""Patterns of what libpq says when nobody is let in, with the next step."""


def _unreached(address: Address, error: psycopg.Error) -> str:
    said = _text(address, error)
    steps = (step for pattern, step in _STEPS.items() if re.search(pattern, said))
    return f"{address} can't be reached: {said}; {next(steps, 'check the address')}"


def _fault(address: Address, error: psycopg.Error) -> ServerError:
    said = _text(address, error)
    match error:
        case errors.UndefinedTable() | errors.InvalidSchemaName() | errors.UndefinedColumn():
            return MissingError(f"{address}: {said}")
        case errors.InsufficientPrivilege():
            step = "its owner grants the right to read with: kg publish --reader USER"
            return ServerError(f"{address}: this user has no right to that ({said}); {step}")
        case errors.ReadOnlySqlTransaction():
            step = "publish to the primary, as a user that may write"
            return ServerError(f"{address} takes no changes ({said}); {step}")
        case errors.LockNotAvailable() | errors.DeadlockDetected():
            step = "try again when it is done"
            return ServerError(f"{address}: somebody else is publishing there now; {step}")
        case errors.QueryCanceled():
            step = "ask again, or raise the limit with ?options=-c%20statement_timeout%3D60s"
            return ServerError(f"{address}: the server gave up ({said}); {step}")
        case errors.DiskFull() | errors.OutOfMemory():
            step = "what was published before is as it was"
            return ServerError(f"{address}: the server has no room ({said}); {step}")
        case errors.OperationalError() if error.sqlstate is None or error.sqlstate[:2] in _GONE:
            step = "nothing is lost; ask again when the server runs"
            return ServerError(f"{address}: the connection broke off ({said}); {step}")
    return ServerError(f"{address}: the server refuses ({error.sqlstate}: {said})")


_GONE = {"08", "57"}
"""Classes of SQLSTATE for connections that break and servers that stop."""
