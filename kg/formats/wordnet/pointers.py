"""The relation that each pointer symbol of WordNet stands for.

The symbols are described in WordNet's manual, wninput(5WN).
"""

from __future__ import annotations

from typing import NamedTuple


class PointerMeaning(NamedTuple):
    """The relation of a pointer; if inverse, it leads from the pointer's target to its source."""

    relation: str
    is_inverse: bool = False


_MEANINGS = {
    "@": PointerMeaning("kind-of"), "~": PointerMeaning("kind-of", is_inverse=True),
    "@i": PointerMeaning("instance-of"), "~i": PointerMeaning("instance-of", is_inverse=True),
    "#p": PointerMeaning("part-of"), "%p": PointerMeaning("part-of", is_inverse=True),
    "#m": PointerMeaning("member-of"), "%m": PointerMeaning("member-of", is_inverse=True),
    "#s": PointerMeaning("made-of", is_inverse=True), "%s": PointerMeaning("made-of"),
    "!": PointerMeaning("opposite-of"), "*": PointerMeaning("entails"),
    ">": PointerMeaning("causes"), "&": PointerMeaning("similar-to"),
    "$": PointerMeaning("grouped-with"), "^": PointerMeaning("see-also"),
    "+": PointerMeaning("shares-root-with"), "=": PointerMeaning("value-of"),
    "<": PointerMeaning("participle-of"), "\\": PointerMeaning("pertains-to"),
    ";c": PointerMeaning("of-field"), "-c": PointerMeaning("of-field", is_inverse=True),
    ";r": PointerMeaning("of-region"), "-r": PointerMeaning("of-region", is_inverse=True),
    ";u": PointerMeaning("used-as"), "-u": PointerMeaning("used-as", is_inverse=True),
}  # fmt: skip
_MEANINGS_BY_PART = {
    ("noun", "="): PointerMeaning("value-of", is_inverse=True),
    ("adv", "\\"): PointerMeaning("derived-from"),
}
"""Symbols that mean something else for one part of speech."""


def find_meaning(symbol: str, part: str) -> PointerMeaning | None:
    """Return the meaning of a pointer of a synset in data.`part`; None if it is unknown."""
    return _MEANINGS_BY_PART.get((part, symbol)) or _MEANINGS.get(symbol)
