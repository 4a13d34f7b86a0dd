"""Files of text in UTF-8, and how one that is none is reported."""

from __future__ import annotations

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
