"""Link a name to a concept even if it is misspelt, or suggest names that are similar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, islice, product

from kg._typing import NamedTuple
from kg.errors import NotFoundError
from kg.linking.exact import lookup
from kg.linking.spelling import (
    OSA,
    fuzz,
    max_edits,
    nearest,
    process,
    similar_words,
    words_within,
)
from kg.model.concept import Concept
from kg.store import Key, MatchType, Store
from kg.text.normal_forms import normalise, squash
from kg.text.typo_model import differ_by_negation, typo_cost
from kg.text.word_list import frequency

MIN_LINK_SIMILARITY = 82.0
"""Similarity (0-100) from which a name is linked although more than `max_edits` are wrong."""

MIN_SUGGESTION_SIMILARITY = 66.0
"""Similarity (0-100) from which a name is suggested."""

MAX_INDEX_CANDIDATES = 200
"""Concepts that one search of an index may propose for a misspelt name."""

MAX_SPELLING_VARIANTS = 800
"""Variants of a misspelt name that are looked up."""

MAX_NAME_WORDS = 24
"""Words of a name that are considered; later ones are taken as they are, or ignored."""

MIN_COST_MARGIN = 1.0
"""Bits by which one name must cost less than the next to be linked; see `kg.text.typo_model`."""


class LinkedConcept(NamedTuple):
    """A concept found by a name. `match_type` is never "described"."""

    key: Key
    match_type: MatchType


def link(store: Store, name: str) -> LinkedConcept:
    """Find the concept that a person means by a name.

    Args:
        store: the graph to look in.
        name: a name, alias, identifier or initials of a concept, or a misspelling of one.

    Raises:
        NotFoundError: no name is near enough, or several are equally near; with suggestions.
    """
    norm = normalise(name)
    exact = store.key_named(name) or store.key_of(name)
    if exact is not None:
        return LinkedConcept(exact, "name")
    matches = lookup(store, name)
    if len(matches) > 1 and matches[0].match_type == "name":
        return LinkedConcept(_best_spelt([match.key for match in matches], name, store), "name")
    if len(matches) == 1:
        return LinkedConcept(matches[0].key, matches[0].match_type)
    if matches:
        keys = [match.key for match in matches]
        names = [first for first, *_ in store.names(keys).values()]
        if len(set(map(normalise, names))) > 1:
            raise NotFoundError(name, names)
        best = _best_spelt(_most_similar(keys, name, store), name, store)
        return LinkedConcept(best, matches[0].match_type)
    misspelt = fuzzy_link(store, norm.split())
    if misspelt:
        best = _best_spelt(_most_similar(misspelt, name, store), name, store)
        return LinkedConcept(best, "typo")
    ranked = _similar_concepts(store, norm)
    if ranked:
        similarity, first = ranked[0]
        if _is_misspelling(norm, store.concept(first), similarity >= MIN_LINK_SIMILARITY):
            equal = [key for score, key in ranked if score == similarity]
            equal = _most_similar(equal, name, store)
            if len(equal) == 1:
                return LinkedConcept(equal[0], "typo")
    raise NotFoundError(name, [store.concept(key).name for _, key in ranked[:3]])


def fuzzy_link(store: Store, words: Sequence[str]) -> tuple[Key, ...]:
    """Return the concepts with the name that words of a question misspell.

    A name is near if each word is within `max_edits` of one of its words, or if the whole is within
    `max_edits` of the whole without spaces. Numbers must be the same, since another number means
    another thing. Words that are wrong must not be real words, unless two others are right.

    Args:
        store: the graph to look in.
        words: normalised words.

    Returns:
        The concepts of the nearest name; of several equally near, of the one whose `typo_cost` is
        clearly the lowest. Empty if no name is near or none is clearly the best.
    """
    norm = " ".join(words)
    forms = _near_forms(store, words)
    near = nearest(words_within(max_edits(squash(norm)), norm, _of_same_meaning(norm, forms)))
    if len(near) > 1:
        ranked = sorted((typo_cost(norm, form), form) for form in near)
        near = [ranked[0][1]] if ranked[1][0] - ranked[0][0] >= MIN_COST_MARGIN else []
    if not near:
        return ()
    right = set(near[0].split())
    wrong = [word for word in words if word not in right]
    if len(words) - len(wrong) < 2 and any(frequency(word) for word in wrong):
        return ()
    return tuple(forms[near[0]])


def suggest(store: Store, text: str, limit: int = 3) -> list[str]:
    """Return names of concepts similar to a text, the most similar first; empty if none is."""
    ranked = _similar_concepts(store, normalise(text))
    return [store.concept(key).name for _, key in ranked[:limit]]


def _best_spelt(keys: Iterable[Key], name: str, store: Store) -> Key:
    """Choose the concept spelt as `name` among those with the same normalised name.

    If none is, choose the one with most edges, which is probably the best known.
    """
    spelt = {key: first for key, (first, *_) in store.names(keys).items()}
    edges = {key: sum(counts.values()) for key, counts in store.degrees(spelt).items()}
    return min(spelt, key=lambda key: (spelt[key] != name, -edges[key], key))


def _most_similar(keys: Sequence[Key], name: str, store: Store) -> list[Key]:
    """Keep the concepts nearest in capitals and signs too, among those equally near."""
    similarity = {
        key: max(fuzz.ratio(name, form) for form in (concept.name, *concept.aliases))
        for key, concept in store.concepts(keys).items()
    }
    return [key for key in keys if similarity[key] == max(similarity.values())]


def _is_misspelling(norm: str, concept: Concept, is_similar: bool) -> bool:
    """Return True if a text is within `max_edits` of a name of a concept.

    If the whole `is_similar`, each word of the text may have as many edits as `max_edits` allows
    for it, or the text without spaces may.
    """
    forms = _of_same_meaning(norm, map(normalise, (concept.name, *concept.aliases)))
    if any(OSA.distance(norm, form) <= max_edits(norm) for form in forms):
        return True
    return is_similar and any(
        all(
            any(OSA.distance(word, other) <= max_edits(word) for other in form.split())
            for word in norm.split()
        )
        or OSA.distance(squash(norm), squash(form)) <= max_edits(norm)
        for form in forms
    )


def _of_same_meaning(norm: str, forms: Iterable[str]) -> list[str]:
    """Keep the names that a text may misspell: those with its numbers, and not its negation."""
    numbers = _numbers(norm)
    return [form for form in forms if _numbers(form) == numbers and not _is_negated(norm, form)]


def _is_negated(norm: str, form: str) -> bool:
    ours, theirs = set(norm.split()), set(form.split())
    return any(differ_by_negation(one, other) for one in ours - theirs for other in theirs - ours)


def _numbers(text: str) -> list[str]:
    return "".join(c if c.isdigit() else " " for c in text).split()


def _near_forms(store: Store, words: Sequence[str]) -> dict[str, list[Key]]:
    """Return normalised names that words may misspell, each with its concepts.

    One or two words of a name may be misspelt; or the whole may have about the same letters when
    spaces do not count.
    """
    found: dict[str, list[Key]] = {}
    variants = islice(_spelling_variants(store, words), MAX_SPELLING_VARIANTS)
    for form, matches in store.name_matches(variants).items():
        keys = [match.key for match in matches if match.match_type in ("name", "alias")]
        if keys:
            found[form] = keys
    squashed = squash(" ".join(words))
    limit = max_edits(squashed)
    keys_by_squashed: dict[str, list[Key]] = {}
    for other, key in store.squashed_names(
        _possible_starts(squashed),
        len(squashed) - limit,
        len(squashed) + limit,
        MAX_INDEX_CANDIDATES,
    ):
        keys_by_squashed.setdefault(other, []).append(key)
    near = words_within(limit, squashed, keys_by_squashed)
    spaced_otherwise = [key for other, _ in near for key in keys_by_squashed[other]]
    for key, names in store.names(spaced_otherwise).items():
        for form in dict.fromkeys(map(normalise, names)):
            found[form] = sorted({key, *found.get(form, ())})
    return found


def _spelling_variants(store: Store, words: Sequence[str]) -> Iterator[str]:
    """Yield the words as they are, then with a similar word for one of them, or for two.

    Two are replaced only where the graph has neither.
    """
    yield " ".join(words)
    similar = {at: similar_words(word, store) for at, word in enumerate(words[:MAX_NAME_WORDS])}
    for at, others in similar.items():
        for replacement in others:
            yield " ".join([*words[:at], replacement, *words[at + 1 :]])
    known = store.stems_of(words)
    unknown = [at for at in similar if words[at] not in known]
    for one, other in combinations(unknown, 2):
        for first, second in product(similar[one], similar[other]):
            replaced = {one: first, other: second}
            yield " ".join(replaced.get(at, word) for at, word in enumerate(words))


def _similar_concepts(store: Store, norm: str) -> list[tuple[float, Key]]:
    """Return concepts with a name similar to a text, as (similarity 0-100, key), best first."""
    similarity: dict[Key, float] = {}
    for key, names in store.names(_index_candidates(store, norm)).items():
        forms = [normalise(form) for form in names]
        spaced = process.extractOne(
            norm, forms, scorer=fuzz.ratio, score_cutoff=MIN_SUGGESTION_SIMILARITY
        )
        squashed = process.extractOne(squash(norm), map(squash, forms), scorer=fuzz.ratio)
        if spaced is not None or (squashed is not None and squashed[1] >= MIN_LINK_SIMILARITY):
            similarity[key] = max(match[1] for match in (spaced, squashed) if match is not None)
    return sorted(((score, key) for key, score in similarity.items()), key=lambda s: (-s[0], s[1]))


def _index_candidates(store: Store, norm: str) -> set[Key]:
    """Find concepts with a name that may be similar to a text, without reading all names.

    They have a word similar to each of the text's words, or to all but one; or, since spaces get
    lost and added, their names begin alike when spaces do not count.
    """
    parts = list(dict.fromkeys(norm.split()))[:MAX_NAME_WORDS]
    similar = (similar_words(part, store) for part in parts)
    groups = [sorted(set(store.stems_of(some).values())) for some in similar if some]
    found = set(store.search_names(groups, MAX_INDEX_CANDIDATES))
    if len(groups) > 2 and not found:
        for n in range(len(groups)):
            found.update(store.search_names(groups[:n] + groups[n + 1 :], MAX_INDEX_CANDIDATES))
    elif not found:
        for group in groups:
            found.update(store.search_names([group], MAX_INDEX_CANDIDATES))
    squashed = squash(norm)
    length = len(squashed) - 3, len(squashed) + 3
    alike = store.squashed_names(_possible_starts(squashed), *length, MAX_INDEX_CANDIDATES)
    return found.union(key for _, key in alike)


def _possible_starts(squashed: str) -> list[str]:
    """Return the first four letters of a squashed name, and what one edit may have made of them."""
    head = squashed[:4]
    starts = {head, squashed[1:5], *(head[:n] + squashed[n + 1 : 5] for n in range(4))}
    starts |= {head[:n] + head[n + 1] + head[n] + head[n + 2 :] for n in range(len(head) - 1)}
    return sorted(start for start in starts if len(start) == 4)
