"""Manifests: how a graph's files looked when they were read, to tell whether any has changed.

A manifest also records how the compiled graph looked when its checksum was compared last.

A graph whose files look the same need not be read again. A file counts as unchanged if its size,
times and inode number are the same: every write moves the time of its last change, which programs
can't set. For a folder the names in it count as well.
"""

from __future__ import annotations

import os
import stat
import time
import zlib
from collections.abc import Iterable

SETTLE_NANOSECONDS = 2_000_000_000
"""Age at which a file's times are sure to show any further write; FAT counts in 2 seconds."""

MAX_MANIFESTS = 128
"""Manifests kept in a cache folder; the oldest are removed first."""

MANIFEST_SUFFIX = ".seen"
"""End of the name of a manifest's file."""

_CHECKSUM_CHARS = 8

Stamps = list[tuple[str, str]]
"""Paths of files and folders, each with a text that says how it looks."""


def stamps_of(paths: Iterable[str]) -> Stamps:
    """Return the stamps of these files and folders."""
    return [(path, stamp_of(path)) for path in paths]


def load_manifest(folder: str, path: str, program: str) -> str | None:
    """Return the digest noted for the graph at `path`; None if there is none or it may be outdated.

    It is outdated if any file has changed since, the compiled graph's own among them.

    Args:
        folder: the cache folder.
        path: the graph's file or folder.
        program: identifies the program that reads the graph; manifests of others are ignored.
    """
    place = _place(path)
    try:
        with open(_file(folder, place), "rb") as stream:
            content = stream.read()
    except OSError:
        return None
    if content[:_CHECKSUM_CHARS] != _checksum(content[_CHECKSUM_CHARS:]):
        return None
    noted_place, *rest = map(os.fsdecode, content[_CHECKSUM_CHARS:].split(b"\0"))
    if noted_place != place or rest[0] != program:
        return None
    digest, compiled, *rest = rest[1:]
    if stamp_of(os.path.join(folder, f"{digest}.db")) != compiled:
        return None
    if any(stamp_of(name) != stamp for name, stamp in zip(rest[::2], rest[1::2], strict=True)):
        return None
    return digest


def save_manifest(
    folder: str, path: str, program: str, digest: str, stamps: Stamps, compiled: str = "-"
) -> None:
    """Note the digest of the graph at `path` and how its files look.

    `compiled` is the stamp of the compiled graph, taken before its checksum was compared. Nothing
    is noted if a file changed in the last `SETTLE_NANOSECONDS`, since a further write might leave
    it looking the same, nor if the folder can't be written to.
    """
    newest = max((int(at) for _, look in stamps for at in look.split()[1:3]), default=0)
    if time.time_ns() - newest < SETTLE_NANOSECONDS:
        return
    place = _place(path)
    fields = [place, program, digest, compiled, *(field for entry in stamps for field in entry)]
    rest = b"\0".join(map(os.fsencode, fields))
    file = _file(folder, place)
    unfinished = f"{file}-{os.getpid()}"
    from contextlib import suppress  # imported late: a manifest is written once for a graph

    with suppress(OSError):
        try:
            with open(unfinished, "wb") as stream:
                stream.write(_checksum(rest) + rest)
            os.replace(unfinished, file)
        finally:
            if os.path.lexists(unfinished):
                os.unlink(unfinished)
        _prune(folder)


def stamp_of(path: str) -> str:
    """Return how a file or folder looks now; "-" if it can't be looked at."""
    try:
        info = os.stat(path)
        look = f"{info.st_size} {info.st_mtime_ns} {info.st_ctime_ns} {info.st_ino}"
        if stat.S_ISDIR(info.st_mode):
            names = "\0".join(sorted(os.listdir(path)))
            look += f" {zlib.crc32(os.fsencode(names))}"
    except OSError:
        return "-"
    return look


def _place(path: str) -> str:
    """Return where a path leads and how it is written: a link may come to lead elsewhere."""
    return f"{os.path.abspath(path)}\n{os.path.realpath(path)}"


def _file(folder: str, place: str) -> str:
    # Two places with the same checksum overwrite each other's manifest; each checks its own place.
    return os.path.join(folder, f"{zlib.crc32(os.fsencode(place)):08x}{MANIFEST_SUFFIX}")


def _checksum(content: bytes) -> bytes:
    return b"%08x" % zlib.crc32(content)


def _prune(folder: str) -> None:
    length = 8 + len(MANIFEST_SUFFIX)
    with os.scandir(folder) as entries:
        names = [e for e in entries if MANIFEST_SUFFIX in e.name]
    ours = [e for e in names if e.name.endswith(MANIFEST_SUFFIX) and len(e.name) == length]
    for entry in names:  # of processes that were killed
        if f"{MANIFEST_SUFFIX}-" in entry.name and time.time() - entry.stat().st_mtime > 60:
            os.unlink(entry.path)
    if len(ours) > MAX_MANIFESTS:
        for entry in sorted(ours, key=lambda e: (-e.stat().st_mtime_ns, e.name))[MAX_MANIFESTS:]:
            os.unlink(entry.path)
