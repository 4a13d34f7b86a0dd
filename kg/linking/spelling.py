"""Spelling: the words that a misspelt one may have been meant for; the only home of rapidfuzz."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from functools import cache

from kg._typing import TYPE_CHECKING, Any
from kg.store import Store
from kg.text.typo_model import differ_by_negation, typo_cost
from kg.text.word_list import frequency

__all__ = [
    "OSA",
    "fuzz",
    "similar_words",
    "nearest",
    "nearest_word",
    "process",
    "correct_spelling",
    "max_edits",
    "words_within",
]


class _Late:
    """A module that is imported when something of it is used."""

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
    # A question without a slip does without, and is answered in the time that importing it takes.
    fuzz, process = _Late("rapidfuzz.fuzz"), _Late("rapidfuzz.process")
    OSA = _Late("rapidfuzz.distance.OSA")

WORDS = 20
"""Words that are tried for a misspelt one."""

COMMON = 2_000
"""Occurrences from which a listed word is a common one; see `kg.text.word_list.frequency`."""

LIKELIER = 3.0
"""Bits that a word is worth which is expected; see `kg.text.typo_model`."""


def max_edits(word: str) -> int:
    """How many edits a misspelling of a word this long may be away from it.

    Short words are near to too many others: none under 3 letters, one up to 5, then two.
    """
    return 0 if len(word) < 3 else 1 if len(word) < 6 else 2


def nearest_word(word: str, candidates: Iterable[str], likelier: Container[str] = ()) -> str | None:
    """The candidate that `word` most likely misspells, by optimal string alignment distance.

    Args:
        word: one normalised word.
        candidates: correct words; one of them may be the word itself.
        likelier: those of them that are meant rather than others as near.

    Returns:
        The nearest within `max_edits`; of several, the one that the word is the likeliest slip of
        (see `kg.text.typo_model`), then by alphabet. None when there is none.
    """
    limit = max_edits(word)
    near = [
        (candidate, distance)
        for candidate, distance in words_within(limit, word, candidates)
        # Any three letters are one edit from some word; only a lost letter counts.
        if len(candidate) > 2 and not len(candidate) == len(word) == 3
        if not differ_by_negation(word, candidate)
    ]
    best = nearest(near)
    if len(set(best)) < 2:
        return next(iter(best), None)
    return min(
        best,
        key=lambda other: (typo_cost(word, other) - LIKELIER * (other in likelier), other),
    )


def words_within(limit: int, word: str, candidates: Iterable[str]) -> list[tuple[str, int]]:
    """The candidates within so many edits of a word, each with its distance, nearest first."""
    found = process.extract(
        word, list(candidates), scorer=OSA.distance, score_cutoff=limit, limit=None
    )
    return [(candidate, int(distance)) for candidate, distance, _ in found]


def nearest(found: Sequence[tuple[str, int]]) -> list[str]:
    """Of what `within` found, what is at the least distance."""
    return [candidate for candidate, distance in found if distance == found[0][1]]


def correct_spelling(word: str, store: Store, also: Iterable[str] = ()) -> str | None:
    """The word that an unknown word most likely misspells.

    Args:
        word: a normalised word that the graph does not have.
        store: the graph whose words are candidates.
        also: further candidates, such as the words that shape questions.

    Returns:
        The candidate; None when there is none near, or `word` is a real word itself. Against
        `also`, only a common word counts as real: "wat" is listed, yet rather means "what".
    """
    also = set(also)
    likely = _likely(word, store)
    fixed = nearest_word(word, [*also, *likely], also)
    if fixed is None or OSA.distance(word, fixed) > 1:
        near = [*also, *likely, *store.spelling_candidates(word, max_edits(word))]
        fixed = nearest_word(word, near, also)
    if fixed is None or frequency(word) >= (COMMON if fixed in also and len(word) < 5 else 1):
        return None
    return fixed


def similar_words(word: str, store: Store) -> list[str]:
    """The graph's words that are within max_edits of a word, the nearest first.

    Those two edits away count only where none is nearer.
    """
    known = _known().setdefault(store, {})  # a question is looked through in many spans
    if word not in known:
        reach = max_edits(word)
        near = dict(words_within(min(1, reach), word, _likely(word, store)))
        if not near:
            near = dict(words_within(reach, word, store.spelling_candidates(word, reach)))
        known[word] = sorted(near, key=lambda other: (near[other], other))[:WORDS]
    return known[word]


@cache
def _known() -> WeakKeyDictionary[Store, dict[str, list[str]]]:
    """The words near others that were looked for, by store."""
    from weakref import WeakKeyDictionary  # imported late: what is spelt right does without

    return WeakKeyDictionary()


def _likely(word: str, store: Store) -> list[str]:
    """Words of the graph among which all that are one edit from a word are found quickly.

    An edit is in the word's first letters, and then its last two are right, or the first two are.
    """
    if len(word) < 5:
        return store.spelling_candidates(word, min(1, max_edits(word)))
    around = len(word) - 1, len(word) + 1
    return [
        *store.words_starting_with(word[:2], *around),
        *store.words_ending_with(word[-2:], *around),
    ]
