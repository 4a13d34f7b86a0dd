"""Files: reading text in UTF-8, and writing a file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from kg.errors import DataError, Finding


def read_text(file: Path) -> str:
    """The text of a file, its line ends as they are.

    Raises:
        DataError: it can't be read, or is not UTF-8 text (E101, at its line).
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
    """Write a file whole or not at all: aside, then renamed. A link stays one.

    Raises:
        OSError: it can't be written; what was there is as it was.
    """
    real = Path(os.path.realpath(file))
    handle, name = tempfile.mkstemp(dir=real.parent, prefix=".kg-")
    aside = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        umask = os.umask(0)
        os.umask(umask)
        aside.chmod(0o666 & ~umask)  # mkstemp's files are private; results are not
        aside.replace(real)
    finally:
        with suppress(OSError):
            aside.unlink(missing_ok=True)
