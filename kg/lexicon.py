"""English words: which are real, how common they are, and which mean nearly the same."""

from __future__ import annotations

import os
import zlib
from functools import cache
from importlib.machinery import PathFinder

from kg.folders import cache_folder

KEPT = "words.json"
"""The list in the cache folder, unpacked; see `unpacked_list`."""


def frequency(word: str) -> int:
    """How often a word occurs in pyspellchecker's English word list; 0 when it has it not.

    The list counts words of film subtitles, names among them, and runs up to millions.
    """
    # The list's own text is in the order of the alphabet, a word a line: to look in it is a
    # thousand times faster than to parse it.
    text, wanted = _listed(), f'"{word}"'.encode("utf-8", "replace")
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

    counts: dict[str, int] = json.loads(_listed())
    return counts


@cache
def rings() -> list[tuple[str, ...]]:
    """Rings of words that stand for each other in questions and definitions."""
    from pathlib import Path

    text = Path(__file__).with_name("rings.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return [tuple(line.split()) for line in lines]


@cache
def _listed() -> bytes:
    """The list as JSON, a word a line in the order of the alphabet."""
    folder = cache_folder()
    file = _list_file()
    if folder is not None:
        try:
            with open(os.path.join(folder, KEPT), "rb") as stream:
                head, text = stream.readline(), stream.read()
            if head == _head(text, file):
                return text
        except OSError:
            pass
    import gzip  # imported late, as questions without a slip do without

    with open(file, "rb") as stream:
        return gzip.decompress(stream.read())


def unpacked_list() -> bytes:
    """What to keep as `KEPT` in the cache: to read it takes a tenth of unpacking the list."""
    text = _listed()
    return _head(text, _list_file()) + text


def _list_file() -> str:
    # Not imported, for its list is all that is needed.
    spec = PathFinder.find_spec("spellchecker")
    folder = os.path.dirname(spec.origin or "" if spec else "")
    return os.path.join(folder, "resources", "en.json.gz")


def _head(text: bytes, file: str) -> bytes:
    """A line that tells of which list a text is, and whether it is whole."""
    seen = os.stat(file)
    return b"%08x %d %d\n" % (zlib.crc32(text), seen.st_size, seen.st_mtime_ns)
