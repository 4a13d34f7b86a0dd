"""English words: which are real, how common they are, and which mean nearly the same."""

from __future__ import annotations

from functools import cache


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
    import gzip  # imported late, as questions without a slip do without
    from importlib.util import find_spec
    from pathlib import Path

    spec = find_spec("spellchecker")  # not imported: its list is all that is needed
    folder = Path(spec.origin or "" if spec else "").parent
    file = folder / "resources" / "en.json.gz"
    return gzip.decompress(file.read_bytes())
