"""Read text files in UTF-8, and write files whole or not at all."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import cast

from kg.errors import DataError, Finding

try:
    import fcntl
except ImportError:  # Windows has no such module
    fcntl = None  # type: ignore[assignment]

TEMPORARY_PREFIX = ".kg-"
"""Start of the names of temporary files and folders that this program makes beside results."""

ASIDE = "aside"
"""Folder, within a temporary folder, of what is moved back if the process is killed."""

_TEMPORARY_NAME = re.compile(r"\.kg-(?:site-|build-)?[a-z0-9_]{8}")  # as `tempfile` names them
_DAY_SECONDS = 86_400


def read_text(file: Path) -> str:
    """Return the text of a file with its line ends unchanged and without a byte order mark.

    Raises:
        DataError: the file can't be read, or is not UTF-8 (E101, at the line).
    """
    try:
        return file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, message = error.object[: error.start].count(b"\n") + 1, "not UTF-8 text"
        raise DataError([Finding(str(file), line, "E101", message)]) from error
    except OSError as error:
        message = f"can't be read: {error.strerror or error}"
        raise DataError([Finding(str(file), 1, "E101", message)]) from error


def replace_file(file: Path, content: bytes) -> None:
    """Write a file whole or not at all, through a temporary file beside it.

    A symbolic link stays one, and the file that it leads to is written.

    Raises:
        OSError: the file can't be written; its old content is unchanged.
    """
    real = Path(os.path.realpath(file))
    handle, name = _locked(lambda: tempfile.mkstemp(dir=real.parent, prefix=TEMPORARY_PREFIX))
    temporary = Path(name)
    try:
        with os.fdopen(cast(int, handle), "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
            umask = os.umask(0)
            os.umask(umask)
            temporary.chmod(0o666 & ~umask)  # mkstemp makes files private; results are not
            if fcntl is not None:
                temporary.replace(real)  # while it is locked
        if fcntl is None:
            temporary.replace(real)  # Windows renames no open file
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


@contextmanager
def temporary_folder(parent: Path, kind: str = "") -> Iterator[Path]:
    """Make a hidden folder within another for a block, and remove it with all that is in it.

    Raises:
        OSError: it can't be made.
    """
    prefix = f"{TEMPORARY_PREFIX}{kind}"

    handle, name = _locked(lambda: (None, tempfile.mkdtemp(dir=parent, prefix=prefix)))
    try:
        yield Path(name)
    finally:
        shutil.rmtree(name, ignore_errors=True)
        if handle is not None:
            os.close(handle)


def _locked(make: Callable[[], tuple[int | None, str]]) -> tuple[int | None, str]:
    """Make a temporary file or folder, and lock it; return its handle and name.

    The lock ends with the process, however that ends. Before it begins, another process may take
    the new file or folder for a leftover and remove it; then a new one is made.

    Args:
        make: makes one; the handle is None for a folder.
    """
    while True:
        handle, name = make()
        if fcntl is None:
            return handle, name
        with suppress(FileNotFoundError):
            if handle is None:
                handle = os.open(name, os.O_RDONLY)
            with suppress(OSError):  # some network drives have no locks
                fcntl.flock(handle, fcntl.LOCK_EX)
            if Path(name).stat().st_ino == os.fstat(handle).st_ino:
                return handle, name
        if handle is not None:
            os.close(handle)


def remove_leftovers(folder: Path) -> None:
    """Remove the temporary files and folders that killed processes left in a folder.

    Those that another process still uses stay. What can't be removed is left.
    """
    with suppress(OSError):
        for path in sorted(folder.glob(f"{TEMPORARY_PREFIX}*")):
            if not _TEMPORARY_NAME.fullmatch(path.name):
                continue
            with suppress(OSError):
                if fcntl is None:
                    if time.time() - path.stat().st_mtime > _DAY_SECONDS:
                        _remove(path)
                    continue
                handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
                try:
                    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    _remove(path)  # while it is locked, so that nobody begins to use it
                finally:
                    os.close(handle)


def _remove(path: Path) -> None:
    if not path.is_dir():
        path.unlink(missing_ok=True)
        return
    # A process was killed between moving a folder aside and moving the new one to its place.
    for kept in path.glob(f"{ASIDE}/*"):
        if not path.with_name(kept.name).exists():
            kept.replace(path.with_name(kept.name))
    shutil.rmtree(path, ignore_errors=True)
