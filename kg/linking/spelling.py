"""Find the words that a misspelt word may stand for; the only home of rapidfuzz."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from functools import cache

from kg._typing import TYPE_CHECKING, Any
from kg.store import Store
from kg.text.typo_model import differ_by_negation, typo_cost
from kg.text.word_list import frequency

__all__ = [
    "OSA",
    "correct_spelling",
    "fuzz",
    "max_edits",
    "nearest",
    "nearest_word",
    "process",
    "similar_words",
    "words_within",
]


class _LazyModule:
    """A module that is imported when one of its names is first used."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> Any:
        from importlib import import_module

        value = getattr(import_module(self._name), name)
        setattr(self, name, value)
        return value


if TYPE_CHECKING:
    from weakref import WeakKeyDictionary

    from rapidfuzz import fuzz, process  # noqa: TID251 - this is its home
    from rapidfuzz.distance import OSA  # noqa: TID251
else:
    # Importing rapidfuzz takes as long as answering a question without a misspelt word.
    fuzz, process = _LazyModule("rapidfuzz.fuzz"), _LazyModule("rapidfuzz.process")
    OSA = _LazyModule("rapidfuzz.distance.OSA")

MAX_SIMILAR_WORDS = 20
"""Words of the graph that are tried in place of a misspelt one."""

MIN_COMMON_FREQUENCY = 2_000
"""Frequency from which a word counts as common; see `kg.text.word_list.frequency`."""

MAX_REAL_WORD_CHARS = 4
"""Letters of a word up to which only a common word counts as real where a question word is near."""

EXPECTED_WORD_BONUS = 3.0
"""Bits by which an expected word is preferred to others; see `kg.text.typo_model`."""


def max_edits(word: str) -> int:
    """Return how many edits a misspelling of a word of this length may be away from it.

    Short words are near to too many others: 0 below 3 letters, 1 below 6, otherwise 2.
    """
    return 0 if len(word) < 3 else 1 if len(word) < 6 else 2


def nearest_word(word: str, candidates: Iterable[str], expected: Container[str] = ()) -> str | None:
    """Return the candidate that a word most likely misspells.

    Args:
        word: one normalised word.
        candidates: correct words; one of them may be the word itself.
        expected: the candidates that are preferred to others at the same distance.

    Returns:
        The nearest within `max_edits` by optimal string alignment distance; of several, the one
        with the lowest `typo_cost`, then the first by alphabet. None if there is none.
    """
    near = [
        (candidate, distance)
        for candidate, distance in words_within(max_edits(word), word, candidates)
        # Any three letters are one edit from some word; only a lost letter counts.
        if len(candidate) > 2 and not len(candidate) == len(word) == 3
        if not differ_by_negation(word, candidate)
    ]
    best = nearest(near)
    if len(set(best)) < 2:
        return next(iter(best), None)
    return min(
        best,
        key=lambda other: (
            typo_cost(word, other) - EXPECTED_WORD_BONUS * (other in expected),
            other,
        ),
    )


def words_within(limit: int, word: str, candidates: Iterable[str]) -> list[tuple[str, int]]:
    """Return the candidates at most `limit` edits from a word, with the distance, nearest first."""
    found = process.extract(
        word, list(candidates), scorer=OSA.distance, score_cutoff=limit, limit=None
    )
    return [(candidate, int(distance)) for candidate, distance, _ in found]


def nearest(found: Sequence[tuple[str, int]]) -> list[str]:
    """Return the words at the least distance among those that `words_within` found."""
    return [candidate for candidate, distance in found if distance == found[0][1]]


def correct_spelling(word: str, store: Store, expected: Iterable[str] = ()) -> str | None:
    """Return the word that an unknown word most likely misspells.

    Args:
        word: a normalised word that the graph does not have.
        store: the graph whose words are candidates.
        expected: further candidates, such as the words that questions consist of.

    Returns:
        The nearest candidate; None if none is near, or if `word` is a real word itself. Where
        an expected word is near, only a common short word counts as real: the list of English
        words has "wat", but it rather means "what".
    """
    expected = set(expected)
    likely = _within_one_edit(word, store)
    corrected = nearest_word(word, [*expected, *likely], expected)
    if corrected is None or OSA.distance(word, corrected) > 1:
        near = [*expected, *likely, *store.spelling_candidates(word, max_edits(word))]
        corrected = nearest_word(word, near, expected)
    if corrected is None:
        return None
    is_lenient = corrected in expected and len(word) <= MAX_REAL_WORD_CHARS
    return None if frequency(word) >= (MIN_COMMON_FREQUENCY if is_lenient else 1) else corrected


def similar_words(word: str, store: Store) -> list[str]:
    """Return the graph's words within `max_edits` of a word, nearest first, then by alphabet.

    Words two edits away are included only if none is nearer. At most `MAX_SIMILAR_WORDS`.
    """
    # The words of a question are looked up for many overlapping names.
    known = _similar_by_store().setdefault(store, {})
    if word not in known:
        limit = max_edits(word)
        near = dict(words_within(min(1, limit), word, _within_one_edit(word, store)))
        if not near:
            near = dict(words_within(limit, word, store.spelling_candidates(word, limit)))
        ranked = sorted(near, key=lambda other: (near[other], other))
        known[word] = ranked[:MAX_SIMILAR_WORDS]
    return known[word]


@cache
def _similar_by_store() -> WeakKeyDictionary[Store, dict[str, list[str]]]:
    """Return the similar words found so far, by store."""
    from weakref import WeakKeyDictionary  # imported late, as rapidfuzz

    return WeakKeyDictionary()


def _within_one_edit(word: str, store: Store) -> list[str]:
    """Return words of the graph that include nearly all within one edit of a word.

    One edit leaves the first two letters of a longer word right, or the last two.
    """
    if len(word) < 5:
        return store.spelling_candidates(word, min(1, max_edits(word)))
    length = len(word) - 1, len(word) + 1
    return [
        *store.words_starting_with(word[:2], *length),
        *store.words_ending_with(word[-2:], *length),
    ]
