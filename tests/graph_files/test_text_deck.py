from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import DataError
from kg.graph_files.text_deck import read_text_deck


def write(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        pytest.param(b"", (), id="empty"),
        pytest.param(b"\n", ("",), id="one empty line"),
        pytest.param(b"a\nb", ("a", "b"), id="no newline at the end"),
        pytest.param(b"a\nb\n", ("a", "b"), id="newline at the end"),
        pytest.param(b"a\n\n\nb\n\n", ("a", "", "", "b", ""), id="empty lines"),
        pytest.param(b"a\r\nb\r\n", ("a", "b"), id="crlf"),
        pytest.param(b"a\rb", ("a", "b"), id="cr"),
        pytest.param(b"\xef\xbb\xbfa\nb", ("a", "b"), id="byte order mark"),
        pytest.param(
            "é\u2028ü\x0b\x0c\x1c\x85z".encode(), ("é\u2028ü\x0b\x0c\x1c\x85z",), id="odd"
        ),
        pytest.param(b"a\0b\n", ("a\0b",), id="nul"),
    ],
)
def test_lines_are_those_of_an_editor(tmp_path: Path, content: bytes, lines: tuple[str]) -> None:
    deck = read_text_deck(write(tmp_path / "deck.txt", content))
    assert deck.lines == lines
    assert deck.path == str(tmp_path / "deck.txt")


@pytest.mark.parametrize(
    ("content", "line"),
    [
        pytest.param(b"\xff\xfea\0", 1, id="utf-16"),
        pytest.param(b"a\nb\nc\xe9\n", 3, id="latin-1"),
        pytest.param(b"\xef\xbb\xbfa\n\xff", 2, id="after a byte order mark"),
        pytest.param(b"a\n" * 5000 + b"\xff", 5001, id="far down"),
    ],
)
def test_not_utf8(tmp_path: Path, content: bytes, line: int) -> None:
    path = write(tmp_path / "deck.txt", content)
    with pytest.raises(DataError) as caught:
        read_text_deck(path)
    assert str(caught.value) == f"{path}:{line}: E101 not UTF-8 text"


def test_cannot_be_read(tmp_path: Path) -> None:
    for path, reason in [(tmp_path, "Is a directory"), (tmp_path / "x", "No such file")]:
        with pytest.raises(DataError, match=f"E101 can't be read: {reason}"):
            read_text_deck(path)


@pytest.mark.parametrize(
    ("sources", "uncited"),
    [
        pytest.param([], [1, 2, 5], id="nothing cited"),
        pytest.param(["1"], [2, 5], id="one line"),
        pytest.param(["1-5"], [], id="range over empty lines"),
        pytest.param(["2", "2,5"], [1], id="twice"),
        pytest.param(["1,2", "3-900"], [], id="beyond the end"),
    ],
)
def test_uncited(tmp_path: Path, sources: list[str], uncited: list[int]) -> None:
    deck = read_text_deck(write(tmp_path / "deck.txt", b"a\nb\n\n \t\nc\n"))
    assert deck.uncited(sources) == uncited


def test_uncited_refuses_what_is_no_citation(tmp_path: Path) -> None:
    deck = read_text_deck(write(tmp_path / "deck.txt", b"a"))
    with pytest.raises(ValueError, match="source 'x'"):
        deck.uncited(["x"])
