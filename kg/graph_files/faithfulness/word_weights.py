"""Weigh words by how much they say: rare ones much, common ones nothing."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable

from kg.text.normal_forms import words
from kg.text.word_list import frequencies

COMMON_RARITY = 6.5
"""Rarity below which a word says nothing.

Rarity is the natural logarithm of how many words of English film subtitles there are for one of
this; "because" has 6.4, "mean" 7.4 and a word that the list lacks 14.
"""

MIN_COMMON_TEXTS = 8
"""Minimum number of texts that share a word before it can count as common among them."""

COMMON_TEXT_SHARE = 0.15
"""Share of the texts, from 0 to 1, from which on a word says nothing because so many have it.

This finds the common words of a subject, and of languages other than English.
"""

MIN_NAME_WEIGHT = 0.05
"""Weight of a common word within a name, so that names of common words can be told apart."""

MIN_WORD_CHARS = 3
"""Minimum length of a word without a digit that says something."""

_UNKNOWN_FREQUENCY = 50  # the list has no word with less

_UNSPACED = (range(0x0E00, 0x1100), range(0x3040, 0x3100), range(0x3400, 0xA000))
"""Scripts without spaces between words: Thai to Myanmar, kana, Chinese characters."""


class WordWeights:
    """The weights of words among some texts.

    Args:
        texts: lines of a deck and summaries of its graph, which show what is common among them.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        counted = [set(content_words(text)) for text in texts]
        counts = Counter(word for found in counted for word in found)
        least = max(MIN_COMMON_TEXTS, COMMON_TEXT_SHARE * len(counted))
        self._common = {word for word, count in counts.items() if count >= least}
        self._frequencies = frequencies()
        self._total = sum(self._frequencies.values())

    def weight(self, word: str) -> float:
        """Return how much a normalised word says, from 0 to about 8."""
        if word in self._common or (len(word) < MIN_WORD_CHARS and not _is_dense(word)):
            return 0.0
        return self._rarity(word)

    def name_weight(self, word: str) -> float:
        """Return how much a word says within a name, where no word says nothing."""
        return max(MIN_NAME_WEIGHT, self._rarity(word))

    def says_something(self, word: str) -> bool:
        """Return True if a word is rare, be it short or common among the texts."""
        return len(word) > 1 and self._rarity(word) > 0

    def _rarity(self, word: str) -> float:
        frequency = self._frequencies.get(word, 0) + _UNKNOWN_FREQUENCY
        return max(0.0, math.log(self._total / frequency) - COMMON_RARITY)


def content_words(text: str) -> list[str]:
    """Return the normalised words of a text; where a script has no spaces, pairs of characters.

    >>> content_words("Tides rise 日本語")
    ['tides', 'rise', '日本', '本語']
    """
    found: list[str] = []
    for word in words(text):
        if word.isascii() or not any(_is_unspaced(c) for c in word):
            found.append(word)
        else:
            found.extend(word[n : n + 2] for n in range(max(1, len(word) - 1)))
    return found


def _is_unspaced(character: str) -> bool:
    return any(ord(character) in script for script in _UNSPACED)


def _is_dense(word: str) -> bool:
    return any(c.isdigit() or _is_unspaced(c) for c in word)
