"""Gather the words, numbers and initials of some texts, to tell what else they support."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from kg.graph_files.faithfulness.word_weights import content_words
from kg.text.normal_forms import Stem, normalise, stem
from kg.text.synonyms import synonym_sets

MIN_SHARED_CHARS = 5
"""Minimum number of first letters that two stems share if they count as forms of one word."""

MAX_ENDING_CHARS = 2
"""Maximum number of last letters by which two stems may differ and count as forms of one word."""

MAX_INITIALS = 5
"""Maximum length of an abbreviation that is found in the first letters of words."""

_MAX_UNIT_CHARS = 3  # longer units may be spelt in several ways
_FIGURE_PATTERN = re.compile(r"(?<![\w.,])(\d[\d.,]*)\s?(%|[^\W\d_]++(?![\w-]))?")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_NUMBER_WORDS = "zero one two three four five six seven eight nine ten eleven twelve".split()
_SHORT_UNITS = frozenset(
    "bp cm db dl ft g ha hz kb kg km kw l lb m mg min ml mm mol ms nm s v w".split()
)
_NUMBER_OF_WORD = {word: str(n) for n, word in enumerate(_NUMBER_WORDS)}


class Figure(NamedTuple):
    """A number of a text, with its unit if a word or percent sign follows; and as it is written."""

    number: str
    unit: str
    written: str


class Evidence:
    """All that some texts say."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._stems: set[Stem] = set()
        self._beginnings: set[str] = set()
        self._meanings: set[int] = set()
        self._initials: set[str] = set()
        self._units: dict[str, set[str]] = {}
        for text in texts:
            self._add(text)

    def _add(self, text: str) -> None:
        found = content_words(text)
        joined = (a + b for a, b in pairwise(found))
        for word in (*found, *joined):
            word_stem = stem(word)
            if word_stem not in self._stems:
                self._stems.add(word_stem)
                self._beginnings.update(_beginnings(word_stem))
                self._meanings.update(_meanings().get(word_stem, ()))
        letters = "".join(word[0] for word in found)
        for size in range(2, MAX_INITIALS + 1):
            self._initials.update(letters[n : n + size] for n in range(len(letters) - size + 1))
        for figure in figures(text):
            self._units.setdefault(figure.number, set()).add(figure.unit)
        for word, following in pairwise([*found, ""]):
            if word in _NUMBER_OF_WORD:
                self._units.setdefault(_NUMBER_OF_WORD[word], set()).add(following)

    def has_word(self, word: str) -> bool:
        """Return True if the texts have a normalised word, another form of it or a synonym."""
        word_stem = stem(word)
        if word_stem in self._stems or word in self._initials:
            return True
        if not self._meanings.isdisjoint(_meanings().get(word_stem, ())):
            return True
        return any(start in self._beginnings for start in _beginnings(word_stem))

    def has_figure(self, figure: Figure) -> bool:
        """Return True if the texts have a number, and with the same unit if that is short."""
        units = self._units.get(figure.number)
        if units is None:
            return False
        is_told = bool(figure.unit) and len(figure.unit) <= _MAX_UNIT_CHARS
        return not is_told or "" in units or figure.unit in units

    def share_of(self, weighted: Iterable[tuple[str, float]]) -> float:
        """Return the share, from 0 to 1, that the texts have of words with weights; 1 of none."""
        total = had = 0.0
        for word, weight in weighted:
            total += weight
            if self.has_word(word):
                had += weight
        return had / total if total else 1.0


def figures(text: str) -> Iterator[Figure]:
    """Yield the numbers of a text; digits within words such as "S3" are no numbers.

    >>> [figure[:2] for figure in figures("4 MB in 1,000 files of S3, 2.5%.")]
    [('4', 'mb'), ('1000', 'files'), ('2.5', 'percent')]
    """
    for match in _FIGURE_PATTERN.finditer(text):
        number = match[1].rstrip(".,")
        end = match.end(1)
        unit = match[2] or ""
        if number != match[1] or not _is_unit(unit):
            unit = ""
        written = match[0] if unit else number
        unit = "percent" if unit == "%" else normalise(unit)
        if _THOUSANDS.fullmatch(number):
            number = number.replace(",", "")
        # "1st" and "4x" are words, not numbers with units.
        if end == match.start(2) and unit in ("st", "nd", "rd", "th", "d", "x"):
            continue
        yield Figure(number, unit, written)


def _is_unit(word: str) -> bool:
    """Return True if a word after a number may be its unit: "MB", "kg" or "days", but not "to"."""
    is_long = len(word) > _MAX_UNIT_CHARS or word == "%"
    return is_long or word in _SHORT_UNITS or any(c.isupper() for c in word)


def _beginnings(word_stem: str) -> Iterator[str]:
    """Yield the beginnings that another form of a word would share."""
    if word_stem.isalpha():
        for size in range(max(MIN_SHARED_CHARS, len(word_stem) - MAX_ENDING_CHARS), len(word_stem)):
            yield word_stem[:size]
        if len(word_stem) >= MIN_SHARED_CHARS:
            yield word_stem


@cache
def _meanings() -> dict[Stem, tuple[int, ...]]:
    """Return the numbers of the sets of synonyms that each stem is in."""
    found: dict[Stem, tuple[int, ...]] = {}
    for n, synonyms in enumerate(synonym_sets()):
        for word in map(stem, map(normalise, synonyms)):
            found[word] = (*found.get(word, ()), n)
    return found
