"""The file that keeps a learner's progress: read, changed under a lock, written atomically."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path

from kg.errors import OutputError, UsageError
from kg.learn.progress.learner import Progress
from kg.learn.progress.progress_json import PROGRESS_VERSION, dump_progress, read_progress
from kg.system.files import remove_leftovers, replace_file

LOCK_TIMEOUT = 10.0
"""Seconds to wait for another process that is writing the same file before giving up."""

DEFAULT_PROFILE = "default"
"""Name of the profile that is used when none is given."""

_PROFILE_NAME = re.compile(r"[\w-]{1,64}")


def default_folder() -> Path | None:
    """Return the folder for progress: KG_DATA_DIR, or the system's data folder for this program.

    None where there is no such folder, as for a user without a home.
    """
    configured = os.environ.get("KG_DATA_DIR")
    if configured:
        return Path(configured)
    from platformdirs import user_data_dir  # imported late: `kg ask` loads this module

    folder = Path(user_data_dir("deckgraph", appauthor=False))
    return folder if folder.is_absolute() else None


class ProgressFile:
    """The progress of one profile, for any number of graphs.

    Writing is safe: other processes wait, the old file stays complete until the new one replaces
    it, and a file of an older version is kept next to it as a backup.

    Args:
        folder: folder of the profiles; created on the first write.
        profile: 1 to 64 letters, digits, "-" or "_".

    Raises:
        UsageError: `folder` is None, or `profile` is not a valid name.
    """

    def __init__(self, folder: Path | None, profile: str = DEFAULT_PROFILE) -> None:
        if folder is None:
            raise UsageError("no folder for progress on this system; set one in KG_DATA_DIR")
        if not _PROFILE_NAME.fullmatch(profile):
            raise UsageError(
                f"{profile!r} is not a valid profile name; use up to 64 letters, digits, '-' or '_'"
            )
        self.path = folder / f"{profile}.json"

    def read(self, graph: str) -> Progress:
        """Return the progress with a graph, empty if none was saved.

        Raises:
            DataError: the file is not a valid progress file.
        """
        return self._read().get(graph, Progress())

    def change(self, graph: str, change: Callable[[Progress], Progress]) -> Progress:
        """Read the progress with a graph, change it, write it back and return it.

        If `change` raises, nothing is written.

        Raises:
            DataError: the file is not a valid progress file; it stays as it was.
            OutputError: the file can't be written, or another process keeps it locked for
                `LOCK_TIMEOUT` seconds; it stays as it was.
        """
        from filelock import FileLock, Timeout  # imported late: `kg ask` loads this module

        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            remove_leftovers(self.path.parent)
            with FileLock(f"{self.path}.lock", timeout=LOCK_TIMEOUT):
                graphs = self._read()
                graphs[graph] = change(graphs.get(graph, Progress()))
                self._keep_older()
                replace_file(self.path, dump_progress(graphs).encode())
        except Timeout as error:
            raise OutputError(
                f"{self.path}: locked by another kg for {LOCK_TIMEOUT:.0f} s; try again"
            ) from error
        except OSError as error:
            reason = error.strerror or error
            raise OutputError(
                f"{self.path}: can't be written ({reason}); set another folder in KG_DATA_DIR"
            ) from error
        return graphs[graph]

    def _read(self) -> dict[str, Progress]:
        try:
            self.path.stat()
        except (FileNotFoundError, NotADirectoryError):
            return {}
        except OSError:
            pass  # reading it raises the error with its reason
        return read_progress(self.path)

    def _keep_older(self) -> None:
        """Copy a file of an older version to a backup, once."""
        if not self.path.exists():
            return
        content = self.path.read_bytes()
        version = json.loads(content)["version"]
        backup = self.path.with_suffix(f".v{version}.json")
        if version != PROGRESS_VERSION and not backup.exists():
            replace_file(backup, content)
