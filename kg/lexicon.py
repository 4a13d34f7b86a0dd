"""English words: which are real, how common they are, and which mean nearly the same."""

from __future__ import annotations

import gzip
import json
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
def frequencies() -> dict[str, int]:
    """Every word of that list with how often it occurs, for who looks up many."""
    counts: dict[str, int] = json.loads(_listed())
    return counts


@cache
def rings() -> list[tuple[str, ...]]:
    """Rings of words that stand for each other in questions and definitions."""
    text = files("kg").joinpath("rings.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return [tuple(line.split()) for line in lines]


@cache
def _listed() -> bytes:
    return gzip.decompress(files("spellchecker").joinpath("resources", "en.json.gz").read_bytes())
