"""Open and seal the SQLite file of a compiled graph.

A sealed file holds its own checksum. Opening compares it, but for a file larger than
`MAX_CHECKSUMMED_BYTES` that is known not to have changed since it was compared.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import zlib

from kg._typing import TYPE_CHECKING
from kg.store.sqlite_schema import APPLICATION_ID

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

MAX_CHECKSUMMED_BYTES = 4 * 2**20
"""Size up to which the checksum of a file is always compared on opening, which takes about 1 ms."""

_READ_BYTES = 2**20

CHECKSUM_FIELD = slice(60, 64)
"""Bytes of the file that hold its checksum: SQLite's user_version, which it leaves to us."""

_HEADER_BYTES = 100
_APPLICATION_ID_FIELD = slice(68, 72)


def open_compiled(file: str, *, is_known: bool = False) -> sqlite3.Connection | None:
    """Open a sealed file for reading; None if it is missing, damaged or another program's.

    Args:
        file: its path.
        is_known: True if its checksum was compared before and it has not changed since. Of a file
            over `MAX_CHECKSUMMED_BYTES` only header and size are checked then.
    """
    try:
        with open(file, "rb") as stream:  # noqa: PTH123 - importing pathlib takes too long
            size = os.fstat(stream.fileno()).st_size
            header = stream.read(_HEADER_BYTES)
            if header[_APPLICATION_ID_FIELD] != APPLICATION_ID.to_bytes(4, "big"):
                return None
            pages, page = int.from_bytes(header[28:32], "big"), int.from_bytes(header[16:18], "big")
            if pages * page != size:
                return None
            is_compared = size <= MAX_CHECKSUMMED_BYTES or not is_known
            if is_compared and header[CHECKSUM_FIELD] != checksum(header, stream):
                return None
    except OSError:
        return None
    try:
        db = sqlite3.connect(f"{_uri(os.path.realpath(file))}?mode=ro&immutable=1", uri=True)
        db.execute("PRAGMA temp_store = MEMORY")  # the folder of temporary files may be full
        return db
    except sqlite3.Error:
        return None


def seal(file: Path) -> None:
    """Write the checksum of a compiled graph into its file."""
    with file.open("r+b") as stream:
        sum_ = checksum(stream.read(_HEADER_BYTES), stream)
        stream.seek(CHECKSUM_FIELD.start)
        stream.write(sum_)


def checksum(header: bytes, rest: BinaryIO | None = None) -> bytes:
    """Return the CRC-32 of a file's content without the field that holds it, as 4 bytes.

    The content is `header`, which has the field, and all that can be read from `rest`.
    """
    sum_ = zlib.crc32(header[CHECKSUM_FIELD.stop :], zlib.crc32(header[: CHECKSUM_FIELD.start]))
    while rest is not None and (chunk := rest.read(_READ_BYTES)):
        sum_ = zlib.crc32(chunk, sum_)
    return sum_.to_bytes(4, "big")


def _uri(file: str) -> str:
    """Return a path as a file URI for SQLite, with ?, # and % escaped."""
    if sys.platform == "win32":
        file = "/" + file.replace("\\", "/")
    pairs = ((byte, chr(byte)) for byte in os.fsencode(file))
    plain = "/-_.~"
    return "file://" + "".join(
        letter if letter.isascii() and (letter.isalnum() or letter in plain) else f"%{byte:02X}"
        for byte, letter in pairs
    )
