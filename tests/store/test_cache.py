from __future__ import annotations

import errno
import hashlib
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

import platformdirs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.errors import DataError, UsageError
from kg.graph_files import load
from kg.graph_files.load import load_graph
from kg.model.graph import Graph
from kg.store import Store, cache, compiled_file, compiling, default_cache, manifest, open_store
from kg.store.build import fill
from kg.store.compiling import MAX_COMPILED_GRAPHS
from kg.store.sqlite_schema import APPLICATION_ID
from kg.text.normal_forms import Stem, normalise
from tests.conftest import PROJECT, TINY, write_graph


def answers(store: Store) -> object:
    """Something out of every table."""
    keys = store.keys()
    return (
        store.title,
        store.description,
        store.vocabulary,
        store.concepts(keys),
        store.edges(),
        store.edges_of(keys[:2]),
        store.name_matches(normalise(c.name) for c in store.concepts(keys).values()),
        store.words_starting_with("s", 1, 20),
        store.concept_fields(keys),
        store.search([Stem("tea"), Stem("leav")], 5),
    )


@contextmanager
def opened(
    folder: Path, cache_folder: Path | None, notes: list[str] | None = None
) -> Iterator[Store]:
    store = open_store(folder, cache_folder, notes.append if notes is not None else pytest.fail)
    try:
        yield store
    finally:
        store.close()


def compiled(cache_folder: Path) -> list[Path]:
    return sorted(
        file for file in cache_folder.glob("*") if file.suffix not in (manifest.MANIFEST_SUFFIX, ".txt")
    )


@pytest.fixture(scope="module")
def right(tiny_store: Store) -> object:
    return answers(tiny_store)


@pytest.fixture(scope="module")
def content(graph_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of the compiled tiny graph."""
    folder = tmp_path_factory.mktemp("content")
    with opened(graph_folder, folder):
        (file,) = compiled(folder)
    return file.read_bytes()


@pytest.fixture
def file(graph_folder: Path, tmp_path: Path) -> Path:
    """The compiled tiny graph in a cache of its own."""
    with opened(graph_folder, tmp_path / "cache"):
        (file,) = compiled(tmp_path / "cache")
    return file


# Cold and warm


def test_compiled_once(
    graph_folder: Path, file: Path, right: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(load, "load_graph", lambda _: pytest.fail("loaded again"))
    with opened(graph_folder, file.parent) as store:
        assert answers(store) == right
    assert compiled(file.parent) == [file]


def test_without_a_cache(graph_folder: Path, right: object) -> None:
    notes: list[str] = []
    with opened(graph_folder, None, notes) as store:
        assert answers(store) == right
    assert notes == ["no folder for the cache on this system; the graph is compiled in memory"]


def test_the_file_is_sealed(content: bytes) -> None:
    assert content[68:72] == APPLICATION_ID.to_bytes(4, "big")
    assert content[60:64] == compiled_file.checksum(content)
    assert len(content) < compiled_file.MAX_CHECKSUMMED_BYTES


def test_an_edited_graph_is_compiled_anew(
    own_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "cache"
    before = (own_folder / "drinks.toml").read_text(encoding="utf-8")
    with opened(own_folder, folder) as store:
        first = answers(store)
    (own_folder / "drinks.toml").write_text(before.replace("Oolong", "Pu-erh"), encoding="utf-8")
    with opened(own_folder, folder) as store:
        assert store.name_matches(["puerh"]) and not store.name_matches(["oolong"])
    assert len(compiled(folder)) == 2
    (own_folder / "drinks.toml").write_text(before, encoding="utf-8")
    monkeypatch.setattr(load, "load_graph", lambda _: pytest.fail("loaded again"))
    with opened(own_folder, folder) as store:
        assert answers(store) == first


@pytest.mark.parametrize("name", ["relations.toml", "graph.toml", "new.toml"])
def test_any_file_of_the_graph_counts(own_folder: Path, tmp_path: Path, name: str) -> None:
    with opened(own_folder, tmp_path / "cache"):
        pass
    with (own_folder / name).open("a") as stream:
        stream.write("# more\n")
    with opened(own_folder, tmp_path / "cache"):
        assert len(compiled(tmp_path / "cache")) == 2


@pytest.mark.parametrize(("name", "value"), [("FORMAT", 999), ("__version__", "999")])
def test_another_format_or_version_has_another_file(
    graph_folder: Path, file: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: object
) -> None:
    before = file.read_bytes()
    monkeypatch.setattr(cache, name, value)
    with opened(graph_folder, file.parent):
        assert len(compiled(file.parent)) == 2
    assert file.read_bytes() == before


def test_a_graph_of_the_same_files_under_another_name(tmp_path: Path) -> None:
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


def other_database(path: Path, *, ours: bool) -> None:
    """Put another program's database there, or one sealed as ours that has other tables."""
    path.unlink()
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE thing (n)")
        if ours:
            db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.commit()
    if ours:
        content = path.read_bytes()
        path.write_bytes(content[:60] + compiled_file.checksum(content) + content[64:])


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda f: f.unlink(), id="missing"),
        pytest.param(lambda f: f.write_bytes(b""), id="empty"),
        pytest.param(lambda f: f.write_bytes(b"x"), id="one byte"),
        pytest.param(lambda f: f.write_bytes(f.read_bytes()[:99]), id="cut in the header"),
        pytest.param(lambda f: f.write_bytes(f.read_bytes()[:4096]), id="cut after a page"),
        pytest.param(lambda f: f.write_bytes(f.read_bytes()[:-1]), id="cut at the end"),
        pytest.param(lambda f: f.write_bytes(f.read_bytes() + b"\0"), id="one byte more"),
        pytest.param(lambda f: f.write_bytes(f.read_bytes() * 2), id="doubled"),
        pytest.param(lambda f: f.write_bytes(os.urandom(50_000)), id="garbage"),
        pytest.param(lambda f: f.write_bytes(bytes(50_000)), id="zeros"),
        pytest.param(
            lambda f: f.write_bytes(f.read_bytes()[:100] + bytes(f.stat().st_size - 100)),
            id="zeros after the header",
        ),
        pytest.param(lambda f: other_database(f, ours=False), id="foreign"),
        pytest.param(lambda f: other_database(f, ours=True), id="ours, other tables"),
        pytest.param(lambda f: (f.unlink(), f.symlink_to("gone")), id="dangling link"),
    ],
)
def test_a_bad_file_is_rebuilt(
    graph_folder: Path,
    file: Path,
    content: bytes,
    right: object,
    damage: Callable[[Path], object],
) -> None:
    damage(file)
    with opened(graph_folder, file.parent) as store:
        assert answers(store) == right
    assert compiled(file.parent) == [file]
    assert file.read_bytes() == content


