"""English words: which are real, how common they are, and which mean nearly the same."""

from __future__ import annotations

import os
import zlib
from functools import cache
from importlib.machinery import PathFinder

from kg.folders import cache_folder

UNPACKED = "words.json"
"""The list in the cache folder."""

_TRAILER = 8
"""Bytes that gzip writes last: a checksum of what it packed, and its size."""


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

    counts: dict[str, int] = json.loads(listed())
    return counts


@cache
def rings() -> list[tuple[str, ...]]:
    """Rings of words that stand for each other in questions and definitions."""
    from pathlib import Path

    text = Path(__file__).with_name("rings.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return [tuple(line.split()) for line in lines]


@cache
def listed() -> bytes:
    """The list as JSON, a word a line in the order of the alphabet.

    Kept as `UNPACKED` in the cache folder, it is read in a tenth of the time that unpacking takes.
    """
    # The package is not imported, for its list is all that is needed.
    spec = PathFinder.find_spec("spellchecker")
    folder = os.path.dirname(spec.origin or "" if spec else "")
    with open(os.path.join(folder, "resources", "en.json.gz"), "rb") as packed:
        packed.seek(-_TRAILER, os.SEEK_END)
        trailer = packed.read()
        kept = _kept()
        # What gzip wrote behind the list tells whether that is the same, and whole.
        if zlib.crc32(kept) == int.from_bytes(trailer[:4], "little"):
            return kept
        import gzip  # imported late, as questions without a slip do without

        packed.seek(0)
        return gzip.decompress(packed.read())


def _kept() -> bytes:
    folder = cache_folder()
    if folder is None:
        return b""
    try:
        with open(os.path.join(folder, UNPACKED), "rb") as stream:
            return stream.read()
    except OSError:
        return b""
