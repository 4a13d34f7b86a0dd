"""Fuzzy matching of words and names; the only home of rapidfuzz."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from weakref import WeakKeyDictionary

from kg.concept import Concept
from kg.errors import NotFoundError
from kg.lexicon import frequency
from kg.slip import bits
from kg.store import Form, Key, Store
from kg.text import Stem, normalise, squash, stems
from kg.typed import TYPE_CHECKING, Any, NamedTuple


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
    from rapidfuzz import fuzz, process  # noqa: TID251 - this is its home
    from rapidfuzz.distance import OSA  # noqa: TID251
else:
    # A question without a slip does without, and is answered in the time that importing it takes.
    fuzz, process = _Late("rapidfuzz.fuzz"), _Late("rapidfuzz.process")
    OSA = _Late("rapidfuzz.distance.OSA")

SURE = 82.0
"""Similarity (0-100) from which a misspelt name is taken for the name it resembles."""

NEAR = 66.0
"""Similarity (0-100) from which a name is worth suggesting."""

ALIKE = 200
"""Concepts that one look into an index may propose for a misspelt name."""

WORDS = 20
"""Words that are tried for a misspelt one."""

LONGEST_NAME = 24
"""Different words of a name that are looked at."""

COMMON = 2_000
"""Occurrences from which a listed word is a common one; see `kg.lexicon.frequency`."""

LIKELIER = 3.0
"""Bits that a word is worth which is expected; see `kg.slip`."""

CLEARLY = 1.0
"""Bits that a misspelt name must be likelier than another."""

_TRUST = {"name": 0, "alias": 1, "stem": 2, "squash": 3, "initialism": 4}
"""Ways to call a concept, the surest first; see `Store.called`."""


_near: WeakKeyDictionary[Store, dict[str, list[Stem]]] = WeakKeyDictionary()


class Found(NamedTuple):
    """A concept found by name. `how` is name, alias, stem, squash, initialism or typo."""

    key: Key
    how: str


LONG_ENOUGH = 6
"""Letters of a name from which on one that is an edit away is likely a misspelling of it."""


def tolerance(word: str) -> int:
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
        The nearest within `tolerance`; of several, the one that the word is the likeliest slip of
        (see `kg.slip`), then by alphabet. None when there is none.
    """
    limit = tolerance(word)
    near = [
        (candidate, distance)
        for candidate, distance in _within(limit, word, candidates)
        # Any three letters are one edit from some word; only a lost letter counts.
        if len(candidate) > 2 and not len(candidate) == len(word) == 3
    ]
    least = min((distance for _, distance in near), default=0)
    nearest = {candidate for candidate, distance in near if distance == least}
    if len(nearest) < 2:
        return next(iter(nearest), None)
    return min(
        nearest,
        key=lambda other: (bits(word, other) - LIKELIER * (other in likelier), other),
    )


def _within(limit: int, word: str, candidates: Iterable[str]) -> list[tuple[str, int]]:
    """The candidates within so many edits of a word, each with its distance, nearest first."""
    found = process.extract(
        word, list(candidates), scorer=OSA.distance, score_cutoff=limit, limit=None
    )
    return [(candidate, int(distance)) for candidate, distance, _ in found]


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
    also = set(also)
    likely = _likely(word, store)
    fixed = nearest_word(word, [*also, *likely], also)
    if fixed is None or OSA.distance(word, fixed) > 1:
        near = [*also, *likely, *store.words_near(word, tolerance(word))]
        fixed = nearest_word(word, near, also)
    if fixed is None or frequency(word) >= (COMMON if fixed in also and len(word) < 5 else 1):
        return None
    return fixed


def best_forms(forms: Iterable[Form]) -> list[Form]:
    """Of the ways in which a key calls concepts, those of the surest kind only."""
    ranked = sorted(forms, key=lambda form: (_TRUST[form.how], form.key))
    return [form for form in ranked if form.how == ranked[0].how]


def called(store: Store, name: str) -> list[Form]:
    """The concepts called so in the surest way: as it is, by its stems, or without its spaces."""
    norm = normalise(name)
    ways = [way for way in (norm, " ".join(stems(name)), squash(name)) if way]
    known = store.called(ways)
    return next((best_forms(known[way]) for way in ways if way in known), [])


