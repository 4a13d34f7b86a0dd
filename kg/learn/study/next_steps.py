"""Find which concepts can be learnt next, given those known, and what a concept unlocks."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from kg.learn.study.learning_order import find_circles
from kg.learn.study.learning_time import estimate_minutes
from kg.learn.study.prerequisites import find_dependents, find_prerequisites
from kg.model.graph import Concept
from kg.store import Key, Store

Names = tuple[str, ...]
"""Names of concepts, in alphabetical order."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A concept that is not known, but whose prerequisites all are.

    Attributes:
        concept: the concept.
        builds_on: its prerequisites outside its circle.
        unlocks: concepts that become ready once it is known.
        leads_to: number of unknown concepts that build on it, directly or through others.
        circle: concepts that build on it and that it builds on, to be learnt with it.
        minutes: whole minutes to learn it.
    """

    concept: Concept
    builds_on: Names
    unlocks: Names
    leads_to: int
    circle: Names
    minutes: int

    def to_json(self) -> dict[str, Any]:
        """Return this as a JSON object."""
        return {
            "id": self.concept.id,
            "name": self.concept.name,
            "kind": self.concept.kind,
            "builds_on": list(self.builds_on),
            "unlocks": list(self.unlocks),
            "leads_to": self.leads_to,
            "circle": list(self.circle),
            "summary": self.concept.summary,
            "background": self.concept.background,
            "source": self.concept.citation,
            "minutes": self.minutes,
        }


@dataclass(frozen=True, slots=True)
class Unlocked:
    """A concept that builds on another one.

    Attributes:
        concept: the concept that builds on the other.
        steps: number of edges between the two, from 1.
        needs: its other prerequisites that are not known.
    """

    concept: Concept
    steps: int
    needs: Names

    def to_json(self) -> dict[str, Any]:
        """Return this as a JSON object."""
        return {
            "id": self.concept.id,
            "name": self.concept.name,
            "kind": self.concept.kind,
            "steps": self.steps,
            "needs": list(self.needs),
        }


def ready_next(store: Store, known: Collection[Key] = ()) -> list[Ready]:
    """Return the concepts that are not known, but whose prerequisites all are.

    Concepts that build on one another in a circle are ready together.

    Returns:
        The concepts that lead to most others first; among equals those that unlock most, then
        in alphabetical order. Empty if everything is known.
    """
    before = find_prerequisites(store, store.keys())
    circles = find_circles(before)
    after: dict[Key, set[Key]] = {key: set() for key in before}
    for key, bases in before.items():
        for base in bases:
            after[base].add(key)

    def missing(key: Key) -> set[Key]:
        """Return the prerequisites of a concept's circle that are not known."""
        bases = {base for one in circles[key] for base in before[one]}
        return {base for base in bases.difference(circles[key]) if base not in known}

    ready = [key for key in before if key not in known and not missing(key)]
    unlocks = {
        key: [k for k in after[key] if k not in known and missing(k) == {key}] for key in ready
    }
    named = {key for key in ready for key in (key, *before[key], *unlocks[key], *circles[key])}
    concepts = store.concepts(named)

    def names(keys: Collection[Key]) -> Names:
        return tuple(sorted(concepts[key].name for key in keys))

    found = [
        Ready(
            concepts[key],
            names(before[key] - {*circles[key]}),
            names(unlocks[key]),
            len({k for k in _above(key, after) if k not in known}),
            names([k for k in circles[key] if k != key]),
            estimate_minutes(concepts[key], len(before[key])),
        )
        for key in ready
    ]
    return sorted(found, key=lambda one: (-one.leads_to, -len(one.unlocks), one.concept.name))


def _above(start: Key, after: Mapping[Key, Collection[Key]]) -> set[Key]:
    """Return all concepts that build on one, directly or through others, except itself."""
    found: set[Key] = set()
    rest = [start]
    while rest:
        new = [key for key in after[rest.pop()] if key not in found]
        found.update(new)
        rest.extend(new)
    return found - {start}


def unlocked_by(store: Store, key: Key, known: Collection[Key] = ()) -> list[Unlocked]:
    """Return all unknown concepts that build on one, directly or through others.

    Args:
        store: the graph.
        key: the concept.
        known: the other concepts that are known.

    Returns:
        The concepts with fewest steps first; among equals those with fewest needs, then in
        alphabetical order.
    """
    steps = {key: 0}
    rim = {key}
    while rim:
        above = {up for ups in find_dependents(store, rim).values() for up in ups}
        rim = above - steps.keys()
        steps |= dict.fromkeys(rim, max(steps.values()) + 1)
    del steps[key]
    before = find_prerequisites(store, [up for up in steps if up not in known])
    needs = {up: [b for b in bases if b != key and b not in known] for up, bases in before.items()}
    concepts = store.concepts({*needs, *(base for bases in needs.values() for base in bases)})
    found = [
        Unlocked(concepts[up], steps[up], tuple(sorted(concepts[base].name for base in bases)))
        for up, bases in needs.items()
    ]
    return sorted(found, key=lambda one: (one.steps, len(one.needs), one.concept.name))
