"""Fixtures that run the command line, in this process or in one of its own."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pexpect
import pytest

from kg_cli.app import main
from tests.conftest import PROJECT, TINY, write_graph


class Result(NamedTuple):
    """The exit code of a command and what it printed."""

    code: int
    out: str
    err: str


Run = Callable[..., Result]
Command = tuple[list[str], dict[str, str]]
Spawn = Callable[..., "pexpect.spawn[str]"]

COMMAND_NAMES = (
    *("ask", "show", "list", "path", "stats", "map", "site", "publish", "study", "next", "unlocks"),
    *("known add", "known remove", "known list", "known import"),
    *("quiz", "due", "progress", "check", "lint"),
)
"""The commands that read a graph: all but `import`, which writes one."""

NOW = ("--now", "2026-11-24T09:00")

UNLINKED = {
    "relations.toml": TINY["relations.toml"],
    "a.toml": """\
[[concept]]
name = "Mug"
kind = "drink"
summary = "Holds \\u001b[31mtea\\u0007\\u009b."
source = "1"
[[concept]]
name = "Kettle"
kind = "drink"
aliases = ["bad\\u001b[2Jalias"]
summary = "Boils."
source = "2"
""",
}
"""A graph without links, whose texts hold control characters."""

ROOTS = (PROJECT, PROJECT / "cli", PROJECT / "graph", PROJECT / "site")


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One cache for all commands of a test run, so that each graph is compiled once."""
    return tmp_path_factory.mktemp("cli-cache")


@pytest.fixture
def kg(
    cache: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Run:
    """Run kg with these arguments on the shipped graph, in an empty folder."""
    monkeypatch.setenv("KG_CACHE_DIR", str(cache))
    monkeypatch.setenv("KG_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("KG_GRAPH", raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    monkeypatch.chdir(tmp_path)

    def run(*args: str | Path) -> Result:
        monkeypatch.setattr(sys, "argv", ["kg", *map(str, args)])
        with pytest.raises(SystemExit) as exit_request:
            main()
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        code = exit_request.value.code
        return Result(code if isinstance(code, int) else 0, out, err)

    return run


@pytest.fixture
def tea(kg: Run, graph_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run kg in the same way on the tiny graph."""
    monkeypatch.setenv("KG_GRAPH", str(graph_folder))
    return kg


@pytest.fixture
def quiz(tea: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Take a quiz on the tiny graph; the first argument is the standard input."""

    def run(answers: str, *args: str) -> Result:
        monkeypatch.setattr(sys, "stdin", io.StringIO(answers))
        return tea("quiz", "--seed", "1", *NOW, *args)

    return run


def events(result: Result, kind: str) -> list[dict[str, Any]]:
    """Return the objects of one type that a quiz printed as JSON Lines."""
    found = [json.loads(line) for line in result.out.splitlines()]
    return [event for event in found if event["type"] == kind]


@pytest.fixture
def unlinked(tmp_path: Path) -> Path:
    return write_graph(tmp_path / "unlinked", UNLINKED)


@pytest.fixture
def command(cache: Path, tmp_path: Path) -> Command:
    """Return what starts kg in a process of its own, and a minimal environment."""
    environment = {
        "KG_CACHE_DIR": str(cache),
        "KG_DATA_DIR": str(tmp_path / "data"),
        "PATH": os.environ.get("PATH", os.defpath),
        "PYTHONPATH": os.pathsep.join(map(str, ROOTS)),
        "PYTHONUTF8": "1",
        "TERM": "xterm",
        "TZ": "UTC",
    }
    return [sys.executable, "-m", "kg_cli.app"], environment


@pytest.fixture
def process(command: Command, tmp_path: Path) -> Run:
    """Run kg in a process of its own; keywords are environment variables."""
    start, environment = command

    def run(*args: str | Path, stdin: bytes = b"", **variables: str) -> Result:
        done = subprocess.run(
            [*start, *map(str, args)],
            env={**environment, **variables},
            cwd=tmp_path,
            input=stdin,
            capture_output=True,
            timeout=60,
            check=False,
        )
        err = done.stderr.decode()
        assert "Traceback" not in err
        return Result(done.returncode, done.stdout.decode(), err)

    return run


@pytest.fixture
def spawn(command: Command, tmp_path: Path) -> Spawn:
    """Start kg on a pseudo-terminal, to converse with it."""
    (program, *start), environment = command

    def run(*args: str) -> pexpect.spawn[str]:
        return pexpect.spawn(
            program,
            [*start, *args],
            env={**environment, "COLUMNS": "80", "LINES": "40"},
            cwd=str(tmp_path),
            dimensions=(40, 80),
            encoding="utf-8",
            timeout=30,
        )

    return run
