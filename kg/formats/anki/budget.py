"""Budget: how much a package may unpack to, over all its members and stages of packing."""

from __future__ import annotations

from pathlib import Path

from kg.formats.source import fault

MAX_UNPACKED_BYTES = 1 << 30
"""Most bytes that all that is read of a package may unpack to."""

MAX_COMPRESSION_RATIO = 300
"""Most unpacked bytes per packed byte; beyond that a package is refused as a bomb.

Text packs 5 to 20 to one. What unpacks to less than `_MIN_BOMB_BYTES` is not checked.
"""

_MIN_BOMB_BYTES = 1 << 22
"""Unpacked size in bytes up to which a package can't be a bomb."""


class Budget:
    """The bytes that were read from a package so far, as packed in its file and as unpacked."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._packed = self._unpacked = 0

    def add_packed(self, size: int) -> None:
        """Allow for a member that takes this many bytes in the file."""
        self._packed += size

    def spend(self, name: str, size: int) -> None:
        """Note that a member, or a part of it, has unpacked or will unpack to so many bytes.

        Raises:
            DataError: this is more than a deck could have (E503).
        """
        self._unpacked += size
        if self._unpacked > MAX_UNPACKED_BYTES or is_bomb(self._packed, self._unpacked):
            message = f"member {name!r} unpacks to at least {self._unpacked:,} bytes from "
            message += f"{self._packed:,}; it is a zip bomb, not a deck"
            raise fault(self._path, "E503", message)


def is_bomb(packed_size: int, unpacked_size: int) -> bool:
    """Return True if a member of these sizes in bytes is packed too tightly."""
    return unpacked_size > max(_MIN_BOMB_BYTES, MAX_COMPRESSION_RATIO * max(packed_size, 1))
