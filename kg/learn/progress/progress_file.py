"""File: a learner's progress in one small file, written whole or not at all."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path

from kg.errors import OutputError, UsageError
from kg.learn.progress.learner import Progress
from kg.learn.progress.progress_json import VERSION, dump_progress, read_progress
from kg.system.files import replace_file

PATIENCE = 10.0
"""Seconds to wait for another process that is writing the same file."""

PROFILE = "default"
"""Whose progress is meant when nobody says."""

_PROFILE = re.compile(r"[\w-]{1,64}")


def default_folder() -> Path | None:
    """The user's data folder for this program: KG_DATA_DIR, or the system's place for it.

    None where there is no such place, as for a user without a home.
    """
    named = os.environ.get("KG_DATA_DIR")
    if named:
        return Path(named)
    from platformdirs import user_data_dir  # imported late: it costs milliseconds

    folder = Path(user_data_dir("deckgraph", appauthor=False))
    return folder if folder.is_absolute() else None


class ProgressFile:
    """The progress of one profile, for any number of graphs.

    Writing is safe: other processes wait, the old file is whole until the new one is, and a file
    of an older version is kept beside it.

    Args:
        folder: where profiles are kept; made when something is first written.
        profile: a name of letters, digits, "-" and "_".

    Raises:
        UsageError: there is no folder, or no such name.
    """

    def __init__(self, folder: Path | None, profile: str = PROFILE) -> None:
        if folder is None:
            raise UsageError("no folder for progress on this system; name one in KG_DATA_DIR")
        if not _PROFILE.fullmatch(profile):
            raise UsageError(
                f"{profile!r} is no name for a profile; use letters, digits, '-' and '_'"
            )
        self.path = folder / f"{profile}.json"

    def read(self, graph: str) -> Progress:
        """The progress with a graph; nothing where none was kept.

        Raises:
            DataError: the file is not what this program wrote.
        """
        return self._read().get(graph, Progress())

    def change(self, graph: str, change: Callable[[Progress], Progress]) -> Progress:
        """Read the progress with a graph, change it and write it back, all or nothing.

        Raises:
            DataError: the file is not what this program wrote; it stays as it is.
            OutputError: it can't be written; it stays as it was.
        """
        from filelock import FileLock, Timeout  # imported late: most commands write nothing

        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(f"{self.path}.lock", timeout=PATIENCE):
                graphs = self._read()
                graphs[graph] = change(graphs.get(graph, Progress()))
                self._keep_older()
                replace_file(self.path, dump_progress(graphs).encode())
        except Timeout as error:
            raise OutputError(
                f"{self.path}: another kg has been writing it for {PATIENCE:.0f} s; try again"
            ) from error
        except OSError as error:
            reason = error.strerror or error
            raise OutputError(
                f"{self.path}: can't be written ({reason}); set KG_DATA_DIR"
            ) from error
        return graphs[graph]

    def _read(self) -> dict[str, Progress]:
        try:
            self.path.stat()
        except (FileNotFoundError, NotADirectoryError):
            return {}
        except OSError:
            pass  # reading it says why
        return read_progress(self.path)

    def _keep_older(self) -> None:
        """Keep a file of an older version beside the one that replaces it."""
        if not self.path.exists():
            return
        content = self.path.read_bytes()
        version = json.loads(content)["version"]
        backup = self.path.with_suffix(f".v{version}.json")
        if version != VERSION and not backup.exists():
            replace_file(backup, content)
