"""Runs the command line as `main` does, in this process or in one of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from kg_cli.app import main
from tests.conftest import PROJECT


class Ran(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]

ROOTS = (PROJECT, PROJECT / "cli", PROJECT / "graph", PROJECT / "site")


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One cache for all commands of a run, so that each graph is compiled once."""
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

    def run(*args: str | Path) -> Ran:
        monkeypatch.setattr(sys, "argv", ["kg", *map(str, args)])
        with pytest.raises(SystemExit) as left:
            main()
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        code = left.value.code
        return Ran(code if isinstance(code, int) else 0, out, err)

    return run


@pytest.fixture
def tea(kg: Run, graph_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The same on the tiny graph."""
    monkeypatch.setenv("KG_GRAPH", str(graph_folder))
    return kg


@pytest.fixture
def command(cache: Path, tmp_path: Path) -> tuple[list[str], dict[str, str]]:
    """What starts kg in a process of its own, and an environment with little in it."""
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
def process(command: tuple[list[str], dict[str, str]], tmp_path: Path) -> Run:
    """Run kg in a process of its own; keywords are variables of its environment."""
    start, environment = command

    def run(*args: str | Path, stdin: bytes = b"", **variables: str) -> Ran:
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
        return Ran(done.returncode, done.stdout.decode(), err)

    return run
