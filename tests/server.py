"""A real PostgreSQL server, on a folder of its own, gone when it is closed."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path
from typing import Any, Self

import psycopg  # noqa: TID251 - tests look at the database as others would

OWNER, READER, STRANGER = "owner", "reader", "stranger"
SECRET = "s3cr3t-sauce"  # the password of all of them


class NoServerError(Exception):
    """PostgreSQL is not installed; the message says what to do."""


def programs() -> Path:
    """The folder of the newest server's programs.

    Raises:
        NoServerError: there is none.
    """
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if found:
        return found[-1].parent
    there = shutil.which("initdb")
    if there is None:
        raise NoServerError("no PostgreSQL server here; install Debian's postgresql")
    return Path(there).resolve().parent


class Server:
    """A server for tests: a socket where everybody is let in, a loopback port with passwords.

    The database `kg` belongs to `owner`; `reader` and `stranger` may connect.
    """

    def __init__(self) -> None:
        self._programs = programs()
        self.folder = Path(tempfile.mkdtemp(prefix="kg-postgres-"))
        # PostgreSQL refuses to run as root; Debian's package brings a user for it.
        self._as = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        if self._as:
            shutil.chown(self.folder, "postgres")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        data = self.folder / "data"
        self._run("initdb", "-N", "-U", "postgres", "-E", "UTF8", "--locale=C", "-D", data,
                  "--auth-local=trust", "--auth-host=scram-sha-256")  # fmt: skip
        with (data / "postgresql.conf").open("a", encoding="utf-8") as conf:
            conf.write(
                f"port = {self.port}\nlisten_addresses = '127.0.0.1'\nfsync = off\n"
                f"unix_socket_directories = '{self.folder}'\nshared_buffers = 32MB\n"
            )
        self.start()
        for role in (OWNER, READER, STRANGER):
            self.do(f"CREATE ROLE {role} LOGIN PASSWORD '{SECRET}'", database="postgres")
        self.create("kg")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, program: str, *args: str | Path) -> None:
        command = [*self._as, str(self._programs / program), *map(str, args)]
        done = subprocess.run(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd="/", check=False
        )
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stderr.decode()}")

    def start(self) -> None:
        """Start it, and wait until it answers."""
        log = self.folder / "log"
        self._run("pg_ctl", "-w", "-D", self.folder / "data", "-l", log, "start")

    def stop(self) -> None:
        """Stop it as a crash would: every session is cut off."""
        self._run("pg_ctl", "-w", "-D", self.folder / "data", "-m", "immediate", "stop")

    def create(self, database: str, options: str = "") -> None:
        """Create an empty database that belongs to the owner."""
        self.do(f"CREATE DATABASE {database} OWNER {OWNER} {options}", database="postgres")

    def url(self, more: str = "", *, user: str = OWNER, database: str = "kg") -> str:
        """The address of a database through the socket; `more` are further parameters."""
        at = f"postgresql://{user}@/{database}?host={self.folder}&port={self.port}"
        return f"{at}&{more}" if more else at

    def tcp(self, more: str = "", *, user: str = OWNER, password: str = SECRET) -> str:
        """The address of the database `kg` through the port, with a password."""
        at = f"postgresql://{user}:{password}@127.0.0.1:{self.port}/kg"
        return f"{at}?{more}" if more else at

    def do(
        self, sql: Any, *values: object, user: str = "postgres", database: str = "kg"
    ) -> list[Any]:
        """The rows of a statement, as a user of psql would send it."""
        with psycopg.connect(self.url(user=user, database=database), autocommit=True) as db:
            cursor = db.execute(sql, values or None)
            return cursor.fetchall() if cursor.description else []
