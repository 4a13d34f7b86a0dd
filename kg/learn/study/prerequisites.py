"""Prerequisites: which concepts a learner should meet before which."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Set

from kg.learn.study.inferred_prerequisites import infer_prerequisites
from kg.learn.study.learning_order import find_circles
from kg.model.vocabulary import Side
from kg.paths import REACH
from kg.store import Key, Store


def has_learning_order(store: Store) -> bool:
    """Whether any edge of the graph tells what to learn first."""
    relations = store.vocabulary.relations.values()
    return store.has_edges(r.name for r in relations if r.learn != "neither")


def find_prerequisites(store: Store, keys: Collection[Key]) -> dict[Key, set[Key]]:
    """Those that each concept builds on, by its own edges and each relation's `learn`.

    In a graph whose edges tell no order it is read from what the concepts' summaries mention.

    Returns:
        The prerequisites of every key, in the whole graph; a concept is never its own.
    """
    if not has_learning_order(store):
        return infer_prerequisites(store, keys)
    found: dict[Key, set[Key]] = {key: set() for key in keys}
    for key, base in _edges(store, keys, upwards=False):
        found[key].add(base)
    return found


def find_dependents(store: Store, keys: Collection[Key]) -> dict[Key, set[Key]]:
    """Those that build on each concept: `find_prerequisites` the other way round."""
    found: dict[Key, set[Key]] = {key: set() for key in keys}
    if not has_learning_order(store):
        for key, bases in infer_prerequisites(store, store.keys()).items():
            for base in bases & found.keys():
                found[base].add(key)
        return found
    for key, base in _edges(store, keys, upwards=True):
        found[base].add(key)
    return found


def _edges(store: Store, keys: Collection[Key], *, upwards: bool) -> Iterable[tuple[Key, Key]]:
    """Pairs of a concept and what it builds on, the lower or the upper one among the keys."""
    relations = store.vocabulary.relations.values()
    firsts: tuple[Side, Side] = ("subject", "object")
    for first in firsts:
        then: Side = "object" if first == "subject" else "subject"
        names = [r.name for r in relations if r.learn == first]
        for link in store.edges_at(first if upwards else then, names, keys):
            if link.subject != link.object:
                yield (
                    (link.object, link.subject)
                    if first == "subject"
                    else (link.subject, link.object)
                )


def prerequisites_among(store: Store, keys: Collection[Key]) -> dict[Key, set[Key]]:
    """For each of some concepts, those among them to meet before it.

    What lies between two of them counts though it is not among them: who builds on a concept that
    builds on another comes after both, unless that would close a circle.
    """
    inside = set(keys)
    below: dict[Key, set[Key]] = {}
    rim = inside
    while rim and len(below) < REACH + len(inside):
        below |= find_prerequisites(store, rim)
        rim = {base for key in rim for base in below[key]} - below.keys()
    near = {key: _nearest(key, inside, below) for key in keys}
    circle = find_circles(near)
    return {
        # Of its own circle only its own edges count; a circle below it comes before it whole.
        key: (bases & below[key])
        | {one for base in bases if circle[base] != circle[key] for one in circle[base]}
        for key, bases in near.items()
    }


def _nearest(key: Key, inside: Set[Key], below: Mapping[Key, set[Key]]) -> set[Key]:
    """The first of the concepts inside on each way down from a concept."""
    found: set[Key] = set()
    seen = {key}
    rest = [key]
    while rest:
        bases = below.get(rest.pop(), set()) - seen
        seen |= bases
        found |= bases & inside
        rest.extend(bases - inside)
    return found