def find(store: Store, name: str) -> Found:
    """The concept that a person means by a name.

    Args:
        store: the graph to look in.
        name: a name, alias, identifier, acronym, or a misspelling of one.

    Raises:
        NotFoundError: nothing is near enough, or several are equally near; with suggestions.
    """
    norm = normalise(name)
    exact = store.key_named(name) or store.key_of(name)
    if exact is not None:
        return Found(exact, "name")
    forms = called(store, name)
    if len(forms) > 1 and forms[0].how == "name":
        return Found(_as_spelt([form.key for form in forms], name, store), "name")
    if len(forms) == 1:
        return Found(forms[0].key, forms[0].how)
    if forms:
        names = [c.name for c in store.concepts(form.key for form in forms).values()]
        raise NotFoundError(name, names)
    ranked = _nearest(store, norm)
    if ranked and _is_slip(norm, store.concept(ranked[0][1]), ranked[0][0] >= SURE):
        best = _most_like([key for score, key in ranked if score == ranked[0][0]], name, store)
        if len(best) == 1:
            return Found(best[0], "typo")
    raise NotFoundError(name, [store.concept(key).name for _, key in ranked[:3]])


def _as_spelt(keys: Iterable[Key], name: str, store: Store) -> Key:
    """Of concepts whose names differ in capitals and marks only, the one spelt so.

    Where none is, the one with most edges, for it is best known.
    """
    names = {key: called[0] for key, called in store.names(keys).items()}
    edges = {key: sum(of.values()) for key, of in store.degrees(names).items()}
    return min(names, key=lambda key: (names[key] != name, -edges[key], key))


def _is_slip(norm: str, concept: Concept, alike: bool) -> bool:
    """Whether so few letters of a name are wrong that they may have slipped.

    Where the whole is `alike`, each of its words may have slipped; but a word for another is none.
    """
    forms = list(map(normalise, (concept.name, *concept.aliases)))
    if any(OSA.distance(norm, form) <= tolerance(norm) for form in forms):
        return True
    return alike and any(
        all(
            any(OSA.distance(word, other) <= tolerance(word) for other in form.split())
            for word in norm.split()
        )
        or OSA.distance(squash(norm), squash(form)) <= tolerance(norm)
        for form in forms
    )


def _most_like(keys: list[Key], name: str, store: Store) -> list[Key]:
    """Of concepts equally near when normalised, those nearest in capitals and marks as well."""
    likeness = {
        key: max(fuzz.ratio(name, form) for form in (concept.name, *concept.aliases))
        for key, concept in store.concepts(keys).items()
    }
    return [key for key in keys if likeness[key] == max(likeness.values())]


def misspelt(store: Store, words: Sequence[str]) -> tuple[Key, ...]:
    """The concepts that words of a question call by a name with a slip in it.

    Every word must have one in the name within `tolerance`, or the name be the same but for its
    spaces and a slip; and words that differ must be no real ones, unless two others are as they
    should be.

    Returns:
        The concepts whose name is nearest, of several the one that the words are clearly the
        likeliest slip of; more than one only if they are all called the same; none when nothing
        is near.
    """
    norm = " ".join(words)
    reach = tolerance(squash(norm))
    near: dict[tuple[int, str], list[Key]] = {}
    for key, names in store.names(_alike(store, norm, loosely=False)).items():
        for form, distance in _within(reach, norm, dict.fromkeys(map(normalise, names))):
            near.setdefault((distance, form), []).append(key)
    least = min((distance for distance, _ in near), default=0)
    best = {form: keys for (distance, form), keys in near.items() if distance == least}
    ranked = sorted((bits(norm, form), form) for form in best)
    if not ranked or (len(ranked) > 1 and ranked[1][0] - ranked[0][0] < CLEARLY):
        return ()
    nearest = ranked[0][1]
    right = set(nearest.split())
    wrong = [word for word in words if word not in right]
    if len(words) - len(wrong) < 2 and any(frequency(word) for word in wrong):
        return ()
    return tuple(best[nearest])


def suggest(store: Store, text: str, limit: int = 3) -> list[str]:
    """Names of concepts that a text resembles, most alike first; empty when none does."""
    return [store.concept(key).name for _, key in _nearest(store, normalise(text))[:limit]]


