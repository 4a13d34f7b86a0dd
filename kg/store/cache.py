"""Open a graph: from the cache folder where its compiled copy is current, else by compiling it."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Callable

from kg._typing import TYPE_CHECKING
from kg.errors import DataError, Finding
from kg.model.vocabulary import Kind, Relation
from kg.store.compiled_file import open_compiled
from kg.store.manifest import load_manifest, save_manifest, stamp_of, stamps_of
from kg.store.sqlite_schema import FORMAT
from kg.store.sqlite_store import SqliteStore
from kg.system.user_dirs import cache_folder
from kg.version import __version__

if TYPE_CHECKING:
    from pathlib import Path

    from kg.store.graph_store import Store

# Modules that only compiling needs are imported late: opening a compiled graph takes milliseconds.


def default_cache() -> Path | None:
    """Return the user's cache folder for this program; None if the system has no place for it."""
    from pathlib import Path

    folder = cache_folder()
    return None if folder is None else Path(folder)


def open_store(
    path: Path | str, cache: Path | str | None, note: Callable[[str], None] = lambda _: None
) -> Store:
    """Open a graph, compiling it first if the cache has no current and sound copy.

    Any number of processes may open the same graph at once.

    Args:
        path: a graph folder, a TOML file, a deck, or the address of a graph in PostgreSQL.
        cache: the folder of compiled graphs; None to compile in memory.
        note: called with a sentence when the cache can't be used.

    Returns:
        A store to close after use.

    Raises:
        DataError: the graph has errors, or was edited while it was read.
        ServerError: the database at this address is missing or refuses.
        UsageError: there is no graph at `path`.
    """
    if ":" in (address := str(path)) or "=" in address:
        from kg.store.postgres import is_address

        if is_address(address):
            from kg.store.postgres.address import Address
            from kg.store.postgres.postgres_store import open_published

            return open_published(Address.parse(address))
    if cache is None:
        note("no folder for the cache on this system; the graph is compiled in memory")
    else:
        digest = load_manifest(os.fspath(cache), os.fspath(path), _program())
        file = os.path.join(cache, f"{digest}.db")
        db = None if digest is None else open_compiled(file, is_known=True)
        if digest is not None and db is not None:
            return SqliteStore(db, reopen=lambda: _compile(path, cache, digest, note))
    return _open_by_reading(path, cache, note)


def _open_by_reading(
    path: Path | str, cache: Path | str | None, note: Callable[[str], None]
) -> Store:
    """Open a graph that no manifest vouches for: read its files to learn their digest."""
    from pathlib import Path

    from kg.store import compiling

    path = Path(path)
    if cache is None:
        from kg.graph_files.load import load_graph

        return SqliteStore(compiling.compile_in_memory(load_graph(path)))
    stamps = stamps_of(compiling.digest_inputs(path))
    digest = compiling.graph_digest(path, _program())
    file = os.path.join(cache, f"{digest}.db")
    look = stamp_of(file)
    db = open_compiled(file)
    if db is None:
        db = _compile(path, cache, digest, note)
        look = stamp_of(file)
    if os.path.exists(file) and stamps_of(compiling.digest_inputs(path)) == stamps:
        save_manifest(os.fspath(cache), os.fspath(path), _program(), digest, stamps, look)
    return SqliteStore(db, reopen=lambda: _compile(path, cache, digest, note))


def _compile(
    path: Path | str, cache: Path | str, digest: str, note: Callable[[str], None]
) -> sqlite3.Connection:
    """Compile the graph with this digest into the cache, or in memory if that fails.

    Raises:
        DataError: the files at `path` have errors, or no longer have this digest.
    """
    from pathlib import Path

    from kg.graph_files.load import load_graph
    from kg.store import compiling

    path, file = Path(path), Path(cache, f"{digest}.db")
    graph = load_graph(path)
    if compiling.graph_digest(path, _program()) != digest:
        # Stored under this digest, the file would be taken for another version of the graph.
        raise DataError([Finding(str(path), 1, "E101", "edited while it was read; ask again")])
    try:
        compiling.write_compiled(graph, file)
        db = open_compiled(str(file))
        if db is not None:
            return db
        reason = "the file written there can't be read back"
    except (OSError, sqlite3.Error) as error:
        reason = getattr(error, "strerror", None) or str(error)
    note(f"the cache {cache} can't be used ({reason}); the graph is compiled in memory")
    return compiling.compile_in_memory(graph)


def _program() -> str:
    """Return what compiled graphs depend on besides the files: version, tables, byte order."""
    fields = [*Kind._fields, *Relation._fields]
    return f"{__version__} {FORMAT} {fields} {sys.byteorder}"
