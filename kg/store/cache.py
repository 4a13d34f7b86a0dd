"""Where compiled graphs are kept, and when one there can be trusted."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import tempfile
import zlib
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from urllib.parse import quote

from kg import __version__
from kg.load import graph_files, load_graph
from kg.store.build import fill
from kg.store.schema import APPLICATION_ID, FORMAT
from kg.store.store import Store

KEPT = 32
"""Compiled graphs kept in the cache folder; the least lately built go first."""

CHECKED_WHOLE = 4 * 2**20
"""Bytes up to which a file's checksum is compared each time it is opened (about 1 ms)."""

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
    path: Path, cache: Path | None, note: Callable[[str], None] = lambda _: None
) -> Store:
    """Open a graph folder, compiling it first where the cache has no sound copy.

    Args:
        path: a graph folder, or one TOML file.
        cache: the folder of compiled graphs; None keeps everything in memory.
        note: told in a sentence when the cache can't be used.

    Returns:
        A store to close after use. Any number of processes may open the same graph at once.

    Raises:
        DataError: the graph has errors.
        UsageError: there is no graph at `path`.
    """
    if cache is None:
        note("no folder for the cache on this system; the graph is compiled in memory")
        return Store(_in_memory(path))
    file = cache / f"{_digest(path)}.db"

    def compiled() -> sqlite3.Connection:
        try:
            _compile(path, file)
            db = _open(file)
            if db is not None:
                return db
            reason = "what was written there does not read back"
        except (OSError, sqlite3.Error) as error:
            reason = getattr(error, "strerror", None) or str(error)
        note(f"the cache {cache} can't be used ({reason}); the graph is compiled in memory")
        return _in_memory(path)

    return Store(_open(file) or compiled(), reopen=compiled)


def _digest(path: Path) -> str:
    """A name for the graph at path that changes with any byte of it and with the program."""
    digest = hashlib.sha256(f"{__version__} {FORMAT}\n".encode())
    for file in graph_files(path):
        try:
            content = file.read_bytes()
        except OSError:
            content = b""  # loading reports it, with its place
        digest.update(f"{file.name} {len(content)}\n".encode("utf-8", "surrogateescape"))
        digest.update(content)
    # The title of an untitled graph is its folder's name.
    digest.update(path.resolve().name.encode("utf-8", "surrogateescape"))
    return digest.hexdigest()[:32]


def _in_memory(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(":memory:")
    fill(db, load_graph(path))
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
        return sqlite3.connect(f"file:{quote(str(file.resolve()))}?mode=ro&immutable=1", uri=True)
    except sqlite3.Error:
        return None


def _compile(path: Path, file: Path) -> None:
    """Write the compiled graph aside, then rename: readers see the old file, the new, or none."""
    graph = load_graph(path)
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".building-", suffix=".db")
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
    _prune(file.parent)


def _checksum(content: bytes) -> bytes:
    rest = zlib.crc32(content[_SUM.stop :], zlib.crc32(content[: _SUM.start]))
    return rest.to_bytes(4, "big")


def _prune(folder: Path) -> None:
    """Remove the oldest compiled graphs beyond those kept. Losing one only costs a rebuild."""
    with suppress(OSError):
        ages = sorted((-f.stat().st_mtime, f.name) for f in folder.glob("*.db"))
        for _, name in ages[KEPT:]:
            with suppress(OSError):
                (folder / name).unlink()
