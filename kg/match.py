"""Fuzzy matching of words and names; the only home of rapidfuzz."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from rapidfuzz import fuzz, process  # noqa: TID251 - this is its home
from rapidfuzz.distance import OSA  # noqa: TID251

from kg.errors import NotFoundError
from kg.lexicon import frequency
from kg.store import Form, Key, Store
from kg.text import normalise, squash, stems

SURE = 82.0
"""Similarity (0-100) from which a misspelt name is taken for the name it resembles."""

NEAR = 66.0
"""Similarity (0-100) from which a name is worth suggesting."""

SMALL = 2_000
"""Concepts up to which all names are compared, which finds one with its spaces lost too."""

LONGEST_NAME = 24
"""Different words of a name that are looked at."""

COMMON = 2_000
"""Occurrences from which a listed word is a common one; see `kg.lexicon.frequency`."""

_TRUST = {"name": 0, "alias": 1, "stem": 2, "squash": 3, "initialism": 4}
"""Ways to call a concept, the surest first; see `Store.called`."""


class Found(NamedTuple):
    """A concept found by name. `how` is name, alias, stem, squash, initialism or typo."""

    key: Key
    how: str


def tolerance(word: str) -> int:
    """How many edits a misspelling of a word this long may be away from it.

    Short words are near to too many others: none under 3 letters, one up to 5, then two.
    """
    return 0 if len(word) < 3 else 1 if len(word) < 6 else 2


def nearest_word(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate that `word` most likely misspells, by optimal string alignment distance.

    Args:
        word: one normalised word.
        candidates: correct words; one of them may be the word itself.

    Returns:
        The nearest within `tolerance`; of several, the one with the same first letter, then
        the one longer than the word (a letter is dropped more often than doubled), then by
        alphabet. None when there is none.
    """
    limit = tolerance(word)
    best: tuple[int, bool, bool, str] | None = None
    for candidate in candidates:
        if abs(len(candidate) - len(word)) > limit or len(candidate) < 3:
            continue
        if len(word) == 3 and len(candidate) == 3:
            continue  # any three letters are one edit from some word; only a lost letter counts
        distance = OSA.distance(word, candidate, score_cutoff=limit)
        if distance <= limit:
            rank = (distance, candidate[0] != word[0], len(candidate) < len(word), candidate)
            best = min(best or rank, rank)
    return best[3] if best else None


def repair(word: str, store: Store, also: Iterable[str] = ()) -> str | None:
    """The word that an unknown word most likely misspells.

    Args:
        word: a normalised word that the graph does not have.
        store: the graph whose words are candidates.
        also: further candidates, such as the words that shape questions.

    Returns:
        The candidate; None when there is none near, or `word` is a real word itself. Against
        `also`, only a common word counts as real: "wat" is listed, yet rather means "what".
    """
    reach = tolerance(word)
    near: set[str] = set()
    # The first letter is seldom wrong, but it may be lost or swapped with the second.
    for first in sorted(set(word[:2])):
        near.update(store.words_of_shape(first, len(word) - reach, len(word) + reach))
    also = set(also)
    fixed = nearest_word(word, sorted(near | also))
    if fixed is None or frequency(word) >= (COMMON if fixed in also and len(word) < 5 else 1):
        return None
    return fixed


def best_forms(forms: Iterable[Form]) -> list[Form]:
    """Of the ways in which a key calls concepts, those of the surest kind only."""
    ranked = sorted(forms, key=lambda form: (_TRUST[form.how], form.key))
    return [form for form in ranked if form.how == ranked[0].how]


def find(store: Store, name: str) -> Found:
    """The concept that a person means by a name.

    Args:
        store: the graph to look in.
        name: a name, alias, identifier, acronym, or a misspelling of one.

    Raises:
        NotFoundError: nothing is near enough, or several are equally near; with suggestions.
    """
    norm = normalise(name)
    exact = store.key_of(name)
    if exact is not None:
        return Found(exact, "name")
    ways = (norm, " ".join(stems(name)), squash(name))
    called = store.called(way for way in ways if way)
    for way in ways:
        forms = best_forms(called.get(way, []))
        if len(forms) == 1:
            return Found(forms[0].key, forms[0].how)
        if forms:
            names = [c.name for c in store.concepts(form.key for form in forms).values()]
            raise NotFoundError(name, names)
    ranked = _nearest(store, norm)
    if ranked and ranked[0][0] >= SURE and (len(ranked) == 1 or ranked[0][0] > ranked[1][0]):
        return Found(ranked[0][1], "typo")
    raise NotFoundError(name, [store.concept(key).name for _, key in ranked[:3]])


def suggest(store: Store, text: str, limit: int = 3) -> list[str]:
    """Names of concepts that a text resembles, most alike first; empty when none does."""
    return [store.concept(key).name for _, key in _nearest(store, normalise(text))[:limit]]


def _nearest(store: Store, norm: str) -> list[tuple[float, Key]]:
    """Concepts with a name or alias like `norm`: (similarity 0-100, key), best first."""
    candidates = set(store.keys()) if len(store) <= SMALL else _sharing_words(store, norm)
    scored: dict[Key, float] = {}
    for key, concept in store.concepts(sorted(candidates)).items():
        forms = [normalise(form) for form in (concept.name, *concept.aliases)]
        match = process.extractOne(norm, forms, scorer=fuzz.ratio, score_cutoff=NEAR)
        if match is not None:
            scored[key] = match[1]
    return sorted(((score, key) for key, score in scored.items()), key=lambda s: (-s[0], s[1]))


def _sharing_words(store: Store, norm: str) -> set[Key]:
    """Concepts that share words with a name, misspelt ones put right."""
    parts = list(dict.fromkeys(norm.split()))[:LONGEST_NAME]
    stems_of = store.stems_of(parts)
    fixed = [repair(word, store) for word in parts if word not in stems_of]
    more = store.stems_of(word for word in fixed if word is not None)
    return set(store.search([*stems_of.values(), *more.values()], 50))
