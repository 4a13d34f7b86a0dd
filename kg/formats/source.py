"""Read an input file within size limits, decode its text, and report what is wrong with it.

Error codes of all readers:

E501  a file can't be read, is empty, or is too large
E502  text in another encoding than stated, or not text
E503  an archive that is damaged, encrypted or hostile
E504  an Anki collection that is damaged, or a database that is not one
E505  a file that breaks the rules of its format
E506  nothing in it to make a card or a concept of
E507  a field or line that is too long
E508  unknown format
"""

from __future__ import annotations

import codecs
from pathlib import Path

from kg.errors import DataError, Finding

MAX_FILE_BYTES = 512 * 2**20
"""Bytes of a file; a larger one is refused. A deck of text is a thousand times smaller."""

MAX_FIELD_CHARS = 1_000_000
"""Characters of a field or line; a file with a longer one is refused."""

_START_BYTES = 65_536
"""Bytes by which a format is recognised."""

_ENCODING_SAMPLE_BYTES = 4096
"""Bytes by which UTF-16 without a byte-order mark is recognised."""

_BLANK_BYTES = b"\0\t\n\r "
"""A file of nothing but these counts as empty."""

_BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32-le",  # before the mark of UTF-16, with which it begins
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}


def fault(path: Path | str, code: str, message: str, line: int = 1) -> DataError:
    """Return the error to raise for one finding, at a line counted from 1."""
    return DataError([Finding(str(path), line, code, message)])


def is_blank(content: bytes) -> bool:
    """Return True if there is nothing to read in the bytes of a file."""
    return not content.strip(_BLANK_BYTES)


def read_content(path: Path) -> bytes:
    """Return the bytes of a file.

    Raises:
        DataError: it can't be read, is empty or too large (E501).
    """
    _check_regular(path)
    try:
        size = path.stat().st_size
        if size > MAX_FILE_BYTES:
            message = f"the file has {size:,} bytes; the limit is {MAX_FILE_BYTES:,}; split it"
            raise fault(path, "E501", message)
        content = path.read_bytes()
    except OSError as error:
        raise fault(path, "E501", f"can't be read: {error.strerror or error}") from error
    if is_blank(content):
        raise fault(path, "E501", "the file is empty")
    return content


def read_start(path: Path, size: int = _START_BYTES) -> bytes:
    """Return the first bytes of a file, by which its format is recognised.

    Raises:
        DataError: it can't be read (E501).
    """
    _check_regular(path)
    try:
        with path.open("rb") as stream:
            return stream.read(size)
    except OSError as error:
        raise fault(path, "E501", f"can't be read: {error.strerror or error}") from error


def decode(
    content: bytes, path: Path | str, encoding: str | None = None, *, is_lines: bool = True
) -> str:
    """Return the text of a file, its lines ended by a newline only.

    Args:
        content: the bytes of the file.
        path: the file, for error messages.
        encoding: its encoding; None to find out. A byte-order mark or the zeros of UTF-16 tell;
            else it is UTF-8.
        is_lines: False for JSON and XML, which may be one long line.

    Raises:
        DataError: the bytes are not text in that encoding, or a line is too long (E502, E507).
    """
    name = encoding or _detect_encoding(content)
    try:
        text = content.decode(name).removeprefix("\ufeff")
    except LookupError as error:
        raise fault(path, "E502", f"unknown encoding {encoding!r}; try utf-8") from error
    except UnicodeError as error:
        before = content[: error.start] if isinstance(error, UnicodeDecodeError) else b""
        message = f"not {name.upper()} text; give its encoding, for example --encoding cp1252"
        raise fault(path, "E502", message, before.count(b"\n") + 1) from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    position = text.find("\0")
    if position >= 0:
        message = "contains a NUL character; is this a text file?"
        raise fault(path, "E502", message, text.count("\n", 0, position) + 1)
    if is_lines:
        _check_lines(text, path)
    return text


def decode_start(start: bytes) -> str:
    """Return the start of a file as text, to recognise its format; empty if it is not text."""
    text = start.decode(_detect_encoding(start), "replace").removeprefix("\ufeff")
    return "" if "\0" in text else text.replace("\r\n", "\n").replace("\r", "\n")


def _check_regular(path: Path) -> None:
    """Refuse a pipe or device, which may have no end and can be read only once."""
    if path.exists() and not path.is_file():
        message = "a pipe, device or folder, not a file; save its content to a file first"
        raise fault(path, "E501", message)


def _check_lines(text: str, path: Path | str) -> None:
    """Refuse a text with a line that is too long.

    Raises:
        DataError: a line is too long (E507, at that line).
    """
    if len(text) <= MAX_FIELD_CHARS:
        return
    for n, line in enumerate(text.split("\n"), 1):
        if len(line) > MAX_FIELD_CHARS:
            message = f"a line has {len(line):,} characters; the limit is {MAX_FIELD_CHARS:,}"
            raise fault(path, "E507", message, n)


def _detect_encoding(content: bytes) -> str:
    """Return the encoding that the first bytes of a text tell; UTF-8 if they tell none."""
    for mark, name in _BYTE_ORDER_MARKS.items():
        if content.startswith(mark):
            return name
    sample = content[:_ENCODING_SAMPLE_BYTES]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    # In UTF-16, every other byte of a Latin letter is zero.
    if odd > len(sample) // 5 > even:
        return "utf-16-le"
    if even > len(sample) // 5 > odd:
        return "utf-16-be"
    return "utf-8"
