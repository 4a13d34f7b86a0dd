from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.errors import DataError
from kg.store import compiled_file, manifest
from kg.store.sqlite_schema import APPLICATION_ID
from tests.store.cached import answers, compiled_files, opened


def test_a_compiled_file_has_its_checksum(tiny_bytes: bytes) -> None:
    assert tiny_bytes[68:72] == APPLICATION_ID.to_bytes(4, "big")
    assert tiny_bytes[60:64] == compiled_file.checksum(tiny_bytes)
    assert len(tiny_bytes) < compiled_file.MAX_CHECKSUMMED_BYTES


def other_database(path: Path, *, ours: bool) -> None:
    """Replace a file by another program's database, or by one with our seal and other tables."""
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
        pytest.param(lambda f: other_database(f, ours=True), id="our seal, other tables"),
        pytest.param(lambda f: (f.unlink(), f.symlink_to("gone")), id="dangling link"),
    ],
)
def test_a_damaged_file_is_compiled_again(
    graph_folder: Path,
    tiny_file: Path,
    tiny_bytes: bytes,
    tiny_answers: object,
    damage: Callable[[Path], object],
) -> None:
    damage(tiny_file)
    with opened(graph_folder, tiny_file.parent) as store:
        assert answers(store) == tiny_answers
    assert compiled_files(tiny_file.parent) == [tiny_file]
    assert tiny_file.read_bytes() == tiny_bytes


@given(where=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
@example(where=0, bit=0)
@example(where=1 - 1e-9, bit=7)
def test_a_flipped_bit_is_noticed(
    graph_folder: Path,
    tiny_bytes: bytes,
    tiny_answers: object,
    tmp_path_factory: pytest.TempPathFactory,
    where: float,
    bit: int,
) -> None:
    check_flip(
        graph_folder, tiny_bytes, tiny_answers, tmp_path_factory, int(where * len(tiny_bytes)), bit
    )


@pytest.mark.parametrize("offset", [0, 16, 17, 18, 19, 28, 31, 44, 56, 60, 63, 64, 68, 71, 96, 99])
def test_a_flipped_bit_in_the_header_is_noticed(
    graph_folder: Path,
    tiny_bytes: bytes,
    tiny_answers: object,
    tmp_path_factory: pytest.TempPathFactory,
    offset: int,
) -> None:
    for bit in range(8):
        check_flip(graph_folder, tiny_bytes, tiny_answers, tmp_path_factory, offset, bit)


def check_flip(
    graph_folder: Path,
    tiny_bytes: bytes,
    tiny_answers: object,
    tmp_path_factory: pytest.TempPathFactory,
    offset: int,
    bit: int,
) -> None:
    folder = tmp_path_factory.getbasetemp() / "flipped"
    with opened(graph_folder, folder):
        (file,) = compiled_files(folder)
    flipped = tiny_bytes[offset] ^ (1 << bit)
    file.write_bytes(tiny_bytes[:offset] + bytes([flipped]) + tiny_bytes[offset + 1 :])
    with opened(graph_folder, folder) as store:
        assert answers(store) == tiny_answers
    assert file.read_bytes() == tiny_bytes


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
def test_a_damaged_file_without_a_checksum_is_compiled_again(
    graph_folder: Path,
    tmp_path: Path,
    tiny_answers: object,
    damage: Callable[[Path], object],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(compiled_file, "MAX_CHECKSUMMED_BYTES", 0)
    folder = tmp_path / "cache"
    with opened(graph_folder, folder):
        (file,) = compiled_files(folder)
    content = file.read_bytes()
    damage(file)
    with opened(graph_folder, folder) as store:
        assert file.read_bytes()[:100] == content[:100]
        assert answers(store) == tiny_answers
    assert file.read_bytes() == content


def test_a_large_file_is_read_whole_once_and_again_if_it_changed(
    graph_folder: Path,
    tmp_path: Path,
    tiny_bytes: bytes,
    tiny_answers: object,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(compiled_file, "MAX_CHECKSUMMED_BYTES", 0)
    monkeypatch.setattr(manifest, "SETTLE_NANOSECONDS", -(10**18))  # note even new files
    folder = tmp_path / "cache"
    compared: list[bytes] = []
    checksum = compiled_file.checksum

    def counted(header: bytes, rest: BinaryIO | None = None) -> bytes:
        compared.append(checksum(header, rest))
        return compared[-1]

    with opened(graph_folder, folder):
        (file,) = compiled_files(folder)
    monkeypatch.setattr(compiled_file, "checksum", counted)
    with opened(graph_folder, folder) as store:
        assert answers(store) == tiny_answers
    assert not compared
    for at in range(100, len(tiny_bytes), len(tiny_bytes) // 40):
        before = file.stat()
        file.write_bytes(tiny_bytes[:at] + bytes([tiny_bytes[at] ^ 1]) + tiny_bytes[at + 1 :])
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
        with opened(graph_folder, folder) as store:
            assert answers(store) == tiny_answers
        assert file.read_bytes() == tiny_bytes
    compared.clear()
    with opened(graph_folder, folder):
        assert not compared


@pytest.mark.parametrize("byte", [b"\0", b"\xff", b"\x0a"])
@pytest.mark.parametrize("start", [0, 100, 4096])
def test_a_file_damaged_after_opening_is_compiled_again(
    graph_folder: Path,
    tiny_file: Path,
    tiny_bytes: bytes,
    tiny_answers: object,
    start: int,
    byte: bytes,
) -> None:
    with opened(graph_folder, tiny_file.parent) as store:
        with tiny_file.open("r+b") as stream:
            stream.seek(start)
            stream.write(byte * (len(tiny_bytes) - start))
        assert answers(store) == tiny_answers
    assert tiny_file.read_bytes() == tiny_bytes


def test_a_file_damaged_after_opening_whose_graph_has_changed(
    own_folder: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "cache"
    with opened(own_folder, folder) as store:
        (file,) = compiled_files(folder)
        with file.open("r+b") as stream:
            stream.write(b"\xff" * file.stat().st_size)
        (own_folder / "steps.toml").write_text("", encoding="utf-8")
        (own_folder / "drinks.toml").write_text("[[concept]]\nname = 'x'\n", encoding="utf-8")
        # The keys returned before would now be those of other concepts.
        with pytest.raises(DataError, match="edited while it was read"):
            store.keys()


def test_a_file_removed_after_opening_can_be_read(
    graph_folder: Path, tiny_file: Path, tiny_answers: object
) -> None:
    with opened(graph_folder, tiny_file.parent) as store:
        assert len(store) == 8
        tiny_file.unlink()
        assert answers(store) == tiny_answers


def test_a_file_replaced_after_opening_can_be_read(
    graph_folder: Path, tiny_file: Path, tiny_answers: object
) -> None:
    with opened(graph_folder, tiny_file.parent) as store:
        assert len(store) == 8
        copy = tiny_file.with_suffix(".copy")
        copy.write_bytes(tiny_file.read_bytes())
        copy.replace(tiny_file)
        assert answers(store) == tiny_answers


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1))
def test_uris_are_escaped_as_by_urllib(name: str) -> None:
    assert compiled_file._uri(f"/{name}") == f"file://{quote(f'/{name}')}"
