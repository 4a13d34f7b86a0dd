"""A table of words: the lists of a language's file as typed attributes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from kg._typing import TYPE_CHECKING, Any
from kg.text.normal_forms import Stem, stem

Words = frozenset[str]
"""Single words."""

Phrases = tuple[tuple[str, ...], ...]
"""Phrases as words, in order of the file; one with alternatives ("a/b") is several."""

StemPhrases = tuple[tuple[Stem, ...], ...]
"""Phrases as stems, the longest first."""

Frames = tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
"""The words with which a text begins, and those with which it ends."""

Numbers = Mapping[str, float]
"""Numbers by word."""

Ranks = Mapping[str, int]
"""Places in an order by word: 1 is the first, -1 the last."""

Texts = tuple[str, ...]
"""Texts as they are written, in order of the file."""

Patterns = tuple[str, ...]
"""Patterns, as regular expressions for `kg.text.language.pattern`."""


class WordTable:
    """A table of a language's file: its lists as attributes, each read when it is first used."""

    _rows: Mapping[str, Sequence[str]]

    def __init__(self, rows: Mapping[str, Sequence[str]]) -> None:
        """Take the items of each list, by its key in the file."""
        self._rows = rows

    if not TYPE_CHECKING:  # which knows the attributes by their annotations

        def __getattr__(self, name: str) -> object:
            types = type(self).__annotations__
            if name not in types:
                raise AttributeError(name)
            value = _CONVERTERS[types[name]](self._rows[name.replace("_", "-")])
            setattr(self, name, value)
            return value


def _read_phrases(items: Sequence[str]) -> Phrases:
    return tuple(tuple(item.split()) for item in items)


def _read_stems(items: Sequence[str]) -> StemPhrases:
    found = (tuple(map(stem, item.split())) for item in items)
    return tuple(sorted(found, key=len, reverse=True))


def _read_frames(items: Sequence[str]) -> Frames:
    parts = (item.split(" ... ") for item in items)
    return tuple((tuple(opening.split()), tuple(ending.split())) for opening, ending in parts)


def _read_numbers(items: Sequence[str]) -> Numbers:
    rows = (item.split() for item in items)
    return {word: float(number) for number, *words in rows for word in words}


def _read_ranks(items: Sequence[str]) -> Ranks:
    return {word: int(number) for word, number in _read_numbers(items).items()}


_CONVERTERS: Mapping[str, Callable[[Sequence[str]], Any]] = {
    "Words": frozenset,
    "Phrases": _read_phrases,
    "StemPhrases": _read_stems,
    "Frames": _read_frames,
    "Numbers": _read_numbers,
    "Ranks": _read_ranks,
    "Texts": tuple,
    "Patterns": tuple,
}
