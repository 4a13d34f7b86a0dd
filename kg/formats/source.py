"""Source: a file of a format, read within limits; and the faults that a reader may find in one.

E501  a file can't be read, is empty, or is larger than anything it could hold
E502  text in another encoding than it says, or not text
E503  an archive that is damaged, encrypted or hostile
E504  a collection of Anki that is damaged, or built like none of Anki's
E505  a file whose form is broken
E506  nothing in it to make a card or a concept of
E507  a field or line longer than a card could be
E508  no format that is known
"""

from __future__ import annotations

import codecs
from pathlib import Path

from kg.errors import DataError, Finding

MOST_BYTES = 512 * 2**20
"""Bytes of a file at most; a deck of text is a thousand times smaller."""

LONGEST = 1_000_000
"""Characters of a field or line at most."""

_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32-le",  # before the mark of UTF-16, with which it begins
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}


def fault(path: Path | str, code: str, message: str, line: int = 1) -> DataError:
    """The error of one fault."""
    return DataError([Finding(str(path), line, code, message)])


def read_content(path: Path) -> bytes:
    """All of a file.

    Raises:
        DataError: it can't be read, is empty or too large.
    """
    _check_regular(path)
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            message = f"{size:,} bytes, and no deck has more than {MOST_BYTES:,}; split it"
            raise fault(path, "E501", message)
        content = path.read_bytes()
    except OSError as error:
        raise fault(path, "E501", f"can't be read: {error.strerror or error}") from error
    if not content.strip(b"\0\t\n\r "):
        raise fault(path, "E501", "empty; there is nothing to read")
    return content


def read_start(path: Path, size: int = 65_536) -> bytes:
    """The first bytes of a file, by which its format is told.

    Raises:
        DataError: it can't be read.
    """
    _check_regular(path)
    try:
        with path.open("rb") as stream:
            return stream.read(size)
    except OSError as error:
        raise fault(path, "E501", f"can't be read: {error.strerror or error}") from error


def _check_regular(path: Path) -> None:
    """See to it that a file has an end: a pipe or device may have none, and is read only once."""
    if path.exists() and not path.is_file():
        raise fault(path, "E501", "a pipe, device or folder, no file; save what it gives first")


def decode(
    content: bytes, path: Path | str, encoding: str | None = None, *, is_lines: bool = True
) -> str:
    """Text from bytes, lines ended by a newline only.

    Without an encoding it is told by a byte-order mark, by the zeros of UTF-16, else it is UTF-8.

    Raises:
        DataError: the bytes are not text in that encoding, or a line is too long (E502, E507).
    """
    marked = next((name for mark, name in _MARKS.items() if content.startswith(mark)), None)
    name = encoding or marked or _unmarked(content)
    try:
        text = content.decode(name).removeprefix("\ufeff")
    except LookupError as error:
        raise fault(path, "E502", f"no encoding is called {encoding!r}; try utf-8") from error
    except UnicodeError as error:
        before = content[: error.start] if isinstance(error, UnicodeDecodeError) else b""
        message = f"not {name.upper()} text; name its encoding, for example --encoding cp1252"
        raise fault(path, "E502", message, before.count(b"\n") + 1) from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    place = text.find("\0")
    if place >= 0:
        message = "a NUL character, which no text has; is this a text file?"
        raise fault(path, "E502", message, text.count("\n", 0, place) + 1)
    if is_lines:  # JSON and XML may be all of one line
        check_lines(text, path)
    return text


def decode_start(content: bytes) -> str:
    """The start of a file as text to look at, whatever it is; empty where it is no text."""
    marked = next((name for mark, name in _MARKS.items() if content.startswith(mark)), None)
    text = content.decode(marked or _unmarked(content), "replace").removeprefix("\ufeff")
    return "" if "\0" in text else text.replace("\r\n", "\n").replace("\r", "\n")


def check_lines(text: str, path: Path | str) -> None:
    """See to it that no line is longer than a card could be.

    Raises:
        DataError: one is (E507, at its line).
    """
    if len(text) <= LONGEST:
        return
    for n, line in enumerate(text.split("\n"), 1):
        if len(line) > LONGEST:
            message = f"a line of {len(line):,} characters; a card has at most {LONGEST:,}"
            raise fault(path, "E507", message, n)


def _unmarked(content: bytes) -> str:
    start = content[:4096]
    even, odd = start[::2].count(0), start[1::2].count(0)
    if odd > len(start) // 5 > even:  # Latin letters: every other byte is zero
        return "utf-16-le"
    if even > len(start) // 5 > odd:
        return "utf-16-be"
    return "utf-8"
