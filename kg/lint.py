"""Suggest what to improve in a graph; nothing is changed.

L601  two names that are nearly the same
L602  an abbreviation that may stand for several names
L603  two sentences about one concept that contradict each other
L604  a concept without links
L605  concepts that build on each other in a circle
L606  a list with only one item
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations

from kg.errors import Finding
from kg.learn.study.learning_order import find_circles
from kg.linking.near_duplicates import near_duplicates
from kg.model.draft import Draft, DraftConcept
from kg.store import Key
from kg.text.language import sentence_end
from kg.text.normal_forms import initialism, normalise, words
from kg.text.phrasing import join_list

MIN_CONTRADICTION_OVERLAP = 0.6
"""Minimum share of words in common, from 0 to 1, of two sentences that may contradict each other.

The share is taken of the longer sentence.
"""

MAX_COMPARED_SENTENCES = 40
"""Maximum number of sentences of a summary that are compared with each other."""

MAX_MEANINGS = 20
"""Maximum number of names in a message about initials; further ones are only counted."""

MAX_LISTED_NAMES = 6
"""Maximum number of names in a message about a circle; further ones are only counted."""

_SUMMARY_SENTENCE_BREAK = re.compile(rf"{sentence_end()}\s+")
_FIGURE = re.compile(r"(?<![\w.])\d[\d,.]*%?")
_NEGATIONS = frozenset("not no never cannot cant isnt doesnt without".split())
_LIST_RELATIONS = frozenset({"metric-of", "principle-of", "option-of"})


def lint(draft: Draft) -> list[Finding]:
    """Return all suggestions, sorted by file, line and code."""
    found: list[Finding] = []
    for check in _CHECKS:
        found.extend(check(draft))
    return sorted(set(found))


def _at(concept: DraftConcept, code: str, message: str) -> Finding:
    return Finding(concept.place.path, concept.place.line, code, message)


def _near_duplicates(draft: Draft) -> Iterator[Finding]:
    """Find names that are nearly the same as an earlier one."""
    names = [concept.name for concept in draft.concepts]
    for one, other in near_duplicates(names):
        first, second = draft.concepts[one], draft.concepts[other]
        place = f"{first.place.path}:{first.place.line}"
        message = f"{second.name!r} is nearly the same as {first.name!r} ({place}); one concept?"
        yield _at(second, "L601", message)


def _ambiguous_abbreviations(draft: Draft) -> Iterator[Finding]:
    """Find initials that several names share and that are also used on their own."""
    owners: defaultdict[str, list[DraftConcept]] = defaultdict(list)
    for concept in draft.concepts:
        for name in dict.fromkeys((concept.name, *concept.aliases)):
            short = initialism(name)
            if short is None or not 2 < len(short) < 7:
                continue
            if not owners[short] or owners[short][-1] is not concept:
                owners[short].append(concept)
    used = {
        normalise(word)
        for concept in draft.concepts
        for text in (concept.name, *concept.aliases, concept.summary)
        for word in re.findall(r"\b[A-Z]{3,6}\b", text)
    }
    for short, concepts in sorted(owners.items()):
        if len(concepts) > 1 and short in used:
            names = [repr(c.name) for c in concepts[:MAX_MEANINGS]]
            if len(concepts) > MAX_MEANINGS:
                names.append(f"{len(concepts) - MAX_MEANINGS} others")
            message = f"{short.upper()} may stand for {join_list(names, 'or')}; spell it out"
            yield _at(concepts[-1], "L602", message)


def _contradictions(draft: Draft) -> Iterator[Finding]:
    """Find sentences of one summary that differ in little more than a number or a negation."""
    for concept in draft.concepts:
        sentences = [s for s in _SUMMARY_SENTENCE_BREAK.split(concept.summary) if len(words(s)) > 3]
        for one, other in combinations(sentences[:MAX_COMPARED_SENTENCES], 2):
            if _contradict(one, other):
                message = f"{concept.name!r} may contradict itself: {one!r} and {other!r}"
                yield _at(concept, "L603", message)


def _contradict(one: str, other: str) -> bool:
    """Return True if two similar sentences differ in negation, or have different numbers."""
    left, right = Counter(words(one)), Counter(words(other))
    if left == right:
        return False
    overlap = (left & right).total() / max(left.total(), right.total())
    if overlap < MIN_CONTRADICTION_OVERLAP:
        return False
    if bool(_NEGATIONS & left.keys()) != bool(_NEGATIONS & right.keys()):
        return True
    numbers = set(_FIGURE.findall(one)), set(_FIGURE.findall(other))
    return bool(numbers[0] and numbers[1]) and numbers[0].isdisjoint(numbers[1])


def _unlinked(draft: Draft) -> Iterator[Finding]:
    """Find concepts without edges."""
    objects = {normalise(e.object) for c in draft.concepts for e in c.edges}
    for concept in draft.concepts:
        names = {normalise(name) for name in (concept.name, *concept.aliases)}
        if not concept.edges and names.isdisjoint(objects):
            yield _at(concept, "L604", f"{concept.name!r} has no links to other concepts")


def _circles(draft: Draft) -> Iterator[Finding]:
    """Find circles of prerequisites, over all relations but "mentions".

    Edges beyond the deck do not order what the deck orders, so they close no circle.
    """
    owner = {
        normalise(name): Key(n)
        for n, concept in reversed(list(enumerate(draft.concepts)))
        for name in (concept.name, *concept.aliases)
    }
    before: dict[Key, set[Key]] = {Key(n): set() for n in range(len(draft.concepts))}
    for place, concept in enumerate(draft.concepts):
        n = Key(place)
        for edge in concept.edges:
            relation = draft.vocabulary.relations.get(edge.relation)
            other = owner.get(normalise(edge.object))
            if relation is None or other is None or other == n or edge.relation == "mentions":
                continue
            if edge.status == "background":
                continue
            if relation.learn == "object":
                before[n].add(other)
            elif relation.learn == "subject":
                before[other].add(n)
    for circle in sorted(set(find_circles(before).values())):
        if len(circle) < 2:
            continue
        names = sorted(draft.concepts[n].name for n in circle)
        first = draft.concepts[min(circle)]
        listed = join_list(names[:MAX_LISTED_NAMES])
        if len(names) > MAX_LISTED_NAMES:
            listed += f" and {len(names) - MAX_LISTED_NAMES} more"
        yield _at(first, "L605", f"concepts build on each other in a circle: {listed}")


def _single_items(draft: Draft) -> Iterator[Finding]:
    """Find concepts with only one option, principle or metric."""
    lists: defaultdict[tuple[str, str], list[DraftConcept]] = defaultdict(list)
    for concept in draft.concepts:
        for edge in concept.edges:
            if edge.relation in _LIST_RELATIONS:
                lists[edge.relation, normalise(edge.object)].append(concept)
    for (relation, whole), items in sorted(lists.items()):
        if len(items) == 1:
            item = relation.removesuffix("-of")
            message = f"{items[0].name!r} is the only {item} of {whole!r}; is the list complete?"
            yield _at(items[0], "L606", message)


_CHECKS = (
    _near_duplicates,
    _ambiguous_abbreviations,
    _contradictions,
    _unlinked,
    _circles,
    _single_items,
)
