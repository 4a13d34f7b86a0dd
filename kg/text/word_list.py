"""English words and their frequencies, from pyspellchecker's list of words in film subtitles.

Parsing the list takes longer than answering a question. So the cache folder holds it as a table of
text lines in the order of words, in which a word is found without reading the rest.
"""

from __future__ import annotations

import os
from contextlib import suppress
from functools import cache
from importlib.machinery import PathFinder

from kg._typing import TYPE_CHECKING
from kg.system.user_dirs import cache_folder

if TYPE_CHECKING:
    from io import BufferedReader
    from pathlib import Path

# Modules are imported late: a question without a misspelt word needs none of them.

_TABLE_HEADER_BYTES = 20  # checksum of the lines and size of the table, in text
_TABLE_LAYOUT = 1  # of the table; raised with every change


def frequency(word: str) -> int:
    """Return how often a word occurs in the list's subtitles; 0 for a word that it does not have.

    Frequencies go into the millions. The list has names as well.
    """
    table = _open_table()
    if table is None:
        return frequencies().get(word, 0)
    wanted = word.encode("utf-8", "replace")
    low, high = _TABLE_HEADER_BYTES, len(table)
    while low < high:
        start = table.rfind(b"\n", 0, (low + high) // 2) + 1
        line = table[start : table.find(b"\n", start)]
        found, _, count = line.partition(b" ")
        if found == wanted:
            return int(count)
        if found < wanted:
            low = start + len(line) + 1
        else:
            high = start
    return 0


@cache
def frequencies() -> dict[str, int]:
    """Return every word of the list with its frequency, for looking up many."""
    import gzip
    import json

    with _open_package_list() as packed:
        counts: dict[str, int] = json.loads(gzip.decompress(packed.read()))
    return counts


def write_table(folder: Path) -> None:
    """Write the table into a cache folder, unless it is there and sound.

    Raises:
        OSError: the folder can't be written to.
    """
    from kg.system.files import replace_file

    file = folder / table_name()
    with suppress(OSError):
        content = file.read_bytes()
        if content[:_TABLE_HEADER_BYTES] == _header(content[_TABLE_HEADER_BYTES:]):
            return
    words = sorted((word.encode(), count) for word, count in frequencies().items())
    lines = b"".join([b"%s %d\n" % item for item in words])
    replace_file(file, _header(lines) + lines)


def table_name() -> str:
    """Return the name of the table's file, which is different for another list or layout."""
    with _open_package_list() as packed:
        packed.seek(-8, os.SEEK_END)  # gzip's own checksum of the list
        return f"words-{_TABLE_LAYOUT}-{packed.read(4).hex()}.txt"


@cache
def _open_table() -> bytes | None:
    """Read the table; None if the cache folder has none, or a damaged one, which is rewritten."""
    folder = cache_folder()
    if folder is None:
        return None
    with suppress(OSError):
        with open(os.path.join(folder, table_name()), "rb") as stream:
            table = stream.read()
        if table[:_TABLE_HEADER_BYTES] == _header(memoryview(table)[_TABLE_HEADER_BYTES:]):
            return table
        from pathlib import Path

        write_table(Path(folder))
    return None


def _header(lines: bytes | memoryview) -> bytes:
    """Return the first line of a table with these lines."""
    from zlib import crc32

    return b"%08x " % crc32(lines) + _size_field(_TABLE_HEADER_BYTES + len(lines))


def _size_field(size: int) -> bytes:
    return b"%010d\n" % size


def _open_package_list() -> BufferedReader:
    """Open the list in pyspellchecker, a JSON object of counts by word, packed by gzip."""
    # Found without importing the package, which takes longer than everything here.
    spec = PathFinder.find_spec("spellchecker")
    folder = os.path.dirname(spec.origin or "" if spec else "")
    return open(os.path.join(folder, "resources", "en.json.gz"), "rb")
