from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.graph_files import load
from kg.store import cache, compiling, manifest, open_store
from kg.store.manifest import (
    MANIFEST_SUFFIX,
    MAX_MANIFESTS,
    load_manifest,
    save_manifest,
    stamps_of,
)
from tests.conftest import TINY, write_graph


@pytest.fixture(autouse=True)
def no_settling(monkeypatch: pytest.MonkeyPatch) -> None:
    """Note even files that a test has just written."""
    monkeypatch.setattr(manifest, "SETTLE_NANOSECONDS", -(10**18))


def names(folder: Path, cache_folder: Path) -> list[str]:
    """Open a graph and return the names of its concepts."""
    with open_store(folder, cache_folder, pytest.fail) as store:
        return sorted(concept.name for concept in store.concepts(store.keys()).values())


def seen(cache_folder: Path) -> list[Path]:
    return sorted(cache_folder.glob(f"*{MANIFEST_SUFFIX}"))


def forbid_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiling, "graph_digest", lambda *_: pytest.fail("digested again"))
    monkeypatch.setattr(load, "load_graph", lambda _: pytest.fail("loaded again"))


VAULT = {"Osmosis.md": "Osmosis is a kind of [[Diffusion]].\n", "Diffusion.md": "A mixing.\n"}


def write_deck(path: Path) -> Path:
    path.write_text("Osmosis\tA kind of diffusion.\nDiffusion\tA mixing of particles.\n")
    return path


@pytest.fixture(params=["graph", "file", "deck", "vault"])
def path(request: pytest.FixtureRequest, own_folder: Path, tmp_path: Path) -> Path:
    """A graph of each kind: a folder of TOML, one TOML file, a deck, a vault."""
    if request.param == "deck":
        return write_deck(tmp_path / "deck.tsv")
    if request.param == "vault":
        (tmp_path / "vault" / "Deeper").mkdir(parents=True)
        return write_graph(tmp_path / "vault", VAULT)
    return own_folder if request.param == "graph" else own_folder / "steps.toml"


