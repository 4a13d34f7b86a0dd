"""Read members of a zip file that may be damaged or hostile, within size limits."""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path, PurePosixPath

from kg.formats.anki.budget import Budget, is_bomb
from kg.formats.source import fault

MAX_MEMBERS = 200_000
"""Most members that an archive may have."""


class Archive:
    """An open zip file. Only members that are asked for are unpacked, in memory.

    `budget` counts what was unpacked.

    Raises:
        DataError: it is damaged or encrypted, or a member's path leads outside it (E503).
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.budget = Budget(path)
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
        info = self._zip.getinfo(name)
        self.budget.add_packed(info.compress_size)
        self.budget.spend(name, info.file_size)
        try:
            with self._zip.open(name) as stream:
                content = stream.read(info.file_size + 1)
        except (OSError, EOFError, ValueError, NotImplementedError, RuntimeError) as error:
            raise fault(self.path, "E503", f"member {name!r} is damaged ({error})") from error
        except Exception as error:  # zlib.error and its like have no common ancestor
            raise fault(self.path, "E503", f"member {name!r} is damaged ({error})") from error
        self.budget.spend(name, max(0, len(content) - info.file_size))
        return content

    def close(self) -> None:
        """Close the file."""
        self._zip.close()

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _refusal(member: zipfile.ZipInfo) -> str:
    """Return why a member is refused, by its entry in the archive; empty if it is not."""
    name = PurePosixPath(member.filename.replace("\\", "/"))
    if member.flag_bits & 1:
        return "is encrypted"
    if name.is_absolute() or ".." in name.parts or ":" in member.filename[:3]:
        return "has a path outside the package"
    if stat.S_ISLNK(member.external_attr >> 16):
        return "is a symbolic link"
    if is_bomb(member.compress_size, member.file_size):
        return f"would unpack to {member.file_size:,} bytes, like a zip bomb"
    return ""
