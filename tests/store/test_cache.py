from __future__ import annotations

import errno
import hashlib
import os
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from kg.errors import DataError, UsageError
from kg.graph_files import load
from kg.graph_files.load import load_graph
from kg.model.graph import Graph
from kg.store import Store, cache, compiling, default_cache, open_store
from kg.store.build import fill
from kg.text.normal_forms import Stem
from tests.conftest import PROJECT, TINY, write_graph
from tests.store.cached import answers, compiled_files, opened

# Opening


def test_a_graph_is_compiled_once(
    graph_folder: Path, tiny_file: Path, tiny_answers: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(load, "load_graph", lambda _: pytest.fail("loaded again"))
    with opened(graph_folder, tiny_file.parent) as store:
        assert answers(store) == tiny_answers
    assert compiled_files(tiny_file.parent) == [tiny_file]


def test_without_a_cache_folder_it_is_compiled_in_memory(
    graph_folder: Path, tiny_answers: object
) -> None:
    notes: list[str] = []
    with opened(graph_folder, None, notes) as store:
        assert answers(store) == tiny_answers
    assert notes == ["no folder for the cache on this system; the graph is compiled in memory"]


def test_an_edited_graph_is_compiled_again(
    own_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "cache"
    before = (own_folder / "drinks.toml").read_text(encoding="utf-8")
    with opened(own_folder, folder) as store:
        first = answers(store)
    (own_folder / "drinks.toml").write_text(before.replace("Oolong", "Pu-erh"), encoding="utf-8")
    with opened(own_folder, folder) as store:
        assert store.name_matches(["puerh"]) and not store.name_matches(["oolong"])
    assert len(compiled_files(folder)) == 2
    (own_folder / "drinks.toml").write_text(before, encoding="utf-8")
    monkeypatch.setattr(load, "load_graph", lambda _: pytest.fail("loaded again"))
    with opened(own_folder, folder) as store:
        assert answers(store) == first


@pytest.mark.parametrize("name", ["relations.toml", "graph.toml", "new.toml"])
def test_an_edit_of_any_file_is_noticed(own_folder: Path, tmp_path: Path, name: str) -> None:
    with opened(own_folder, tmp_path / "cache"):
        pass
    with (own_folder / name).open("a") as stream:
        stream.write("# more\n")
    with opened(own_folder, tmp_path / "cache"):
        assert len(compiled_files(tmp_path / "cache")) == 2


@pytest.mark.parametrize(("name", "value"), [("FORMAT", 999), ("__version__", "999")])
def test_another_format_or_version_gets_another_file(
    graph_folder: Path, tiny_file: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: object
) -> None:
    before = tiny_file.read_bytes()
    monkeypatch.setattr(cache, name, value)
    with opened(graph_folder, tiny_file.parent):
        assert len(compiled_files(tiny_file.parent)) == 2
    assert tiny_file.read_bytes() == before


def test_the_same_files_in_another_folder_have_another_title(tmp_path: Path) -> None:
    files = {name: text for name, text in TINY.items() if name != "graph.toml"}
    for name in ("one", "two"):
        with opened(write_graph(tmp_path / name, files), tmp_path / "cache") as store:
            assert store.title == name


def test_errors_in_the_graph_are_raised(own_folder: Path, tmp_path: Path) -> None:
    write_graph(own_folder, {"bad.toml": "x ="})
    for folder in (tmp_path / "cache", None):
        with pytest.raises(DataError, match=r"bad.toml:1: E102"):
            open_store(own_folder, folder)
    with pytest.raises(UsageError, match="no such graph"):
        open_store(tmp_path / "nowhere", tmp_path / "cache")
    assert not (tmp_path / "cache").exists()


def test_a_graph_edited_while_it_is_read_is_not_kept(
    own_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def edit_and_load(path: Path) -> Graph:
        write_graph(own_folder, {"more.toml": "[[concept]]\nname = 'Mate'\n"})
        return load_graph(path)

    monkeypatch.setattr(load, "load_graph", edit_and_load)
    with pytest.raises(DataError, match="edited while it was read; ask again"):
        open_store(own_folder, tmp_path / "cache")
    assert not (tmp_path / "cache").exists()
    with opened(own_folder, tmp_path / "cache") as store:
        assert store.key_of("mate")


# Damage


# A cache that can't be used


def raising(error: Exception) -> object:
    def fail(*_: object, **__: object) -> None:
        raise error

    return fail


def fill_in_memory_only(db: sqlite3.Connection, graph: Graph, *_scratch_file: Path) -> None:
    (_, _, name), *_ = db.execute("PRAGMA database_list").fetchall()
    fill(db, graph)
    if name:
        raise sqlite3.OperationalError("database or disk is full")


@pytest.mark.parametrize(
    ("where", "name", "replacement", "reason"),
    [
        pytest.param(
            Path,
            "replace",
            raising(OSError(errno.ENOSPC, "No space left on device")),
            "No space left on device",
            id="full when renaming",
        ),
        pytest.param(
            compiling,
            "fill",
            fill_in_memory_only,
            "database or disk is full",
            id="full when filling",
        ),
        pytest.param(
            tempfile,
            "mkdtemp",
            raising(OSError(errno.EROFS, "Read-only file system")),
            "Read-only file system",
            id="read only",
        ),
        pytest.param(
            Path, "mkdir", raising(PermissionError(errno.EACCES, "Denied")), "Denied", id="denied"
        ),
    ],
)
def test_an_unusable_cache_is_reported(
    graph_folder: Path,
    tmp_path: Path,
    tiny_answers: object,
    monkeypatch: pytest.MonkeyPatch,
    where: object,
    name: str,
    replacement: object,
    reason: str,
) -> None:
    folder = tmp_path / "cache"
    notes: list[str] = []
    with monkeypatch.context() as patch:
        patch.setattr(where, name, replacement)
        with opened(graph_folder, folder, notes) as store:
            assert answers(store) == tiny_answers
    assert notes == [
        f"the cache {folder} can't be used ({reason}); the graph is compiled in memory"
    ]
    assert list(folder.glob("*")) == []
    with opened(graph_folder, folder) as store:
        assert answers(store) == tiny_answers


@pytest.mark.parametrize("below", ["", "a", "a/b"])
def test_a_file_in_place_of_the_cache_folder(
    graph_folder: Path, tmp_path: Path, tiny_answers: object, below: str
) -> None:
    (tmp_path / "cache").write_text("mine")
    notes: list[str] = []
    with opened(graph_folder, tmp_path / "cache" / below, notes) as store:
        assert answers(store) == tiny_answers
    assert len(notes) == 1
    assert (tmp_path / "cache").read_text() == "mine"


def test_a_folder_in_place_of_the_compiled_file(
    graph_folder: Path, tiny_file: Path, tiny_answers: object
) -> None:
    tiny_file.unlink()
    (tiny_file / "inside").mkdir(parents=True)
    notes: list[str] = []
    with opened(graph_folder, tiny_file.parent, notes) as store:
        assert answers(store) == tiny_answers
    assert len(notes) == 1
    assert compiled_files(tiny_file.parent) == [tiny_file]
    assert (tiny_file / "inside").is_dir()


def test_a_file_that_can_not_be_read_back_is_reported(
    graph_folder: Path, tmp_path: Path, tiny_answers: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "open_compiled", lambda _: None)
    notes: list[str] = []
    with opened(graph_folder, tmp_path / "cache", notes) as store:
        assert answers(store) == tiny_answers
    assert "the file written there can't be read back" in notes[0]


LIMITED = """
import resource, sys
from pathlib import Path
from urllib.parse import quote
from kg.store import open_store
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
store = open_store(Path(sys.argv[1]), Path(sys.argv[2]), print)
print(len(store))
store.close()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")
def test_a_full_disk_is_reported(graph_folder: Path, tmp_path: Path) -> None:
    done = run(LIMITED, graph_folder, tmp_path / "cache")
    out, _ = done.communicate()
    assert done.returncode == 0
    assert "can't be used" in out.splitlines()[0]
    assert out.splitlines()[1] == "8"
    assert compiled_files(tmp_path / "cache") == []


# Many processes


ASK = """
import hashlib, sys
from pathlib import Path
from urllib.parse import quote
from kg.store import open_store
from kg.text.normal_forms import Stem
print("ready", flush=True)
sys.stdin.readline()
store = open_store(Path(sys.argv[1]), Path(sys.argv[2]), sys.exit)
keys = store.keys()
result = repr((store.concepts(keys), store.edges(), store.search([Stem("tea")], 9)))
store.close()
print(hashlib.sha256(result.encode()).hexdigest())
"""


def run(code: str, *arguments: Path) -> subprocess.Popen[str]:
    path = os.pathsep.join([str(PROJECT), str(PROJECT / "graph")])
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        env=os.environ | {"PYTHONPATH": path},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize("how_many", [2, 8])
def test_many_processes_may_open_an_empty_cache_at_once(
    graph_folder: Path, tmp_path: Path, tiny_bytes: bytes, tiny_store: Store, how_many: int
) -> None:
    processes = [run(ASK, graph_folder, tmp_path / "cache") for _ in range(how_many)]
    for process in processes:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()
    results = {(*process.communicate(), process.returncode) for process in processes}
    keys = tiny_store.keys()
    right = (tiny_store.concepts(keys), tiny_store.edges(), tiny_store.search([Stem("tea")], 9))
    assert results == {(hashlib.sha256(repr(right).encode()).hexdigest() + "\n", "", 0)}
    (file,) = compiled_files(tmp_path / "cache")
    assert file.read_bytes() == tiny_bytes


# Paths


NAMES = ["a b", "50%", "a%20b", "x#y", "x?mode=rw", "ü é", "日本", "a'b\"c", "&;$(x)", "-n", "a\nb"]


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_folders_with_odd_names(tmp_path: Path, tiny_answers: object, name: str) -> None:
    folder = write_graph(tmp_path / name / "graph", TINY)
    cache_folder = tmp_path / name / "cache"
    for _ in range(2):
        with opened(folder, cache_folder) as store:
            assert answers(store) == tiny_answers
    assert len(compiled_files(cache_folder)) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == [name]


def test_folders_whose_names_are_not_utf8(tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"caf\xe9")
    try:
        folder.mkdir()
    except (OSError, UnicodeError):
        pytest.skip("this file system takes names in UTF-8 only")
    write_graph(folder, {"a.toml": "[[concept]]\nname = 'A'\n"})
    for _ in range(2):
        with opened(folder, folder / "cache") as store:
            assert (len(store), store.title) == (1, "caf\ufffd")
    assert len(compiled_files(folder / "cache")) == 1


def test_relative_paths(
    own_folder: Path, tmp_path: Path, tiny_answers: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with opened(Path("own"), Path("cache")) as store:
        monkeypatch.chdir(own_folder)
        assert answers(store) == tiny_answers
    with opened(Path(), Path("../cache")) as store:
        assert answers(store) == tiny_answers
    assert len(compiled_files(tmp_path / "cache")) == 1


def test_default_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KG_CACHE_DIR", str(tmp_path))
    assert default_cache() == tmp_path
    for unset in ("", None):
        if unset is None:
            monkeypatch.delenv("KG_CACHE_DIR")
        else:
            monkeypatch.setenv("KG_CACHE_DIR", unset)
        folder = default_cache()
        assert folder is not None
        assert folder.is_absolute()
        assert "deckgraph" in folder.parts


# Pruning