@given(where=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
@example(where=0, bit=0)
@example(where=1 - 1e-9, bit=7)
def test_a_flipped_bit_is_noticed(
    graph_folder: Path,
    content: bytes,
    right: object,
    tmp_path_factory: pytest.TempPathFactory,
    where: float,
    bit: int,
) -> None:
    check_flip(graph_folder, content, right, tmp_path_factory, int(where * len(content)), bit)


@pytest.mark.parametrize("offset", [0, 16, 17, 18, 19, 28, 31, 44, 56, 60, 63, 64, 68, 71, 96, 99])
def test_a_flipped_bit_in_the_header_is_noticed(
    graph_folder: Path,
    content: bytes,
    right: object,
    tmp_path_factory: pytest.TempPathFactory,
    offset: int,
) -> None:
    for bit in range(8):
        check_flip(graph_folder, content, right, tmp_path_factory, offset, bit)


def check_flip(
    graph_folder: Path,
    content: bytes,
    right: object,
    tmp_path_factory: pytest.TempPathFactory,
    offset: int,
    bit: int,
) -> None:
    folder = tmp_path_factory.getbasetemp() / "flipped"
    with opened(graph_folder, folder):
        (file,) = compiled(folder)
    flipped = content[offset] ^ (1 << bit)
    file.write_bytes(content[:offset] + bytes([flipped]) + content[offset + 1 :])
    with opened(graph_folder, folder) as store:
        assert answers(store) == right
    assert file.read_bytes() == content


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda f: f.write_bytes(f.read_bytes()[:-4096]), id="cut"),
        pytest.param(lambda f: f.write_bytes(f.read_bytes() + bytes(4096)), id="longer"),
        pytest.param(lambda f: other_database(f, ours=False), id="foreign"),
        pytest.param(
            lambda f: f.write_bytes(f.read_bytes()[:100] + bytes(f.stat().st_size - 100)),
            id="zeros after the header",
        ),
    ],
)
def test_a_bad_file_too_big_to_be_checked_whole_is_rebuilt(
    graph_folder: Path,
    tmp_path: Path,
    right: object,
    damage: Callable[[Path], object],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(compiled_file, "MAX_CHECKSUMMED_BYTES", 0)
    folder = tmp_path / "cache"
    with opened(graph_folder, folder):
        (file,) = compiled(folder)
    content = file.read_bytes()
    damage(file)
    with opened(graph_folder, folder) as store:
        assert file.read_bytes()[:100] == content[:100]
        assert answers(store) == right
    assert file.read_bytes() == content


@pytest.mark.parametrize("byte", [b"\0", b"\xff", b"\x0a"])
@pytest.mark.parametrize("start", [0, 100, 4096])
def test_damage_after_opening_is_mended(
    graph_folder: Path, file: Path, content: bytes, right: object, start: int, byte: bytes
) -> None:
    with opened(graph_folder, file.parent) as store:
        with file.open("r+b") as stream:
            stream.seek(start)
            stream.write(byte * (len(content) - start))
        assert answers(store) == right
    assert file.read_bytes() == content


def test_damage_after_opening_of_a_graph_that_has_changed(own_folder: Path, tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    with opened(own_folder, folder) as store:
        (file,) = compiled(folder)
        with file.open("r+b") as stream:
            stream.write(b"\xff" * file.stat().st_size)
        (own_folder / "steps.toml").write_text("", encoding="utf-8")
        (own_folder / "drinks.toml").write_text("[[concept]]\nname = 'x'\n", encoding="utf-8")
        # Keys that were given out would mean other concepts now.
        with pytest.raises(DataError, match="edited while it was read"):
            store.keys()


def test_a_file_that_goes_missing_while_open_still_answers(
    graph_folder: Path, file: Path, right: object
) -> None:
    with opened(graph_folder, file.parent) as store:
        assert len(store) == 8
        file.unlink()
        assert answers(store) == right


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
            "mkstemp",
            raising(OSError(errno.EROFS, "Read-only file system")),
            "Read-only file system",
            id="read only",
        ),
        pytest.param(
            Path, "mkdir", raising(PermissionError(errno.EACCES, "Denied")), "Denied", id="denied"
        ),
    ],
)
def test_an_unusable_cache(
    graph_folder: Path,
    tmp_path: Path,
    right: object,
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
            assert answers(store) == right
    assert notes == [
        f"the cache {folder} can't be used ({reason}); the graph is compiled in memory"
    ]
    assert list(folder.glob("*")) == []
    with opened(graph_folder, folder) as store:
        assert answers(store) == right


@pytest.mark.parametrize("below", ["", "a", "a/b"])
def test_a_file_in_place_of_the_cache(
    graph_folder: Path, tmp_path: Path, right: object, below: str
) -> None:
    (tmp_path / "cache").write_text("mine")
    notes: list[str] = []
    with opened(graph_folder, tmp_path / "cache" / below, notes) as store:
        assert answers(store) == right
    assert len(notes) == 1
    assert (tmp_path / "cache").read_text() == "mine"


def test_a_folder_in_place_of_the_file(graph_folder: Path, file: Path, right: object) -> None:
    file.unlink()
    (file / "inside").mkdir(parents=True)
    notes: list[str] = []
    with opened(graph_folder, file.parent, notes) as store:
        assert answers(store) == right
    assert len(notes) == 1
    assert compiled(file.parent) == [file]
    assert (file / "inside").is_dir()


def test_what_does_not_read_back_is_not_used(
    graph_folder: Path, tmp_path: Path, right: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "open_compiled", lambda _: None)
    notes: list[str] = []
    with opened(graph_folder, tmp_path / "cache", notes) as store:
        assert answers(store) == right
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
def test_a_disk_that_fills_up(graph_folder: Path, tmp_path: Path) -> None:
    done = run(LIMITED, graph_folder, tmp_path / "cache")
    out, _ = done.communicate()
    assert done.returncode == 0
    assert "can't be used" in out.splitlines()[0]
    assert out.splitlines()[1] == "8"
    assert compiled(tmp_path / "cache") == []


# Many at once


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
told = repr((store.concepts(keys), store.edges(), store.search([Stem("tea")], 9)))
store.close()
print(hashlib.sha256(told.encode()).hexdigest())
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
def test_processes_that_open_a_cold_cache_at_once(
    graph_folder: Path, tmp_path: Path, content: bytes, tiny_store: Store, how_many: int
) -> None:
    processes = [run(ASK, graph_folder, tmp_path / "cache") for _ in range(how_many)]
    for process in processes:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()
    told = {(*process.communicate(), process.returncode) for process in processes}
    keys = tiny_store.keys()
    right = (tiny_store.concepts(keys), tiny_store.edges(), tiny_store.search([Stem("tea")], 9))
    assert told == {(hashlib.sha256(repr(right).encode()).hexdigest() + "\n", "", 0)}
    (file,) = compiled(tmp_path / "cache")
    assert file.read_bytes() == content


def test_a_reader_keeps_the_file_that_another_replaces(
    graph_folder: Path, file: Path, right: object
) -> None:
    with opened(graph_folder, file.parent) as store:
        assert len(store) == 8
        copy = file.with_suffix(".copy")
        copy.write_bytes(file.read_bytes())
        copy.replace(file)
        assert answers(store) == right


# Paths


NAMES = ["a b", "50%", "a%20b", "x#y", "x?mode=rw", "ü é", "日本", "a'b\"c", "&;$(x)", "-n", "a\nb"]


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_odd_names(tmp_path: Path, right: object, name: str) -> None:
    folder = write_graph(tmp_path / name / "graph", TINY)
    cache_folder = tmp_path / name / "cache"
    for _ in range(2):
        with opened(folder, cache_folder) as store:
            assert answers(store) == right
    assert len(compiled(cache_folder)) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == [name]


def test_names_that_are_no_text(tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"caf\xe9")
    try:
        folder.mkdir()
    except (OSError, UnicodeError):
        pytest.skip("this file system takes names in UTF-8 only")
    write_graph(folder, {"a.toml": "[[concept]]\nname = 'A'\n"})
    for _ in range(2):
        with opened(folder, folder / "cache") as store:
            assert (len(store), store.title) == (1, "caf?")
    assert len(compiled(folder / "cache")) == 1


def test_relative_paths(
    own_folder: Path, tmp_path: Path, right: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with opened(Path("own"), Path("cache")) as store:
        monkeypatch.chdir(own_folder)
        assert answers(store) == right
    with opened(Path(), Path("../cache")) as store:
        assert answers(store) == right
    assert len(compiled(tmp_path / "cache")) == 1


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


def test_the_newest_are_kept(graph_folder: Path, file: Path) -> None:
    folder = file.parent
    newest = int(file.stat().st_mtime)
    file.unlink()
    for age in range(1, MAX_COMPILED_GRAPHS + 9):
        other = folder / f"{age:032x}.db"
        other.write_bytes(b"")
        os.utime(other, (newest - age, newest - age))
    with opened(graph_folder, folder):
        pass
    kept = {file.name, *(f"{age:032x}.db" for age in range(1, MAX_COMPILED_GRAPHS))}
    assert {path.name for path in compiled(folder)} == kept


def test_only_our_own_files_are_removed(graph_folder: Path, file: Path) -> None:
    folder = file.parent
    mine = {f"photos-{n}.db" for n in range(MAX_COMPILED_GRAPHS + 5)} | {"a" * 32, "b" * 33 + ".db", "notes.txt"}
    left, running = ".building-left.db", ".building-running.db"
    for name in mine | {left, running}:
        (folder / name).write_bytes(b"")
        if name != running:
            os.utime(folder / name, (1, 1))
    file.unlink()
    with opened(graph_folder, folder):
        pass
    assert {path.name for path in compiled(folder)} == mine | {file.name, running}


@pytest.mark.skipif(sys.platform != "linux", reason="the place is Linux's")
@pytest.mark.parametrize(
    "variables",
    [
        {"HOME": "/home/x"},
        {"HOME": "/home/x", "XDG_CACHE_HOME": "/c"},
        {"HOME": "/home/x", "XDG_CACHE_HOME": ""},
        {"HOME": "/home/x", "XDG_CACHE_HOME": "relative"},
        {},
    ],
    ids=str,
)
def test_the_place_is_that_of_platformdirs(
    variables: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HOME", "XDG_CACHE_HOME", "KG_CACHE_DIR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert str(default_cache()) == platformdirs.user_cache_dir("deckgraph", appauthor=False)


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1))
def test_a_file_of_any_name_is_opened_by_its_uri(name: str) -> None:
    assert compiled_file._uri(f"/{name}") == f"file://{quote(f'/{name}')}"
