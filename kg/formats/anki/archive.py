"""Archive: members of a zip file, within limits, from an archive that may be hostile."""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path, PurePosixPath

from kg.formats.source import fault

MOST_MEMBERS = 200_000
MOST_UNPACKED = 1 << 30
"""Bytes of one member, unpacked."""

HIGHEST_RATIO = 300
"""Bytes unpacked for one packed, at most, in members of some size; text packs 5 to 20 to one."""

_SMALL = 1 << 22


class Archive:
    """An open zip file. Nothing is unpacked but what is asked for, and that in memory.

    Raises:
        DataError: it is damaged or encrypted, or a member's name leads out of it (E503).
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._zip = zipfile.ZipFile(path)
            members = self._zip.infolist()
        except (OSError, ValueError, NotImplementedError, zipfile.BadZipFile) as error:
            message = f"a damaged package ({error}); export it again"
            raise fault(path, "E503", message) from error
        if len(members) > MOST_MEMBERS:
            raise fault(path, "E503", f"holds {len(members):,} files, more than any deck")
        for member in members:
            reason = _hostile(member)
            if reason:
                message = f"its member {member.filename!r} {reason}; this is no package of Anki"
                raise fault(path, "E503", message)
        self.names = frozenset(member.filename for member in members)

    def read(self, name: str) -> bytes:
        """A member, unpacked.

        Raises:
            DataError: it is damaged, or larger than what is allowed (E503).
        """
        try:
            with self._zip.open(name) as stream:
                content = stream.read(MOST_UNPACKED + 1)
        except (OSError, EOFError, ValueError, NotImplementedError, RuntimeError) as error:
            raise fault(self.path, "E503", f"its member {name!r} is damaged ({error})") from error
        except Exception as error:  # zlib.error and its like have no common ancestor
            raise fault(self.path, "E503", f"its member {name!r} is damaged ({error})") from error
        packed = self._zip.getinfo(name).compress_size
        check_size(self.path, name, packed, len(content))
        return content

    def close(self) -> None:
        """Let go of the file."""
        self._zip.close()

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def check_size(path: Path, name: str, packed: int, unpacked: int) -> None:
    """See to it that something unpacked is no bomb.

    Raises:
        DataError: it is larger, or was packed tighter, than any deck (E503).
    """
    if unpacked > MOST_UNPACKED or (
        unpacked > _SMALL and unpacked > HIGHEST_RATIO * max(packed, 1)
    ):
        message = f"its member {name!r} unpacks to {unpacked:,} bytes or more from {packed:,}"
        raise fault(path, "E503", f"{message}; that is a zip bomb, not a deck")


def _hostile(member: zipfile.ZipInfo) -> str:
    """What is wrong with a member; nothing where all is well."""
    name = PurePosixPath(member.filename.replace("\\", "/"))
    if member.flag_bits & 1:
        return "is encrypted"
    if name.is_absolute() or ".." in name.parts or ":" in member.filename[:3]:
        return "leads out of the package"
    if stat.S_ISLNK(member.external_attr >> 16):
        return "is a link"
    if member.file_size > _SMALL and member.file_size > HIGHEST_RATIO * max(
        member.compress_size, 1
    ):
        return f"would unpack to {member.file_size:,} bytes, as zip bombs do"
    return ""
