"""Read members of a zip file that may be damaged or hostile, within size limits."""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path, PurePosixPath

from kg.formats.source import fault

MAX_MEMBERS = 200_000
"""Most members that an archive may have."""

MAX_MEMBER_BYTES = 1 << 30
"""Most bytes that one member may unpack to."""

MAX_COMPRESSION_RATIO = 300
"""Most unpacked bytes per packed byte; beyond that a member is refused as a zip bomb.

Text packs 5 to 20 to one. Members below `_MIN_BOMB_BYTES` are not checked.
"""

_MIN_BOMB_BYTES = 1 << 22
"""Unpacked size in bytes up to which a member can't be a zip bomb."""


class Archive:
    """An open zip file. Only members that are asked for are unpacked, in memory.

    Raises:
        DataError: it is damaged or encrypted, or a member's path leads outside it (E503).
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._zip = zipfile.ZipFile(path)
            members = self._zip.infolist()
        except (OSError, ValueError, NotImplementedError, zipfile.BadZipFile) as error:
            message = f"a damaged package ({error}); export it again"
            raise fault(path, "E503", message) from error
        if len(members) > MAX_MEMBERS:
            message = f"contains {len(members):,} files; the limit is {MAX_MEMBERS:,}; split it"
            raise fault(path, "E503", message)
        for member in members:
            reason = _refusal(member)
            if reason:
                message = f"member {member.filename!r} {reason}; this is not an Anki package"
                raise fault(path, "E503", message)
        self.names = frozenset(member.filename for member in members)

    def read(self, name: str) -> bytes:
        """Return the unpacked content of a member.

        Raises:
            DataError: it is damaged, or larger than allowed (E503).
        """
        try:
            with self._zip.open(name) as stream:
                content = stream.read(MAX_MEMBER_BYTES + 1)
        except (OSError, EOFError, ValueError, NotImplementedError, RuntimeError) as error:
            raise fault(self.path, "E503", f"member {name!r} is damaged ({error})") from error
        except Exception as error:  # zlib.error and its like have no common ancestor
            raise fault(self.path, "E503", f"member {name!r} is damaged ({error})") from error
        packed_size = self._zip.getinfo(name).compress_size
        check_size(self.path, name, packed_size, len(content))
        return content

    def packed_size(self, name: str) -> int:
        """Return the bytes that a member takes in the file."""
        return self._zip.getinfo(name).compress_size

    def close(self) -> None:
        """Close the file."""
        self._zip.close()

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def check_size(path: Path, name: str, packed_size: int, unpacked_size: int) -> None:
    """Refuse a member that unpacks to more bytes than a deck could have.

    Raises:
        DataError: it is too large, or packed too tightly (E503).
    """
    if unpacked_size > MAX_MEMBER_BYTES or _is_bomb(packed_size, unpacked_size):
        message = f"member {name!r} unpacks to at least {unpacked_size:,} bytes from "
        message += f"{packed_size:,}; it is a zip bomb, not a deck"
        raise fault(path, "E503", message)


def _is_bomb(packed_size: int, unpacked_size: int) -> bool:
    """Return True if a member of these sizes in bytes is packed too tightly."""
    return unpacked_size > max(_MIN_BOMB_BYTES, MAX_COMPRESSION_RATIO * max(packed_size, 1))


def _refusal(member: zipfile.ZipInfo) -> str:
    """Return why a member is refused, by its entry in the archive; empty if it is not."""
    name = PurePosixPath(member.filename.replace("\\", "/"))
    if member.flag_bits & 1:
        return "is encrypted"
    if name.is_absolute() or ".." in name.parts or ":" in member.filename[:3]:
        return "has a path outside the package"
    if stat.S_ISLNK(member.external_attr >> 16):
        return "is a symbolic link"
    if _is_bomb(member.compress_size, member.file_size):
        return f"would unpack to {member.file_size:,} bytes, like a zip bomb"
    return ""
