"""Manifest: how a graph's files looked when they were read, so that they need not be read again.

A file whose size, times and number on the disk are what they were holds what it held: any write
moves the time of its change, which no program can put back. A folder counts with the names in it.
"""

from __future__ import annotations

import os
import stat
import time
import zlib
from collections.abc import Iterable

SETTLED = 2_000_000_000
"""Nanoseconds after which a file's times tell of any further write; FAT counts by two seconds."""

KEPT = 128
"""Manifests kept in a cache folder; the oldest go first."""

SUFFIX = ".seen"

_SUM = 8

Stamps = list[tuple[str, str]]
"""Files and folders by path, and how each looks."""


def stamps_of(paths: Iterable[str]) -> Stamps:
    """How these files and folders look now; "-" for what is not there or can't be looked at."""
    return [(path, _stamp(path)) for path in paths]


def load_manifest(folder: str, path: str, program: str) -> str | None:
    """What was remembered of the graph at `path`; None where it may have changed since.

    Args:
        folder: the cache folder.
        path: the graph's file or folder.
        program: names what reads the graph, so that another one finds nothing.
    """
    where = _where(path)
    try:
        with open(_file(folder, where), "rb") as stream:
            content = stream.read()
    except OSError:
        return None
    if content[:_SUM] != _sum(content[_SUM:]):
        return None
    known, *rest = map(os.fsdecode, content[_SUM:].split(b"\0"))
    if known != where or rest[0] != program:
        return None
    digest, *rest = rest[1:]
    if any(_stamp(name) != stamp for name, stamp in zip(rest[::2], rest[1::2], strict=True)):
        return None
    return digest


def save_manifest(folder: str, path: str, program: str, digest: str, stamps: Stamps) -> None:
    """Write down that the graph at `path`, whose files look so, has this digest.

    Nothing is written while they are so young that a further write might leave them looking the
    same, nor where the folder can't be written to.
    """
    newest = max((int(at) for _, look in stamps for at in look.split()[1:3]), default=0)
    if time.time_ns() - newest < SETTLED:
        return
    where = _where(path)
    fields = [where, program, digest, *(field for entry in stamps for field in entry)]
    rest = b"\0".join(map(os.fsencode, fields))
    file = _file(folder, where)
    aside = f"{file}-{os.getpid()}"
    from contextlib import suppress  # imported late: this is done once for a graph

    with suppress(OSError):
        try:
            with open(aside, "wb") as stream:
                stream.write(_sum(rest) + rest)
            os.replace(aside, file)
        finally:
            if os.path.lexists(aside):
                os.unlink(aside)
        _prune(folder)


def _stamp(path: str) -> str:
    try:
        seen = os.stat(path)
        look = f"{seen.st_size} {seen.st_mtime_ns} {seen.st_ctime_ns} {seen.st_ino}"
        if stat.S_ISDIR(seen.st_mode):
            names = "\0".join(sorted(os.listdir(path)))
            look += f" {zlib.crc32(os.fsencode(names))}"
    except OSError:
        return "-"
    return look


def _where(path: str) -> str:
    """The place that a path means, and how it is called: a link may come to mean another."""
    return f"{os.path.abspath(path)}\n{os.path.realpath(path)}"


def _file(folder: str, where: str) -> str:
    # Two places with the same sum take turns, for each manifest tells of its own.
    return os.path.join(folder, f"{zlib.crc32(os.fsencode(where)):08x}{SUFFIX}")


def _sum(content: bytes) -> bytes:
    return b"%08x" % zlib.crc32(content)


def _prune(folder: str) -> None:
    with os.scandir(folder) as entries:
        ours = [e for e in entries if e.name.endswith(SUFFIX) and len(e.name) == 8 + len(SUFFIX)]
    if len(ours) > KEPT:
        for entry in sorted(ours, key=lambda e: (-e.stat().st_mtime_ns, e.name))[KEPT:]:
            os.unlink(entry.path)
