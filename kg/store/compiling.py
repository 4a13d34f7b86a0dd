"""Compile a graph's files into one SQLite file, named by a digest of their content."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from kg.graph_files.source_files import (
    card_files,
    extraction_files,
    graph_files,
    is_native,
    vocabularies_beside,
)
from kg.model.graph import Graph
from kg.store.build import fill
from kg.store.compiled_file import seal
from kg.system.files import remove_leftovers, temporary_folder
from kg.text.word_list import write_table

MAX_COMPILED_GRAPHS = 32
"""Compiled graphs kept in the cache folder; those compiled longest ago are removed first."""

_COMPILED_FILES = "[0-9a-f]" * 32 + ".db"  # named by `graph_digest`; other files are not ours


def graph_digest(path: Path, program: str) -> str:
    """Return a digest of the graph at `path` that changes with any byte of it.

    `program` stands for everything else that the compiled graph depends on.
    """
    digest = hashlib.sha256(f"{program}\n".encode())
    if not is_native(path):
        for file in extraction_files():
            digest.update(file.read_bytes())
    for file in [*graph_files(path), *card_files(path)]:
        try:
            content = file.read_bytes()
        except OSError:
            content = b""  # loading the graph reports it, with its place
        # The folder of a note is a topic, so its path counts.
        name = file.relative_to(path) if file.is_relative_to(path) and file != path else file.name
        digest.update(f"{name} {len(content)}\n".encode("utf-8", "surrogateescape"))
        digest.update(content)
    # The title of an untitled graph is its folder's name.
    digest.update(path.resolve().name.encode("utf-8", "surrogateescape"))
    return digest.hexdigest()[:32]


def digest_inputs(path: Path) -> list[str]:
    """Return every file and folder on which `graph_digest` depends, even those that don't exist.

    Raises:
        DataError, UsageError: as `graph_files`.
    """
    found = [path, *vocabularies_beside(path), *graph_files(path), *card_files(path)]
    if path.is_dir():
        found.append(path / "deck.json")  # possibly a link to a file that does not exist yet
    if not is_native(path):
        found += extraction_files()
        for root, folders, _ in os.walk(path):
            folders[:] = [name for name in folders if not name.startswith(".")]
            found.append(Path(root))
    return [str(file.absolute()) for file in dict.fromkeys(found)]


def compile_in_memory(graph: Graph) -> sqlite3.Connection:
    """Compile a graph into a database in memory."""
    db = sqlite3.connect(":memory:")
    db.execute("PRAGMA temp_store = MEMORY")  # the folder of temporary files may be full
    fill(db, graph)
    return db


def write_compiled(graph: Graph, file: Path) -> None:
    """Compile a graph into a file; readers see the old file, the new one, or none.

    Also write the table of English words into the folder, and remove the oldest compiled graphs.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    remove_leftovers(file.parent)
    with temporary_folder(file.parent, "build-") as folder:
        unfinished = folder / file.name
        with closing(sqlite3.connect(unfinished)) as db:
            fill(db, graph, folder / "graph-tables.db")
        unfinished.chmod(0o600)
        seal(unfinished)
        unfinished.replace(file)
    _prune(file)
    with suppress(OSError):
        write_table(file.parent)


def _prune(newest: Path) -> None:
    """Remove the oldest compiled graphs beyond the maximum.

    A compiled graph that is removed is compiled again when it is opened.
    """
    with suppress(OSError):
        ages = sorted((-f.stat().st_mtime, f) for f in newest.parent.glob(_COMPILED_FILES))
        for _, file in ages[MAX_COMPILED_GRAPHS:]:
            with suppress(OSError):
                file.unlink()
