"""Where compiled graphs are kept, and when one there can be trusted."""

from __future__ import annotations

import os
import sqlite3
import sys
import zlib
from collections.abc import Callable

from kg._typing import TYPE_CHECKING
from kg.errors import DataError, Finding
from kg.model.vocabulary import Kind, Relation
from kg.store.manifest import load_manifest, save_manifest, stamps_of
from kg.store.sqlite_schema import APPLICATION_ID, FORMAT
from kg.store.sqlite_store import SqliteStore
from kg.system.user_dirs import cache_folder
from kg.version import __version__

if TYPE_CHECKING:
    from pathlib import Path

    from kg.store.graph_store import Store

CHECKED_WHOLE = 4 * 2**20
"""Bytes up to which a file's checksum is compared each time it is opened (about 1 ms)."""

SEAL = slice(60, 64)
"""Where in a file its checksum is: SQLite's user_version, a field it keeps for us."""

_HEADER = 100
_ID = slice(68, 72)  # SQLite's application_id


def default_cache() -> Path | None:
    """The user's cache folder for this program; None where there is no such place."""
    from pathlib import Path  # imported late, as all that opening a compiled graph does without

    folder = cache_folder()
    return None if folder is None else Path(folder)


def open_store(
    path: Path | str, cache: Path | str | None, note: Callable[[str], None] = lambda _: None
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
    if ":/" in (address := str(path)):  # imported late: few graphs are on a server
        from kg.store.postgres import is_address

        if is_address(address):
            from kg.store.postgres.address import Address
            from kg.store.postgres.postgres_store import (
                open_published,  # needs what an extra brings
            )

            return open_published(Address.of(address))
    if cache is None:
        note("no folder for the cache on this system; the graph is compiled in memory")
    else:
        digest = load_manifest(os.fspath(cache), os.fspath(path), _program())
        db = None if digest is None else _open(os.path.join(cache, f"{digest}.db"))
        if digest is not None and db is not None:
            return SqliteStore(db, reopen=lambda: _compiled(path, cache, digest, note))
    return _read(path, cache, note)


def _read(path: Path | str, cache: Path | str | None, note: Callable[[str], None]) -> Store:
    """Open a graph by reading its files."""
    from pathlib import Path

    from kg.graph_files.load import load_graph
    from kg.store import compiling

    path = Path(path)
    if cache is None:
        return SqliteStore(compiling.in_memory(load_graph(path)))
    stamps = stamps_of(compiling.read_by_digest(path))
    digest = compiling.digest_of(path, _program())
    file = os.path.join(cache, f"{digest}.db")
    db = _open(file) or _compiled(path, cache, digest, note)
    if os.path.exists(file) and stamps_of(compiling.read_by_digest(path)) == stamps:
        save_manifest(os.fspath(cache), os.fspath(path), _program(), digest, stamps)
    return SqliteStore(db, reopen=lambda: _compiled(path, cache, digest, note))


def _compiled(
    path: Path | str, cache: Path | str, digest: str, note: Callable[[str], None]
) -> sqlite3.Connection:
    """The graph of this digest, compiled anew: into the cache, or else in memory.

    Raises:
        DataError: the files at `path` have errors, or another digest by now.
    """
    from pathlib import Path

    from kg.graph_files.load import load_graph
    from kg.store import compiling

    path, file = Path(path), Path(cache, f"{digest}.db")
    graph = load_graph(path)
    if compiling.digest_of(path, _program()) != digest:
        # Kept under this name, it would answer for a graph that it is not.
        raise DataError([Finding(str(path), 1, "E101", "edited while it was read; ask again")])
    try:
        compiling.write_compiled(graph, file)
        db = _open(str(file))
        if db is not None:
            return db
        reason = "what was written there does not read back"
    except (OSError, sqlite3.Error) as error:
        reason = getattr(error, "strerror", None) or str(error)
    note(f"the cache {cache} can't be used ({reason}); the graph is compiled in memory")
    return compiling.in_memory(graph)


def _program() -> str:
    """What reads graphs: another version, or one with other tables, compiles them otherwise."""
    fields = [*Kind._fields, *Relation._fields]
    return f"{__version__} {FORMAT} {fields} {sys.byteorder}"


def _open(file: str) -> sqlite3.Connection | None:
    """The compiled graph in this file, or None when it is missing, damaged or not ours."""
    try:
        with open(file, "rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            content = stream.read(size if size <= CHECKED_WHOLE else _HEADER)
    except OSError:
        return None
    if content[_ID] != APPLICATION_ID.to_bytes(4, "big"):
        return None
    pages, page = int.from_bytes(content[28:32], "big"), int.from_bytes(content[16:18], "big")
    if pages * page != size:
        return None
    if size <= CHECKED_WHOLE and content[SEAL] != checksum(content):
        return None
    try:
        return sqlite3.connect(f"{_uri(os.path.realpath(file))}?mode=ro&immutable=1", uri=True)
    except sqlite3.Error:
        return None


def checksum(content: bytes) -> bytes:
    """The checksum of a compiled graph, of all but the place where it stands."""
    rest = zlib.crc32(content[SEAL.stop :], zlib.crc32(content[: SEAL.start]))
    return rest.to_bytes(4, "big")


def _uri(file: str) -> str:
    """A path as SQLite takes it in a URI, in which ?, # and % would mean something."""
    if sys.platform == "win32":
        file = "/" + file.replace("\\", "/")
    pairs = ((byte, chr(byte)) for byte in os.fsencode(file))
    plain = "/-_.~"
    return "file://" + "".join(
        letter if letter.isascii() and (letter.isalnum() or letter in plain) else f"%{byte:02X}"
        for byte, letter in pairs
    )
