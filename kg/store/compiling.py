"""Compiling: a graph's files into one SQLite file, named by their content and written whole."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import tempfile
from contextlib import closing, suppress
from pathlib import Path

from kg.graph_files.source_files import graph_files, is_native, extraction_files, vocabularies_beside
from kg.model.graph import Graph
from kg.store.build import fill
from kg.store.cache import CHECKED_WHOLE, SEAL, checksum
from kg.system.files import replace_file
from kg.text.word_list import list_file, listed

KEPT = 32
"""Compiled graphs kept in the cache folder; the least lately built go first."""

_OURS = "[0-9a-f]" * 32 + ".db"  # as `digest_of` names them; nothing else there is ours to remove
_ASIDE = ".building-"
_DAY = 86_400


def digest_of(path: Path, program: str) -> str:
    """A name for the graph at path that changes with any byte of it and with the program."""
    digest = hashlib.sha256(f"{program}\n".encode())
    if not is_native(path):
        for file in extraction_files():
            digest.update(file.read_bytes())
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


def read_by_digest(path: Path) -> list[str]:
    """Every file and folder that `digest_of` looks at, and those that it would if they were there.

    Raises:
        DataError, UsageError: as `graph_files`.
    """
    found = [path, *vocabularies_beside(path), *graph_files(path)]
    if path.is_dir():
        found.append(path / "deck.json")  # which may be a link to nothing yet
    if not is_native(path):
        found += extraction_files()
        for root, folders, _ in os.walk(path):
            folders[:] = [name for name in folders if not name.startswith(".")]
            found.append(Path(root))
    return [str(file.absolute()) for file in dict.fromkeys(found)]


def in_memory(graph: Graph) -> sqlite3.Connection:
    """The compiled graph, kept nowhere."""
    db = sqlite3.connect(":memory:")
    fill(db, graph)
    return db


def write_compiled(graph: Graph, file: Path) -> None:
    """Write the compiled graph aside, then rename: readers see the old file, the new, or none."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=_ASIDE, suffix=".db")
    os.close(handle)
    aside = Path(name)
    try:
        with closing(sqlite3.connect(aside)) as db:
            fill(db, graph, aside.with_name(f"{aside.stem}-things.db"))
        with aside.open("r+b") as stream:
            content = stream.read(CHECKED_WHOLE + 1)
            stream.seek(SEAL.start)
            stream.write(checksum(content))
        aside.replace(file)
    finally:
        with suppress(OSError):
            aside.unlink(missing_ok=True)
    _prune(file)
    _keep_list(file.parent)


def _keep_list(folder: Path) -> None:
    """Have the list of English words unpacked beside, for who asks with a slip."""
    content, kept = listed()[:], folder / list_file()
    with suppress(OSError):
        if not kept.exists() or kept.read_bytes() != content:
            replace_file(kept, content)


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
