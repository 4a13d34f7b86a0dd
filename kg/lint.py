"""Lint: what in a graph a person may want to mend; suggestions, never a change.

L601  two names that are nearly the same
L602  letters that are short for several names
L603  sentences about one concept that contradict each other
L604  a concept that nothing is joined with
L605  concepts that build on each other in a circle
L606  a list with one item only
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from kg.errors import Finding
from kg.learn.study.learning_order import find_circles
from kg.linking.near_duplicates import near_duplicates
from kg.model.draft import Draft, DraftConcept
from kg.store import Key
from kg.text.normal_forms import SENTENCE_END, initialism, normalise, words
from kg.text.phrasing import join_list

_SENTENCE_BREAK = re.compile(rf"{SENTENCE_END}\s+")
_LINT_NUMBER = re.compile(r"(?<![\w.])\d[\d,.]*%?")
_NEGATIONS = frozenset("not no never cannot cant isnt doesnt without".split())
_LIST_RELATIONS = frozenset({"metric-of", "principle-of", "option-of"})

MIN_CONTRADICTION_OVERLAP = 0.6
"""Share of two sentences' words that must be the same for what differs to be a contradiction."""


def lint(draft: Draft) -> list[Finding]:
    """Everything that a person may want to look at, in order of place."""
    found: list[Finding] = []
    for check in (_near_duplicates, _short_forms, _contradictions, _orphans, _circles, _single):
        found.extend(check(draft))
    return sorted(set(found))


def _at(concept: DraftConcept, code: str, message: str) -> Finding:
    return Finding(concept.place.path, concept.place.line, code, message)


def _near_duplicates(draft: Draft) -> Iterator[Finding]:
    names = [concept.name for concept in draft.concepts]
    for one, other in near_duplicates(names):
        first, second = draft.concepts[one], draft.concepts[other]
        message = f"{second.name!r} is nearly {first.name!r} ({_where(first)}); one concept?"
        yield _at(second, "L601", message)


def _short_forms(draft: Draft) -> Iterator[Finding]:
    """Initials that several names have, where a name or text also uses them by themselves."""
    owners: defaultdict[str, list[DraftConcept]] = defaultdict(list)
    for concept in draft.concepts:
        for name in dict.fromkeys((concept.name, *concept.aliases)):
            short = initialism(name)
            if short is not None and 2 < len(short) < 7 and concept not in owners[short]:
                owners[short].append(concept)
    used = {
        normalise(word)
        for concept in draft.concepts
        for text in (concept.name, *concept.aliases, concept.summary)
        for word in re.findall(r"\b[A-Z]{3,6}\b", text)
    }
    for short, concepts in sorted(owners.items()):
        if len(concepts) > 1 and short in used:
            names = join_list((repr(c.name) for c in concepts), "or")
            yield _at(concepts[-1], "L602", f"{short.upper()} may be short for {names}; say which")


def _contradictions(draft: Draft) -> Iterator[Finding]:
    """Sentences about one concept that are alike but for a number or a denial."""
    for concept in draft.concepts:
        said = [s for s in _SENTENCE_BREAK.split(concept.summary) if len(words(s)) > 3]
        for n, one in enumerate(said[:40]):
            for other in said[n + 1 : 40]:
                if _contradict(one, other):
                    message = f"{concept.name!r} is said to be both: {one!r} and {other!r}"
                    yield _at(concept, "L603", message)


def _contradict(one: str, other: str) -> bool:
    left, right = Counter(words(one)), Counter(words(other))
    if left == right:
        return False
    alike = (left & right).total() / max(left.total(), right.total())
    if alike < MIN_CONTRADICTION_OVERLAP:
        return False
    if bool(_NEGATIONS & left.keys()) != bool(_NEGATIONS & right.keys()):
        return True
    numbers = set(_LINT_NUMBER.findall(one)), set(_LINT_NUMBER.findall(other))
    return bool(numbers[0] and numbers[1]) and numbers[0].isdisjoint(numbers[1])


def _orphans(draft: Draft) -> Iterator[Finding]:
    joined = {normalise(e.object) for c in draft.concepts for e in c.edges}
    for concept in draft.concepts:
        names = {normalise(name) for name in (concept.name, *concept.aliases)}
        if not concept.edges and names.isdisjoint(joined):
            yield _at(concept, "L604", f"nothing is joined with {concept.name!r}")


def _circles(draft: Draft) -> Iterator[Finding]:
    """Circles of what is to be learnt first, over all relations that say so."""
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
            if relation.learn == "object":
                before[n].add(other)
            elif relation.learn == "subject":
                before[other].add(n)
    for circle in sorted(set(find_circles(before).values())):
        if len(circle) < 2:
            continue
        names = sorted(draft.concepts[n].name for n in circle)
        first = draft.concepts[min(circle)]
        shown = join_list(names[:6]) + (f" and {len(names) - 6} more" if len(names) > 6 else "")
        yield _at(first, "L605", f"build on each other in a circle: {shown}")


def _single(draft: Draft) -> Iterator[Finding]:
    """Concepts that are said to have options, principles or metrics, of which there is one."""
    held: defaultdict[tuple[str, str], list[DraftConcept]] = defaultdict(list)
    for concept in draft.concepts:
        for edge in concept.edges:
            if edge.relation in _LIST_RELATIONS:
                held[edge.relation, normalise(edge.object)].append(concept)
    for (relation, whole), parts in sorted(held.items()):
        if len(parts) == 1:
            message = f"{parts[0].name!r} is the only one that is {relation} {whole!r}"
            yield _at(parts[0], "L606", f"{message}; is the list whole?")


def _where(concept: DraftConcept) -> str:
    return f"{concept.place.path}:{concept.place.line}"
