"""Where compiled graphs are kept, and when one there can be trusted."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import tempfile
import zlib
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import fields
from pathlib import Path

from kg.errors import DataError, Finding
from kg.load import graph_files, is_written, load_graph, read_out_by
from kg.model import Graph
from kg.relations import Kind, Relation
from kg.store.build import fill
from kg.store.postgres import is_address
from kg.store.schema import APPLICATION_ID, FORMAT
from kg.store.sqlite import SqliteStore
from kg.store.store import Store
from kg.version import __version__

KEPT = 32
"""Compiled graphs kept in the cache folder; the least lately built go first."""

CHECKED_WHOLE = 4 * 2**20
"""Bytes up to which a file's checksum is compared each time it is opened (about 1 ms)."""

_OURS = "[0-9a-f]" * 32 + ".db"  # as `_digest` names them; nothing else there is ours to remove
_ASIDE = ".building-"
_DAY = 86_400
_HEADER = 100
_SUM = slice(60, 64)  # SQLite's user_version: a field it keeps for us and never reads
_ID = slice(68, 72)  # SQLite's application_id


def default_cache() -> Path | None:
    """The user's cache folder for this program: KG_CACHE_DIR, or the system's place for it.

    None where there is no such place, as for a user without a home.
    """
    named = os.environ.get("KG_CACHE_DIR")
    if named:
        return Path(named)
    from platformdirs import user_cache_dir  # imported late: it costs milliseconds

    folder = Path(user_cache_dir("deckgraph", appauthor=False))
    return folder if folder.is_absolute() else None


def open_store(
    path: Path | str, cache: Path | None, note: Callable[[str], None] = lambda _: None
) -> Store:
    """Open a graph folder, compiling it first where the cache has no sound copy.

    Args:
        path: a graph folder, or one TOML file; or the address of a graph in PostgreSQL.
        cache: the folder of compiled graphs; None keeps everything in memory.
        note: told in a sentence when the cache can't be used.

    Returns:
        A store to close after use. Any number of processes may open the same graph at once.

    Raises:
        DataError: the graph has errors, or was edited while it was read.
        ServerError: the database at this address is not there, or refuses.
        UsageError: there is no graph at `path`.
    """
    if is_address(str(path)):
        # Imported late: it needs what an extra brings.
        from kg.store.postgres.address import Address
        from kg.store.postgres.store import open_published

        return open_published(Address.of(str(path)))
    path = Path(path)
    if cache is None:
        note("no folder for the cache on this system; the graph is compiled in memory")
        return SqliteStore(_in_memory(load_graph(path)))
    digest = _digest(path)
    file = cache / f"{digest}.db"

    def compiled() -> sqlite3.Connection:
        graph = load_graph(path)
        if _digest(path) != digest:
            # Kept under this name, it would answer for a graph that it is not.
            raise DataError([Finding(str(path), 1, "E101", "edited while it was read; ask again")])
        try:
            _compile(graph, file)
            db = _open(file)
            if db is not None:
                return db
            reason = "what was written there does not read back"
        except (OSError, sqlite3.Error) as error:
            reason = getattr(error, "strerror", None) or str(error)
        note(f"the cache {cache} can't be used ({reason}); the graph is compiled in memory")
        return _in_memory(graph)

    return SqliteStore(_open(file) or compiled(), reopen=compiled)


def _digest(path: Path) -> str:
    """A name for the graph at path that changes with any byte of it and with the program."""
    shape = [f.name for row in (Kind, Relation) for f in fields(row)]
    digest = hashlib.sha256(f"{__version__} {FORMAT} {shape}\n".encode())
    if not is_written(path):
        digest.update(read_out_by().encode())
    for file in graph_files(path):
        try:
            content = file.read_bytes()
        except OSError:
            content = b""  # loading reports it, with its place
        # Where a note is in its folder tells under what it is filed.
        name = file.relative_to(path) if file.is_relative_to(path) and file != path else file.name
        digest.update(f"{name} {len(content)}\n".encode("utf-8", "surrogateescape"))
        digest.update(content)
    # The title of an untitled graph is its folder's name.
    digest.update(path.resolve().name.encode("utf-8", "surrogateescape"))
    return digest.hexdigest()[:32]


def _in_memory(graph: Graph) -> sqlite3.Connection:
    db = sqlite3.connect(":memory:")
    fill(db, graph)
    return db


def _open(file: Path) -> sqlite3.Connection | None:
    """The compiled graph in this file, or None when it is missing, damaged or not ours."""
    try:
        with file.open("rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            content = stream.read(size if size <= CHECKED_WHOLE else _HEADER)
    except OSError:
        return None
    if content[_ID] != APPLICATION_ID.to_bytes(4, "big"):
        return None
    pages, page = int.from_bytes(content[28:32], "big"), int.from_bytes(content[16:18], "big")
    if pages * page != size:
        return None
    if size <= CHECKED_WHOLE and content[_SUM] != _checksum(content):
        return None
    try:
        return sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    except sqlite3.Error:
        return None


def _compile(graph: Graph, file: Path) -> None:
    """Write the compiled graph aside, then rename: readers see the old file, the new, or none."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=_ASIDE, suffix=".db")
    os.close(handle)
    aside = Path(name)
    try:
        with closing(sqlite3.connect(aside)) as db:
            fill(db, graph)
        with aside.open("r+b") as stream:
            content = stream.read(CHECKED_WHOLE + 1)
            stream.seek(_SUM.start)
            stream.write(_checksum(content))
        aside.replace(file)
    finally:
        with suppress(OSError):
            aside.unlink(missing_ok=True)
    _prune(file)


def _checksum(content: bytes) -> bytes:
    rest = zlib.crc32(content[_SUM.stop :], zlib.crc32(content[: _SUM.start]))
    return rest.to_bytes(4, "big")


def _prune(newest: Path) -> None:
    """Remove the oldest compiled graphs beyond those kept, and what killed processes left.

    Losing a compiled graph only costs a rebuild.
    """
    with suppress(OSError):
        ages = sorted((-f.stat().st_mtime, f) for f in newest.parent.glob(_OURS))
        now = newest.stat().st_mtime
        left = [f for f in newest.parent.glob(f"{_ASIDE}*.db") if now - f.stat().st_mtime > _DAY]
        for file in [*(f for _, f in ages[KEPT:]), *left]:
            with suppress(OSError):
                file.unlink()
