"""Find prerequisites: which concepts to learn before which."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Set
from typing import Literal

from kg.learn.study.inferred_prerequisites import infer_prerequisites
from kg.learn.study.learning_order import find_circles
from kg.model.vocabulary import Side
from kg.store import Key, Store
from kg.store.edge_queries import MAX_NEIGHBOURHOOD_CONCEPTS


def has_learning_order(store: Store) -> bool:
    """Return True if any edge of the graph says which of its ends to learn first."""
    relations = store.vocabulary.relations.values()
    return store.has_edges(r.name for r in relations if r.learn != "neither")


def find_prerequisites(store: Store, keys: Collection[Key]) -> dict[Key, set[Key]]:
    """Return the direct prerequisites of some concepts, in the whole graph.

    They are read from the concepts' edges, by `learn` of each relation. Edges beyond the deck order
    only those concepts that no other edge orders, so that nothing in the deck builds on what is
    not. In a graph without any such edge prerequisites are inferred from the texts.

    Returns:
        A set for every key; a concept is never its own prerequisite.
    """
    if not has_learning_order(store):
        return infer_prerequisites(store, keys)
    found: dict[Key, set[Key]] = {key: set() for key in keys}
    for key, base in _prerequisite_pairs(store, keys, given_end="dependent"):
        found[key].add(base)
    return found


def find_dependents(store: Store, keys: Collection[Key]) -> dict[Key, set[Key]]:
    """Return the concepts that build directly on some concepts: `find_prerequisites` reversed."""
    found: dict[Key, set[Key]] = {key: set() for key in keys}
    if not has_learning_order(store):
        for key, bases in infer_prerequisites(store, store.keys()).items():
            for base in bases & found.keys():
                found[base].add(key)
        return found
    for key, base in _prerequisite_pairs(store, keys, given_end="prerequisite"):
        found[base].add(key)
    return found


def _prerequisite_pairs(
    store: Store, keys: Collection[Key], *, given_end: Literal["dependent", "prerequisite"]
) -> Iterable[tuple[Key, Key]]:
    """Yield pairs of a concept and its prerequisite, one for each edge that says so.

    Args:
        store: the graph.
        keys: concepts.
        given_end: which one of each pair is among the keys.
    """
    relations = store.vocabulary.relations.values()
    sides: tuple[Side, Side] = ("subject", "object")
    beyond_deck = []
    for first, then in (sides, sides[::-1]):
        names = [r.name for r in relations if r.learn == first]
        side = then if given_end == "dependent" else first
        for edge in store.edges_at(side, names, keys):
            if edge.subject != edge.object:
                ends = (edge.subject, edge.object)
                pair = ends[::-1] if first == "subject" else ends
                if edge.status == "background":
                    beyond_deck.append(pair)
                else:
                    yield pair
    if beyond_deck:
        ordered = _ordered_by_deck(store, {key for key, _ in beyond_deck})
        yield from ((key, base) for key, base in beyond_deck if key not in ordered)


def _ordered_by_deck(store: Store, keys: Collection[Key]) -> set[Key]:
    """Return the concepts, some others too, with an edge of the deck that orders them."""
    names = [r.name for r in store.vocabulary.relations.values() if r.learn != "neither"]
    sides: tuple[Side, Side] = ("subject", "object")
    return {
        end
        for side in sides
        for edge in store.edges_at(side, names, keys)
        if edge.status != "background" and edge.subject != edge.object
        for end in (edge.subject, edge.object)
    }


def prerequisites_among(store: Store, keys: Collection[Key]) -> dict[Key, set[Key]]:
    """Return for each of some concepts those of them to learn before it.

    Prerequisites count also through concepts that are not among the keys, unless that would
    close a circle.
    """
    inside = set(keys)
    below: dict[Key, set[Key]] = {}
    rim = inside
    while rim and len(below) < MAX_NEIGHBOURHOOD_CONCEPTS + len(inside):
        below |= find_prerequisites(store, rim)
        rim = {base for key in rim for base in below[key]} - below.keys()
    nearest = {key: _nearest_inside(key, inside, below) for key in keys}
    circle = find_circles(nearest)
    return {
        # Within its own circle only direct prerequisites count; of another circle, all members.
        key: (bases & below[key])
        | {one for base in bases if circle[base] != circle[key] for one in circle[base]}
        for key, bases in nearest.items()
    }


def _nearest_inside(key: Key, inside: Set[Key], below: Mapping[Key, set[Key]]) -> set[Key]:
    """Return the first concepts of `inside` on every path down from a concept.

    Args:
        key: where the paths start.
        inside: the concepts to find.
        below: the prerequisites of each concept.
    """
    found: set[Key] = set()
    seen = {key}
    rest = [key]
    while rest:
        bases = below.get(rest.pop(), set()) - seen
        seen |= bases
        found |= bases & inside
        rest.extend(bases - inside)
    return found
