"""Open and seal the SQLite file of a compiled graph.

A sealed file holds its own checksum. Opening compares it for files of up to
`MAX_CHECKSUMMED_BYTES`; larger files are checked by their header and size.
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

MAX_CHECKSUMMED_BYTES = 4 * 2**20
"""Size up to which the checksum of a file is compared on opening, which takes about 1 ms."""

CHECKSUM_FIELD = slice(60, 64)
"""Bytes of the file that hold its checksum: SQLite's user_version, which it leaves to us."""

_HEADER_BYTES = 100
_APPLICATION_ID_FIELD = slice(68, 72)


def open_compiled(file: str) -> sqlite3.Connection | None:
    """Open a sealed file for reading; None if it is missing, damaged or another program's.

    Files over `MAX_CHECKSUMMED_BYTES` are checked by their header and size only.
    """
    try:
        with open(file, "rb") as stream:  # noqa: PTH123 - importing pathlib takes too long
            size = os.fstat(stream.fileno()).st_size
            content = stream.read(size if size <= MAX_CHECKSUMMED_BYTES else _HEADER_BYTES)
    except OSError:
        return None
    if content[_APPLICATION_ID_FIELD] != APPLICATION_ID.to_bytes(4, "big"):
        return None
    pages, page = int.from_bytes(content[28:32], "big"), int.from_bytes(content[16:18], "big")
    if pages * page != size:
        return None
    if size <= MAX_CHECKSUMMED_BYTES and content[CHECKSUM_FIELD] != checksum(content):
        return None
    try:
        return sqlite3.connect(f"{_uri(os.path.realpath(file))}?mode=ro&immutable=1", uri=True)
    except sqlite3.Error:
        return None


def seal(file: Path) -> None:
    """Write the checksum of a compiled graph into its file."""
    with file.open("r+b") as stream:
        content = stream.read(MAX_CHECKSUMMED_BYTES + 1)
        stream.seek(CHECKSUM_FIELD.start)
        stream.write(checksum(content))


def checksum(content: bytes) -> bytes:
    """Return the CRC-32 of a file's content without the field that holds it, as 4 bytes."""
    rest = zlib.crc32(content[CHECKSUM_FIELD.stop :], zlib.crc32(content[: CHECKSUM_FIELD.start]))
    return rest.to_bytes(4, "big")


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