def test_an_unchanged_graph_is_not_read_again(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = names(path, tmp_path / "cache")
    forbid_reading(monkeypatch)
    assert names(path, tmp_path / "cache") == first


def rewrite(file: Path) -> None:
    """Write other text of the same size, and set back the time of writing."""
    before = file.stat()
    file.write_bytes(file.read_bytes().replace(b"Oolong", b"Matcha"))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def swap(file: Path) -> None:
    """Put another file of the same size and time of writing in place of one."""
    before, other = file.stat(), file.with_suffix(".new")
    other.write_bytes(file.read_bytes().replace(b"Oolong", b"Matcha"))
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(file)


MATE = "[[concept]]\nname = 'Mate'\nkind = 'drink'\n"


@pytest.mark.parametrize(
    ("edit", "gone", "new"),
    [
        pytest.param(lambda f: rewrite(f / "drinks.toml"), "Oolong", "Matcha", id="same size"),
        pytest.param(lambda f: swap(f / "drinks.toml"), "Oolong", "Matcha", id="swapped"),
        pytest.param(lambda f: (f / "new.toml").write_text(MATE), "", "Mate", id="new file"),
    ],
)
def test_an_edited_graph_is_read_again(
    own_folder: Path, tmp_path: Path, edit: Callable[[Path], object], gone: str, new: str
) -> None:
    before = names(own_folder, tmp_path / "cache")
    edit(own_folder)
    after = names(own_folder, tmp_path / "cache")
    assert set(after) == set(before) - {gone} | {new}
    assert names(own_folder, tmp_path / "cache") == after


def test_a_removed_file_is_noticed(own_folder: Path, tmp_path: Path) -> None:
    (own_folder / "more.toml").write_text(MATE)
    assert "Mate" in names(own_folder, tmp_path / "cache")
    (own_folder / "more.toml").unlink()
    assert "Mate" not in names(own_folder, tmp_path / "cache")


def test_a_file_that_a_dangling_link_comes_to_lead_to(own_folder: Path, tmp_path: Path) -> None:
    cache_folder = tmp_path / "cache"
    (own_folder / "deck.json").symlink_to(tmp_path / "nothing")
    before = names(own_folder, cache_folder)
    assert names(own_folder, cache_folder) == before
    look = dict(stamps_of(compiling.digest_inputs(own_folder)))
    (tmp_path / "nothing").write_text("{}")
    assert dict(stamps_of(compiling.digest_inputs(own_folder))) != look


@pytest.mark.parametrize("place", ["beside", "above"])
def test_a_new_vocabulary_is_noticed(tmp_path: Path, place: str) -> None:
    folder = write_graph(tmp_path / "in" / "g", {"a.toml": "[[concept]]\nname = 'A'\n"})
    for _ in range(2):
        with open_store(folder, tmp_path / "cache") as store:
            assert store.vocabulary.kinds["concept"].plural == "concepts"
    beside = folder if place == "beside" else folder.parent
    (beside / "relations.toml").write_text("[kind.concept]\nplural = 'ideas'\n")
    with open_store(folder, tmp_path / "cache") as store:
        assert store.vocabulary.kinds["concept"].plural == "ideas"


@pytest.mark.parametrize("where", ["", "Deeper", "Deeper/Still"])
def test_a_new_note_is_noticed(tmp_path: Path, where: str) -> None:
    vault = write_graph(tmp_path / "vault", VAULT)
    (vault / "Deeper").mkdir()
    before = names(vault, tmp_path / "cache")
    assert names(vault, tmp_path / "cache") == before
    write_graph(vault / where, {"Entropy.md": "Entropy is a measure of disorder.\n"})
    assert set(names(vault, tmp_path / "cache")) - set(before) >= {"Entropy"}


def test_a_vault_that_becomes_a_graph_folder(tmp_path: Path) -> None:
    vault = write_graph(tmp_path / "vault", VAULT)
    assert "Osmosis" in names(vault, tmp_path / "cache")
    (vault / "a.toml").write_text(MATE.replace("kind = 'drink'\n", ""))
    assert names(vault, tmp_path / "cache") == ["Mate"]


def test_a_renamed_folder_has_another_title(tmp_path: Path) -> None:
    files = {name: text for name, text in TINY.items() if name != "graph.toml"}
    folder = write_graph(tmp_path / "one", files)
    names(folder, tmp_path / "cache")
    folder.rename(tmp_path / "two")
    with open_store(tmp_path / "two", tmp_path / "cache") as store:
        assert store.title == "two"
    with pytest.raises(UsageError, match="no such graph"):
        open_store(folder, tmp_path / "cache")


def test_a_link_that_comes_to_lead_elsewhere(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_graph(tmp_path / name, {"a.toml": f"[[concept]]\nname = '{name}'\n"})
    link = tmp_path / "link"
    for name in ("one", "two", "one"):
        link.unlink(missing_ok=True)
        link.symlink_to(name)
        assert names(link, tmp_path / "cache") == [name]


@pytest.mark.parametrize("name", ["__version__", "FORMAT"])
def test_another_version_reads_the_graph_again(
    own_folder: Path, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    names(own_folder, tmp_path / "cache")
    monkeypatch.setattr(cache, name, 999)
    forbid_reading(monkeypatch)
    with pytest.raises(pytest.fail.Exception, match="again"):
        names(own_folder, tmp_path / "cache")


def test_a_damaged_manifest_is_ignored(own_folder: Path, tmp_path: Path) -> None:
    program = cache._program()
    names(own_folder, tmp_path / "cache")
    (file,) = seen(tmp_path / "cache")
    content = file.read_bytes()
    digest = load_manifest(str(tmp_path / "cache"), str(own_folder), program)
    assert digest is not None
    for at in range(0, len(content), 7):
        for other in (content[:at], content[:at] + b"~" + content[at + 1 :]):
            file.write_bytes(other)
            found = load_manifest(str(tmp_path / "cache"), str(own_folder), program)
            assert found is None or other == content


@pytest.mark.parametrize("content", [b"", b"x", b"00000000", b"\0" * 99, "é".encode() * 99])
def test_a_damaged_manifest_is_rewritten(own_folder: Path, tmp_path: Path, content: bytes) -> None:
    before = names(own_folder, tmp_path / "cache")
    (file,) = seen(tmp_path / "cache")
    right = file.read_bytes()
    file.write_bytes(content)
    assert names(own_folder, tmp_path / "cache") == before
    assert file.read_bytes() == right


def test_a_missing_compiled_graph_is_compiled_despite_its_manifest(
    own_folder: Path, tmp_path: Path
) -> None:
    before = names(own_folder, tmp_path / "cache")
    (file,) = (tmp_path / "cache").glob("*.db")
    file.unlink()
    assert names(own_folder, tmp_path / "cache") == before
    assert file.is_file()


def test_files_that_changed_just_now_are_not_noted(
    own_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    assert manifest.SETTLE_NANOSECONDS == 2 * 10**9
    (own_folder / "steps.toml").touch()
    names(own_folder, tmp_path / "cache")
    assert seen(tmp_path / "cache") == []


def test_a_manifest_that_can_not_be_written_is_no_error(
    own_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = os.replace

    def fail(aside: str, file: str | Path) -> None:
        if str(file).endswith(MANIFEST_SUFFIX):
            raise OSError
        replace(aside, file)

    monkeypatch.setattr(os, "replace", fail)
    before = names(own_folder, tmp_path / "cache")
    assert names(own_folder, tmp_path / "cache") == before
    assert len(list((tmp_path / "cache").glob("*.db"))) == 1


def test_files_edited_while_they_are_read_are_not_noted(
    own_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names(own_folder, tmp_path / "cache")
    (file,) = seen(tmp_path / "cache")
    file.unlink()
    graph_digest = compiling.graph_digest

    def edited(path: Path, program: str) -> str:
        found = graph_digest(path, program)
        (own_folder / "new.toml").write_text(MATE)
        return found

    monkeypatch.setattr(compiling, "graph_digest", edited)
    names(own_folder, tmp_path / "cache")
    assert seen(tmp_path / "cache") == []
    monkeypatch.setattr(compiling, "graph_digest", graph_digest)
    assert "Mate" in names(own_folder, tmp_path / "cache")


def test_places_with_the_same_checksum_overwrite_each_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        manifest, "_file", lambda folder, _: str(Path(folder, f"x{MANIFEST_SUFFIX}"))
    )
    for name in ("one", "two", "one"):
        write_graph(tmp_path / name, {"a.toml": f"[[concept]]\nname = '{name}'\n"})
        assert names(tmp_path / name, tmp_path / "cache") == [name]


def test_the_newest_manifests_are_kept(tmp_path: Path) -> None:
    for n in range(MAX_MANIFESTS + 3):
        save_manifest(str(tmp_path), f"/g{n}", "p", f"{n:032x}", [])
    assert len(seen(tmp_path)) == MAX_MANIFESTS
    assert (
        load_manifest(str(tmp_path), f"/g{MAX_MANIFESTS + 2}", "p") == f"{MAX_MANIFESTS + 2:032x}"
    )


@pytest.mark.skipif(sys.platform == "win32", reason="names are text there")
def test_folders_whose_names_are_not_utf8(tmp_path: Path) -> None:
    try:
        folder = write_graph(tmp_path / os.fsdecode(b"caf\xe9\n x"), TINY)
    except (OSError, UnicodeError):
        pytest.skip("this file system takes names in UTF-8 only")
    first = names(folder, tmp_path / "cache")
    assert load_manifest(str(tmp_path / "cache"), str(folder), cache._program()) is not None
    assert names(folder, tmp_path / "cache") == first
