"""Read text files in UTF-8, and write files whole or not at all."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from kg.errors import DataError, Finding


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


def readable(name: str) -> str:
    """Return the name of a file as text that can be written: bytes that are no text become "?"."""
    return name.encode("utf-8", "replace").decode()


def replace_file(file: Path, content: bytes) -> None:
    """Write a file whole or not at all, through a temporary file beside it.

    A symbolic link stays one, and the file that it leads to is written.

    Raises:
        OSError: the file can't be written; its old content is unchanged.
    """
    real = Path(os.path.realpath(file))
    handle, name = tempfile.mkstemp(dir=real.parent, prefix=".kg-")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        umask = os.umask(0)
        os.umask(umask)
        temporary.chmod(0o666 & ~umask)  # mkstemp makes files private; results are not
        temporary.replace(real)
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
