"""Prerequisites computed slowly, to compare with."""

from __future__ import annotations

from collections.abc import Mapping

from kg.store import Key, Store
from tests.samples import all_keys


def slow_prerequisites(store: Store) -> dict[Key, set[Key]]:
    """Return the direct prerequisites of every concept, edge by edge.

    Edges beyond the deck count only for concepts that no other edge orders.
    """
    found: dict[Key, set[Key]] = {key: set() for key in all_keys(store)}
    ordered: set[Key] = set()
    for edge in sorted(store.edges(), key=lambda edge: edge.status == "background"):
        learn = store.relation(edge.relation).learn
        if learn != "neither" and edge.subject != edge.object:
            then, first = (
                (edge.subject, edge.object) if learn == "object" else (edge.object, edge.subject)
            )
            if edge.status != "background":
                ordered |= {then, first}
            if edge.status != "background" or then not in ordered:
                found[then].add(first)
    return found


def closure(before: Mapping[Key, set[Key]]) -> dict[Key, set[Key]]:
    """Return all prerequisites of each concept, direct or through others."""
    found = {key: set(bases) for key, bases in before.items()}
    for middle in found:
        for bases in found.values():
            if middle in bases:
                bases |= found[middle]
    return found
