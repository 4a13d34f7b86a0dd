from __future__ import annotations

import os
from pathlib import Path

from kg.store.compiling import MAX_COMPILED_GRAPHS
from kg.system.files import temporary_folder
from tests.store.cached import compiled_files, opened


def test_the_newest_compiled_graphs_are_kept(graph_folder: Path, tiny_file: Path) -> None:
    folder = tiny_file.parent
    newest = int(tiny_file.stat().st_mtime)
    tiny_file.unlink()
    for age in range(1, MAX_COMPILED_GRAPHS + 9):
        other = folder / f"{age:032x}.db"
        other.write_bytes(b"")
        os.utime(other, (newest - age, newest - age))
    with opened(graph_folder, folder):
        pass
    kept = {tiny_file.name, *(f"{age:032x}.db" for age in range(1, MAX_COMPILED_GRAPHS))}
    assert {path.name for path in compiled_files(folder)} == kept


def test_only_our_own_files_are_removed(graph_folder: Path, tiny_file: Path) -> None:
    folder = tiny_file.parent
    mine = {f"photos-{n}.db" for n in range(MAX_COMPILED_GRAPHS + 5)}
    mine |= {"a" * 32, "b" * 33 + ".db", "notes.txt"}
    for name in mine:
        (folder / name).write_bytes(b"")
        os.utime(folder / name, (1, 1))
    (folder / ".kg-build-deadbeef").mkdir()
    tiny_file.unlink()
    with temporary_folder(folder, "build-") as running, opened(graph_folder, folder):
        there = {path.name for path in compiled_files(folder)}
        assert there == mine | {tiny_file.name, running.name}
