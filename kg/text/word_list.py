"""English words: which are real, how common they are, and which mean nearly the same."""

from __future__ import annotations

import os
from contextlib import suppress
from functools import cache
from importlib.machinery import PathFinder

from kg._typing import TYPE_CHECKING
from kg.system.user_dirs import cache_folder

if TYPE_CHECKING:
    from io import BufferedReader
    from mmap import mmap


def frequency(word: str) -> int:
    """How often a word occurs in pyspellchecker's English word list; 0 when it has it not.

    The list counts words of film subtitles, names among them, and runs up to millions.
    """
    # The list's own text is in the order of the alphabet, a word a line: to look in it is a
    # thousand times faster than to parse it.
    text, wanted = listed(), f'"{word}"'.encode("utf-8", "replace")
    low, high = 0, len(text)
    while low < high:
        start = text.rfind(b"\n", 0, (low + high) // 2) + 1
        line = text[start : text.find(b"\n", start)]
        found, _, count = line.partition(b": ")
        if found == wanted:
            return int(count.rstrip(b",}"))
        # Without the mark at its end a word stands before those that begin with it.
        if found[:-1] < wanted[:-1]:
            low = start + len(line) + 1
        else:
            high = start
    return 0


@cache
def frequencies() -> dict[str, int]:
    """Every word of that list with how often it occurs, for who looks up many."""
    import json

    counts: dict[str, int] = json.loads(listed()[:])
    return counts


@cache
def listed() -> bytes | mmap:
    """The list as JSON, a word a line in the order of the alphabet.

    Kept unpacked in the cache folder, it is opened in no time; unpacking takes a cold start's.
    """
    # Imported late, as all here: questions without a slip do without.
    from mmap import ACCESS_READ, mmap

    folder = cache_folder()
    with _packed() as packed:
        name, size = _unpacked(packed)
        with suppress(OSError, ValueError):
            if folder is not None:
                with open(os.path.join(folder, name), "rb") as stream:
                    kept = mmap(stream.fileno(), 0, access=ACCESS_READ)
                if len(kept) == size:
                    return kept
        import gzip

        packed.seek(0)
        return gzip.decompress(packed.read())


def list_file() -> str:
    """The name by which the list is kept: another list has another."""
    with _packed() as packed:
        return _unpacked(packed)[0]


def _packed() -> BufferedReader:
    """The list as it is installed."""
    # The package is not imported, for its list is all that is needed.
    spec = PathFinder.find_spec("spellchecker")
    folder = os.path.dirname(spec.origin or "" if spec else "")
    return open(os.path.join(folder, "resources", "en.json.gz"), "rb")


def _unpacked(packed: BufferedReader) -> tuple[str, int]:
    """The name of the list unpacked, and its size, by what gzip wrote last."""
    packed.seek(-8, os.SEEK_END)
    checksum, size = packed.read(4), packed.read(4)
    return f"words-{checksum.hex()}.json", int.from_bytes(size, "little")
