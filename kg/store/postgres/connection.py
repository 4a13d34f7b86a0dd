"""Connection: run statements in PostgreSQL and explain its errors; the only home of psycopg."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from kg.errors import KgError, ServerError, UsageError
from kg.store.postgres.address import ADDRESS_FORM, Address
from kg.system.extras import require_extra

with require_extra("psycopg", "postgres"):
    import psycopg  # noqa: TID251 - this is its home
    from psycopg import errors  # noqa: TID251
    from psycopg.conninfo import conninfo_to_dict  # noqa: TID251

CONNECT_TIMEOUT_SECONDS = 10
"""Time to wait for a server if neither the address nor PGCONNECT_TIMEOUT sets one."""

PREPARE_AFTER = 2
"""Uses of a statement after which the server keeps its plan; planning takes longer than most
questions, and each is asked many times."""

_READ_ONLY = "-c default_transaction_read_only=on"

_SEARCH_PATH = "-c search_path=pg_catalog,pg_temp"
"""The server's own functions and operators, and nobody else's: tables are named with their schema.
Temporary objects are a session's own, and would otherwise come first."""


class MissingError(ServerError):
    """A table or schema does not exist. The message names the database."""


class Connection:
    """A session with a server, to close after use.

    Args:
        address: where the server is.
        writes: True to write; otherwise the server itself refuses any change.

    Raises:
        ServerError: the server can't be reached, or refuses the connection.
        UsageError: libpq does not understand the address.
    """

    def __init__(self, address: Address, *, writes: bool = False) -> None:
        self.address = address
        try:
            given = conninfo_to_dict(address.uri)
        except (psycopg.Error, ValueError):  # the message may repeat any part of the address
            raise UsageError(
                f"libpq does not understand the address; write {ADDRESS_FORM}"
            ) from None
        more: dict[str, Any] = {"fallback_application_name": "kg", "client_encoding": "UTF8"}
        if "connect_timeout" not in given and "PGCONNECT_TIMEOUT" not in os.environ:
            more["connect_timeout"] = CONNECT_TIMEOUT_SECONDS
        # The last of several settings counts, and one of the session outdoes one of the role.
        options = str(given.get("options") or os.environ.get("PGOPTIONS") or "")
        more["options"] = f"{options} {_SEARCH_PATH}{'' if writes else f' {_READ_ONLY}'}".strip()
        try:
            self._db = psycopg.connect(
                address.uri, autocommit=True, prepare_threshold=PREPARE_AFTER, **more
            )
        except (psycopg.Error, ValueError) as error:  # a host may not even be a text for a resolver
            raise ServerError(_connect_message(address, error)) from None

    def close(self) -> None:
        """End the session."""
        self._db.close()

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        """Return the rows of a statement in which each ? stands for one of the values.

        Raises:
            ServerError: the server refuses, stops, or no longer answers.
        """
        with self._explained():
            cursor = self._db.execute(_placeholders(sql), [_storable(value) for value in values])
            return cursor.fetchall() if cursor.description is not None else []

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Run a block in a transaction: all of its changes are made, or none if it raises."""
        with self._explained(), self._db.transaction():
            yield

    def copy(self, table: str, rows: Iterable[Sequence[Any]]) -> int:
        """Load rows into a table with COPY, and return their number."""
        count = 0
        with self._explained(), self._db.cursor().copy(f"COPY {table} FROM STDIN") as copy:
            for row in rows:
                copy.write_row([_storable(value) for value in row])
                count += 1
        return count

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Turn errors of psycopg into ours."""
        try:
            yield
        except KgError:
            raise
        except psycopg.Error as error:
            raise _as_server_error(self.address, error) from None


def _placeholders(sql: str) -> Any:
    return sql.replace("%", "%%").replace("?", "%s")


def _storable(value: Any) -> Any:
    """Return a value as PostgreSQL can hold it: texts without NUL and without lone surrogates."""
    if isinstance(value, list):
        return [_storable(one) for one in value]
    if not isinstance(value, str) or (value.isprintable() and value.isascii()):
        return value
    return value.replace("\0", "\ufffd").encode("utf-8", "replace").decode()


def _message(address: Address, error: Exception) -> str:
    """Return libpq's message on one line, without secrets."""
    primary = error.diag.message_primary if isinstance(error, psycopg.Error) else None
    message = primary or str(error)
    return address.without_secrets(" ".join(message.split()) or type(error).__name__)


_CONNECT_STEPS = {
    r"password|authentication|pg_hba": "check the user and its password (PGPASSWORD or ~/.pgpass"
    " keep it out of commands)",
    r'database ".*" does not exist': "create it (createdb), or name another in the address",
    r'role ".*" does not exist': "name a user that the server knows",
    r"permission denied": "ask its owner for the right to connect",
    r"starting up|shutting down|recovery|too many|are reserved": "try again in a moment",
    r"translate host name": "check the host in the address",
    r"refused|No such file|time(d )?out": "is the server running there? Check host and port",
}
"""The next step for the user, by a pattern of libpq's message about a failed connection."""


def _connect_message(address: Address, error: Exception) -> str:
    message = _message(address, error)
    steps = (step for pattern, step in _CONNECT_STEPS.items() if re.search(pattern, message))
    return f"{address} can't be reached: {message}; {next(steps, 'check the address')}"


_CONNECTION_LOST = {"08", "57"}
"""Classes of SQLSTATE for a broken connection and for a server that stops."""


def _as_server_error(address: Address, error: psycopg.Error) -> ServerError:
    message = _message(address, error)
    match error:
        case errors.UndefinedTable() | errors.InvalidSchemaName() | errors.UndefinedColumn():
            return MissingError(f"{address}: {message}")
        case errors.InsufficientPrivilege():
            step = "its owner grants the right to read with: kg publish --reader USER"
            return ServerError(f"{address}: this user has no right to that ({message}); {step}")
        case errors.ReadOnlySqlTransaction():
            step = "publish to the primary, as a user that may write"
            return ServerError(f"{address} takes no changes ({message}); {step}")
        case errors.LockNotAvailable() | errors.DeadlockDetected():
            step = "try again when they are done"
            return ServerError(f"{address}: somebody else is publishing there now; {step}")
        case errors.QueryCanceled():
            option = "?options=-c%20statement_timeout%3D60s"
            step = f"ask again, or raise the limit by adding {option} to the address"
            return ServerError(f"{address}: the server gave up ({message}); {step}")
        case errors.DiskFull() | errors.OutOfMemory():
            step = "earlier versions are unchanged"
            return ServerError(f"{address}: the server has no room ({message}); {step}")
        case errors.OperationalError() if (
            error.sqlstate is None or error.sqlstate[:2] in _CONNECTION_LOST
        ):
            step = "nothing is lost; ask again when the server runs"
            return ServerError(f"{address}: the connection broke off ({message}); {step}")
    return ServerError(f"{address}: the server refuses ({error.sqlstate}: {message})")
