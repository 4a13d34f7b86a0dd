"""Misspellings: edits as fingers make them, and those that people really write."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from pathlib import Path

from kg.text.typo_model import are_adjacent_keys

_KEYS = "qwertyuiopasdfghjklzxcvbnm"

NEIGHBOURS = {c: "".join(d for d in _KEYS if d != c and are_adjacent_keys(c, d)) for c in _KEYS}
"""For each letter, the letters beside it on a QWERTY keyboard, in its row and the next."""


def _letters(text: str) -> list[int]:
    return [i for i, c in enumerate(text) if c.lower() in NEIGHBOURS]


def _neighbour(letter: str, draw: random.Random) -> str:
    near = draw.choice(NEIGHBOURS[letter.lower()])
    return near.upper() if letter.isupper() else near


def _substituted(text: str, draw: random.Random) -> str | None:
    places = _letters(text)
    if not places:
        return None
    at = draw.choice(places)
    return text[:at] + _neighbour(text[at], draw) + text[at + 1 :]


def _deleted(text: str, draw: random.Random) -> str | None:
    places = _letters(text)
    if not places:
        return None
    at = draw.choice(places)
    return text[:at] + text[at + 1 :]


def _inserted(text: str, draw: random.Random) -> str | None:
    places = _letters(text)
    if not places:
        return None
    at = draw.choice(places)
    return text[: at + 1] + _neighbour(text[at], draw).lower() + text[at + 1 :]


def _transposed(text: str, draw: random.Random) -> str | None:
    letters = set(_letters(text))
    places = [i for i in letters if i + 1 in letters and text[i].lower() != text[i + 1].lower()]
    if not places:
        return None
    at = draw.choice(sorted(places))
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def _doubled(text: str, draw: random.Random) -> str | None:
    places = _letters(text)
    if not places:
        return None
    at = draw.choice(places)
    return text[: at + 1] + text[at].lower() + text[at + 1 :]


def _unspaced(text: str, draw: random.Random) -> str | None:
    places = [i for i, c in enumerate(text) if c == " "]
    if not places:
        return None
    at = draw.choice(places)
    return text[:at] + text[at + 1 :]


EDITS: Mapping[str, Callable[[str, random.Random], str | None]] = {
    "substitution": _substituted,
    "deletion": _deleted,
    "insertion": _inserted,
    "transposition": _transposed,
    "doubled letter": _doubled,
    "dropped space": _unspaced,
}
"""Each makes one edit, and gives None where the text has no place for it."""


def edited(text: str, edit: str, seed: str) -> str | None:
    """The text with one edit, the same for the same seed."""
    return EDITS[edit](text, random.Random(f"{seed} {edit} {text}"))


def edited_twice(text: str, seed: str) -> str | None:
    """The text with two edits of kinds drawn by the seed."""
    draw = random.Random(f"{seed} twice {text}")
    for edit in draw.sample(sorted(EDITS), 2):
        changed = EDITS[edit](text, draw)
        if changed is None:
            return None
        text = changed
    return text


def read_misspellings(file: Path) -> dict[str, list[str]]:
    """Right words and how people misspell them, both as written, sorted.

    The file has lines of wrong->right. Where several words may be meant, they are left out: the
    wrong one does not tell which.
    """
    wrong_of: dict[str, set[str]] = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        wrong, _, meant = line.strip().lower().partition("->")
        if meant and "," not in meant:
            wrong_of.setdefault(meant, set()).add(wrong)
    return {word: sorted(wrong) for word, wrong in sorted(wrong_of.items())}


def really_misspelt(text: str, wrong_of: Mapping[str, list[str]]) -> list[str]:
    """The text with one of its words misspelt, once for each way that people do it."""
    parts = text.split(" ")
    return [
        " ".join([*parts[:at], wrong, *parts[at + 1 :]])
        for at, part in enumerate(parts)
        for wrong in wrong_of.get(part.lower(), ())
    ]