def _nearest(store: Store, norm: str) -> list[tuple[float, Key]]:
    """Concepts with a name or alias like `norm`: (similarity 0-100, key), best first."""
    scored: dict[Key, float] = {}
    for key, names in store.names(_alike(store, norm)).items():
        forms = [normalise(form) for form in names]
        match = process.extractOne(norm, forms, scorer=fuzz.ratio, score_cutoff=NEAR)
        apart = process.extractOne(squash(norm), map(squash, forms), scorer=fuzz.ratio)
        if match is not None or (apart is not None and apart[1] >= SURE):
            scored[key] = max(m[1] for m in (match, apart) if m is not None)
    return sorted(((score, key) for key, score in scored.items()), key=lambda s: (-s[0], s[1]))


def _alike(store: Store, norm: str, *, loosely: bool = True) -> set[Key]:
    """Concepts that may be called something like `norm`, found by indexes alone.

    They have words near each of its words or, loosely, near all but one; or, since spaces get lost
    and added, they begin alike when spaces do not count.
    """
    parts = list(dict.fromkeys(norm.split()))[:LONGEST_NAME]
    groups = [near for part in parts if (near := _near_words(part, store))]
    found: set[Key] = set()
    if loosely or len(groups) == len(parts):
        found.update(store.named_with(groups, ALIKE))
    if not loosely:
        pass
    elif len(groups) > 2 and not found:
        for n in range(len(groups)):
            found.update(store.named_with(groups[:n] + groups[n + 1 :], ALIKE))
    elif not found:
        for group in groups:
            found.update(store.named_with([group], ALIKE))
    joined = squash(norm)
    for start in _starts(joined):
        found.update(store.squashed_like(start, len(joined) - 3, len(joined) + 3, ALIKE))
    return found


def _near_words(word: str, store: Store) -> list[Stem]:
    """Stems of the graph's words that are within tolerance of a word, itself included.

    Those two edits away count only where none is nearer.
    """
    known = _near.setdefault(store, {})  # a question is looked through in many spans
    if word not in known:
        reach = tolerance(word)
        near = dict(_within(min(1, reach), word, _likely(word, store)))
        if not near:
            near = dict(_within(reach, word, store.words_near(word, reach)))
        best = sorted(near, key=lambda other: (near[other], other))[:WORDS]
        known[word] = sorted(set(store.stems_of([word, *best]).values()))
    return known[word]


def _likely(word: str, store: Store) -> list[str]:
    """Words of the graph among which all that are one edit from a word are found quickly.

    An edit is in the word's first letters, and then its last two are right, or the first two are.
    """
    if len(word) < 5:
        return store.words_near(word, min(1, tolerance(word)))
    around = len(word) - 1, len(word) + 1
    return [
        *store.words_of_shape(word[:2], *around),
        *store.words_of_end(word[-2:], *around),
    ]


def _starts(joined: str) -> list[str]:
    """The first letters of a squashed name, and what they may have been before a slip."""
    head = joined[:4]
    slips = {head, joined[1:5], *(head[:n] + joined[n + 1 : 5] for n in range(4))}
    slips |= {head[:n] + head[n + 1] + head[n] + head[n + 2 :] for n in range(len(head) - 1)}
    return sorted(slip for slip in slips if len(slip) == 4)


def near_names(names: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of names that are one edit apart, by their places, each pair and all in order.

    Numbers, single letters and short names are passed over, for there an edit means another thing.
    Names within one edit share what is left of them when each loses at most one letter, so only
    those are compared.
    """
    norms = [normalise(name) for name in names]
    sharing: dict[str, list[int]] = {}
    for place, norm in enumerate(norms):
        if len(norm) >= LONG_ENOUGH:
            left = {norm, *(norm[:n] + norm[n + 1 :] for n in range(len(norm)))}
            for key in left:
                sharing.setdefault(key, []).append(place)
    pairs = {
        (one, other)
        for places in sharing.values()
        for n, one in enumerate(places[:ALIKE])
        for other in places[n + 1 : ALIKE]
    }
    return sorted(
        (one, other)
        for one, other in pairs
        if norms[one] != norms[other]
        and OSA.distance(norms[one], norms[other], score_cutoff=1) <= 1
        and _differ_in_a_word(norms[one], norms[other])
    )


def _differ_in_a_word(one: str, other: str) -> bool:
    """Whether what differs is a word, not a number or single letter, and one is no real word."""
    apart = set(one.split()) ^ set(other.split())
    if not all(len(word) > 2 and word.isalpha() for word in apart):
        return False
    return not all(frequency(word) for word in apart) or squash(one) == squash(other)
