"""What was measured, piece by piece, kept as JSON until the program changes."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import tempfile
from getpass import getuser
from pathlib import Path
from typing import Any

from tests.bench.data import PROJECT

MEASURED = ("kg", "cli", "graph", "tests/bench/peers", "tests/bench/lookups.py")
"""Files and folders of which any byte tells one state from another: what is measured, and by what.

How it is written up is none of it.
"""


class Results:
    """The pieces of one state of the program, in the user's temporary folder.

    The state and the commit are those of when this is made: what changes during a long run is not
    told as what was measured.
    """

    def __init__(self) -> None:
        home = Path(tempfile.gettempdir()) / f"kg-speed-{getuser()}"
        self.settings = home / "settings"
        """Where the settings of others are kept, whatever the state."""
        self.folder = home / _state()
        self.folder.mkdir(parents=True, exist_ok=True)
        self._commit = commit()
        self._work = self.folder / f"work-{os.getpid()}"  # pieces may be measured at once

    def read(self, name: str) -> dict[str, Any] | None:
        """A piece; None when it was not measured."""
        try:
            found: dict[str, Any] = json.loads(self._file(name).read_text(encoding="utf-8"))
        except OSError:
            return None
        return found

    def write(self, name: str, piece: dict[str, Any]) -> None:
        """Keep a piece, with the commit that was checked out when this was made.

        Raises:
            RuntimeError: what is measured is another by now.
        """
        if self.folder.name != _state():
            raise RuntimeError(
                f"{name}: the program was edited while it was measured; run it again"
            )
        told = json.dumps({"commit": self._commit, **piece})
        self._file(name).write_text(told, encoding="utf-8")

    def _file(self, name: str) -> Path:
        return self.folder / f"{name}.json"

    def work(self, name: str) -> Path:
        """An empty folder to work in, which `clear` removes."""
        folder = self._work / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        return folder

    def clear(self) -> None:
        """Remove what was only worked with."""
        shutil.rmtree(self._work, ignore_errors=True)


def _state() -> str:
    digest = hashlib.sha256()
    for name in MEASURED:
        at = PROJECT / name
        for file in sorted(at.rglob("*")) if at.is_dir() else [at]:
            if file.suffix in (".py", ".txt", ".toml"):
                digest.update(f"{file.relative_to(PROJECT)}\n".encode() + file.read_bytes())
    return digest.hexdigest()[:12]


def commit() -> str:
    """The short name of the commit that is checked out; empty where there is no Git."""
    done = subprocess.run(
        ["git", "-C", str(PROJECT), "rev-parse", "--short", "HEAD"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.stdout.strip()
