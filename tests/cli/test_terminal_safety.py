"""Nothing that controls a terminal, reorders its text or has no encoding is printed raw."""

from __future__ import annotations

import json
import os
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pexpect import EOF

from kg_cli.output import as_json
from tests.cli.conftest import Run, Spawn
from tests.conftest import TINY, write_graph

EVIL = "\u202eevil\u2066\x9b31m\x7f\u200f\ufeff"
"""Characters that reorder a text, clear the screen, or hide what follows."""

FORBIDDEN = ("Cc", "Cf", "Cs", "Zl", "Zp")


def forbidden(text: str) -> set[str]:
    """Return the characters that must not reach a terminal."""
    kept = "\n\t\r\u200c\u200d"
    return {c for c in text if unicodedata.category(c) in FORBIDDEN and c not in kept}


@pytest.fixture
def evil(tmp_path: Path) -> Path:
    """A graph of which every text holds such characters."""
    escaped = EVIL.encode("unicode_escape").decode().replace("\\x", "\\u00")
    drinks = TINY["drinks.toml"].replace("leaves", f"leaves{escaped}")
    drinks = drinks.replace('"Oolong"', f'"Oolong{escaped}"').replace('"red', f'"{escaped}red')
    return write_graph(tmp_path / "evil", {**TINY, "drinks.toml": drinks})


COMMANDS = [
    *("ask what is black tea", "ask what is black tea --json", "show oolong --json", "list --json"),
    *("list", "study oolong --json", "study oolong --format md", "study oolong --format csv"),
    *("study oolong --format html", "study oolong --format quizlet", "stats --json", "next --json"),
    *("study oolong --format md -o -", "study oolong -o -", "path oolong picking --json"),
    *("check", "lint", "unlocks picking --json", "quiz --json", "study --all --json"),
    "study oolong --plan --until 2027-01-01 --format ics -o -",
]


@pytest.mark.parametrize("line", COMMANDS)
def test_nothing_reaches_a_terminal_raw(
    spawn: Spawn, evil: Path, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "dumb")
    name, *rest = line.split()
    child = spawn(name, *rest, "--graph", str(evil))
    child.sendeof()
    child.expect(EOF)
    shown = child.before
    assert (
        "olong" in shown
        or "lack tea" in shown
        or name in ("stats", "check", "lint", "next", "unlocks", "quiz")
    )
    for style in ("\x1b[1m", "\x1b[2m", "\x1b[0m"):
        shown = shown.replace(style, "")
    assert forbidden(shown) - {"\x04", "\x08"} == set()  # which the terminal itself echoes


@given(st.text())
def test_json_means_the_same_without_them(text: str) -> None:
    shown = as_json({text: [text]})
    assert forbidden(shown) == set()
    assert json.loads(shown) == {text: [text]}


@pytest.mark.skipif(sys.platform != "linux", reason="other systems take names in UTF-8 only")
@pytest.mark.parametrize(
    "line",
    [
        *("import {deck}", "import {deck} -o out", "import {vault} -o out", "stats --graph {deck}"),
        *("ask --graph {deck} what is osmosis", "ask --graph {vault} what is osmosis --json"),
        *("quiz --graph {deck} --seed {deck} --json", "study --all --graph {vault} -o {out}"),
        *("map --graph {deck} -o {out}", "import {deck} -o {out} --json", "list --graph {vault}"),
    ],
)
def test_file_names_that_are_not_utf8(process: Run, tmp_path: Path, line: str) -> None:
    deck, vault, out = (tmp_path / os.fsdecode(name) for name in (b"c\xe9.csv", b"v\xe9", b"o\xe9"))
    deck.write_text("front,back\nOsmosis,A kind of diffusion\nDiffusion,A mixing\n")
    (vault / os.fsdecode(b"d\xe9")).mkdir(parents=True)
    (vault / os.fsdecode(b"d\xe9/n\xe9.md")).write_text("Osmosis is a kind of [[Diffusion]].\n")
    (vault / "Osmosis.md").write_text("Osmosis is a kind of [[Diffusion]].\n")
    result = process(*(part.format(deck=deck, vault=vault, out=out) for part in line.split()))
    assert result.code in ((0, 1) if line.startswith("quiz") else (0,)), result.err
    if "{out}" in line:
        assert out.exists()
    if line.startswith("import") and "--json" not in line:
        folder = next(path for path in tmp_path.iterdir() if (path / ".kg-import.json").exists())
        assert " E" not in process("check", folder).out


@pytest.mark.parametrize(
    "line",
    ["study oolong --format anki -o x.apkg", "import deck.csv -o out", "ask --graph deck.csv tea"],
)
def test_no_room_for_temporary_files(process: Run, tmp_path: Path, line: str) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no such device here")
    write_graph(tmp_path / "graph", TINY)
    (tmp_path / "deck.csv").write_text("front,back\nTea,A kind of drink\nDrink,A fluid\n")
    for _ in range(2):  # the second import reads what the first has written
        result = process(
            *line.split(), TMPDIR="/dev/full", SQLITE_TMPDIR="/dev/full",
            KG_GRAPH=str(tmp_path / "graph"),
        )  # fmt: skip
        assert result.code == 0, result.err
