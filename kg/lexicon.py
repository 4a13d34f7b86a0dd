"""Which words are real English ones, and so are not to be taken for misspellings."""

from __future__ import annotations

import gzip
import re
from functools import cache
from importlib.resources import files


def frequency(word: str) -> int:
    """How often a word occurs in pyspellchecker's English word list; 0 when it has it not.

    The list counts words of film subtitles, names among them, and runs up to millions.
    """
    # Looking in the list's own text takes 1/10 of the time of parsing it for one or two words.
    match = re.search(rf'"{re.escape(word)}": ?(\d+)'.encode(), _listed())
    return int(match[1]) if match else 0


@cache
def _listed() -> bytes:
    return gzip.decompress(files("spellchecker").joinpath("resources", "en.json.gz").read_bytes())
