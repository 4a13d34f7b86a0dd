"""Fuzzy matching of names: what is meant by one with a slip in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, islice, product

from kg._typing import NamedTuple
from kg.errors import NotFoundError
from kg.linking.exact import lookup
from kg.linking.spelling import OSA, fuzz, max_edits, nearest, process, similar_words, words_within
from kg.model.concept import Concept
from kg.store import Key, Store
from kg.text.normal_forms import normalise, squash
from kg.text.typo_model import differ_by_negation, typo_cost
from kg.text.word_list import frequency

SURE = 82.0
"""Similarity (0-100) from which a misspelt name is taken for the name it resembles."""

NEAR = 66.0
"""Similarity (0-100) from which a name is worth suggesting."""

ALIKE = 200
"""Concepts that one look into an index may propose for a misspelt name."""

RESPELT = 800
"""Texts at most that a misspelt name is looked up as."""

LONGEST_NAME = 24
"""Different words of a name that are looked at."""

CLEARLY = 1.0
"""Bits that a misspelt name must be likelier than another."""


class LinkedConcept(NamedTuple):
    """A concept found by name. `match_type` is name, alias, stem, squash, initialism or typo."""

    key: Key
    match_type: str


LONG_ENOUGH = 6
"""Letters of a name from which on one that is an edit away is likely a misspelling of it."""


def link(store: Store, name: str) -> LinkedConcept:
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
        return LinkedConcept(exact, "name")
    forms = lookup(store, name)
    if len(forms) > 1 and forms[0].match_type == "name":
        return LinkedConcept(_as_spelt([form.key for form in forms], name, store), "name")
    if len(forms) == 1:
        return LinkedConcept(forms[0].key, forms[0].match_type)
    if forms:
        keys = [form.key for form in forms]
        names = [called[0] for called in store.names(keys).values()]
        if len(set(map(normalise, names))) > 1:
            raise NotFoundError(name, names)
        return LinkedConcept(
            _as_spelt(_most_like(keys, name, store), name, store), forms[0].match_type
        )
    slipped = fuzzy_link(store, norm.split())
    if slipped:
        return LinkedConcept(_as_spelt(_most_like(slipped, name, store), name, store), "typo")
    ranked = _nearest(store, norm)
    if ranked and _is_slip(norm, store.concept(ranked[0][1]), ranked[0][0] >= SURE):
        best = _most_like([key for score, key in ranked if score == ranked[0][0]], name, store)
        if len(best) == 1:
            return LinkedConcept(best[0], "typo")
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
    forms = _of_same_sense(norm, map(normalise, (concept.name, *concept.aliases)))
    if any(OSA.distance(norm, form) <= max_edits(norm) for form in forms):
        return True
    return alike and any(
        all(
            any(OSA.distance(word, other) <= max_edits(word) for other in form.split())
            for word in norm.split()
        )
        or OSA.distance(squash(norm), squash(form)) <= max_edits(norm)
        for form in forms
    )


def _of_same_sense(norm: str, forms: Iterable[str]) -> list[str]:
    """Those of some names that another may be, with a slip: not with other numbers, nor denied."""
    numbers = _numbers(norm)
    return [form for form in forms if _numbers(form) == numbers and not _is_denied(norm, form)]


def _is_denied(norm: str, form: str) -> bool:
    ours, theirs = set(norm.split()), set(form.split())
    return any(differ_by_negation(one, other) for one in ours - theirs for other in theirs - ours)


def _numbers(text: str) -> list[str]:
    return "".join(c if c.isdigit() else " " for c in text).split()


def _most_like(keys: Sequence[Key], name: str, store: Store) -> list[Key]:
    """Of concepts equally near when normalised, those nearest in capitals and marks as well."""
    likeness = {
        key: max(fuzz.ratio(name, form) for form in (concept.name, *concept.aliases))
        for key, concept in store.concepts(keys).items()
    }
    return [key for key in keys if likeness[key] == max(likeness.values())]


def fuzzy_link(store: Store, words: Sequence[str]) -> tuple[Key, ...]:
    """The concepts that words of a question call by a name with a slip in it.

    Every word must have one in the name within `tolerance`, or the name be the same but for its
    spaces and a slip; words that differ must be no real ones, unless two others are as they should
    be; and another number means another thing.

    Returns:
        The concepts whose name is nearest, of several the one that the words are clearly the
        likeliest slip of; more than one only if they are all called the same; none when nothing
        is near.
    """
    norm = " ".join(words)
    forms = _forms_near(store, words)
    near = nearest(words_within(max_edits(squash(norm)), norm, _of_same_sense(norm, forms)))
    if len(near) > 1:
        ranked = sorted((typo_cost(norm, form), form) for form in near)
        near = [ranked[0][1]] if ranked[1][0] - ranked[0][0] >= CLEARLY else []
    if not near:
        return ()
    right = set(near[0].split())
    wrong = [word for word in words if word not in right]
    if len(words) - len(wrong) < 2 and any(frequency(word) for word in wrong):
        return ()
    return tuple(forms[near[0]])


def _forms_near(store: Store, words: Sequence[str]) -> dict[str, list[Key]]:
    """What concepts are called that may be meant by words, and the concepts.

    A word or two of it may be others that are near; or it may be the same, or nearly, when spaces
    do not count.
    """
    whole = " ".join(words)
    found: dict[str, list[Key]] = {}
    for text, forms in store.name_matches(islice(_spelling_variants(store, words), RESPELT)).items():
        keys = [form.key for form in forms if form.match_type in ("name", "alias")]
        if keys:
            found[text] = keys
    joined = squash(whole)
    reach = max_edits(joined)
    like: dict[str, list[Key]] = {}
    for text, key in store.squashed_names(
        _starts(joined), len(joined) - reach, len(joined) + reach, ALIKE
    ):
        like.setdefault(text, []).append(key)
    apart = [key for text, _ in words_within(reach, joined, like) for key in like[text]]
    for key, names in store.names(apart).items():
        for form in dict.fromkeys(map(normalise, names)):
            found[form] = sorted({key, *found.get(form, ())})
    return found


def _spelling_variants(store: Store, words: Sequence[str]) -> Iterator[str]:
    """Words as they are, with one of them as another that is near, or two that nobody knows."""
    yield " ".join(words)
    near = {at: similar_words(word, store) for at, word in enumerate(words[:LONGEST_NAME])}
    for at, others in near.items():
        for new in others:
            yield " ".join([*words[:at], new, *words[at + 1 :]])
    known = store.stems_of(words)
    unknown = [at for at in near if words[at] not in known]
    for one, other in combinations(unknown, 2):
        for first, second in product(near[one], near[other]):
            both = {one: first, other: second}
            yield " ".join(both.get(at, word) for at, word in enumerate(words))


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


def _alike(store: Store, norm: str) -> set[Key]:
    """Concepts that may be called something like `norm`, found by indexes alone.

    They have words near each of its words, or near all but one; or, since spaces get lost and
    added, they begin alike when spaces do not count.
    """
    parts = list(dict.fromkeys(norm.split()))[:LONGEST_NAME]
    near = (similar_words(part, store) for part in parts)
    groups = [sorted(set(store.stems_of(some).values())) for some in near if some]
    found = set(store.search_names(groups, ALIKE))
    if len(groups) > 2 and not found:
        for n in range(len(groups)):
            found.update(store.search_names(groups[:n] + groups[n + 1 :], ALIKE))
    elif not found:
        for group in groups:
            found.update(store.search_names([group], ALIKE))
    joined = squash(norm)
    around = len(joined) - 3, len(joined) + 3
    return found.union(key for _, key in store.squashed_names(_starts(joined), *around, ALIKE))


def _starts(joined: str) -> list[str]:
    """The first letters of a squashed name, and what they may have been before a slip."""
    head = joined[:4]
    slips = {head, joined[1:5], *(head[:n] + joined[n + 1 : 5] for n in range(4))}
    slips |= {head[:n] + head[n + 1] + head[n] + head[n + 2 :] for n in range(len(head) - 1)}
    return sorted(slip for slip in slips if len(slip) == 4)
