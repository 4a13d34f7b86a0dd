"""Ready: what can be learnt next, given what is known, and what a concept unlocks."""

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


@dataclass(frozen=True, slots=True)
class Ready:
    """A concept whose prerequisites are all known.

    `unlocks` names what becomes ready once it is known too, `leads_to` counts all that builds on
    it, directly or through others, and is not known. `circle` names those that build on it as it
    builds on them, and so are to be learnt together with it.
    """

    concept: Concept
    builds_on: Names
    unlocks: Names
    leads_to: int
    circle: Names
    minutes: int

    def to_json(self) -> dict[str, Any]:
        """Give this as a JSON object."""
        return {
            "id": self.concept.id,
            "name": self.concept.name,
            "kind": self.concept.kind,
            "builds_on": list(self.builds_on),
            "unlocks": list(self.unlocks),
            "leads_to": self.leads_to,
            "circle": list(self.circle),
            "summary": self.concept.summary,
            "source": self.concept.citation,
            "minutes": self.minutes,
        }


@dataclass(frozen=True, slots=True)
class Unlocked:
    """A concept that builds on another, `steps` edges up, and what else it still needs."""

    concept: Concept
    steps: int
    needs: Names

    def to_json(self) -> dict[str, Any]:
        """Give this as a JSON object."""
        return {
            "id": self.concept.id,
            "name": self.concept.name,
            "kind": self.concept.kind,
            "steps": self.steps,
            "needs": list(self.needs),
        }


def ready_next(store: Store, known: Collection[Key] = ()) -> list[Ready]:
    """Everything not known whose prerequisites are, best first.

    Best is what the most concepts build on, then what unlocks the most at once, then by name.
    Concepts that build on one another in a circle are ready together.
    """
    before = find_prerequisites(store, store.keys())
    circles = find_circles(before)
    after: dict[Key, set[Key]] = {key: set() for key in before}
    for key, bases in before.items():
        for base in bases:
            after[base].add(key)

    def missing(key: Key) -> set[Key]:
        """What a concept builds on, outside its circle, and is not known."""
        bases = {base for one in circles[key] for base in before[one]}
        return {base for base in bases.difference(circles[key]) if base not in known}

    ready = [key for key in before if key not in known and not missing(key)]
    unlocks = {
        key: [k for k in after[key] if k not in known and missing(k) == {key}] for key in ready
    }
    told = {key for key in ready for key in (key, *before[key], *unlocks[key], *circles[key])}
    concepts = store.concepts(told)

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
    """All that builds on a concept, directly or through others; never itself."""
    found: set[Key] = set()
    rest = [start]
    while rest:
        new = [key for key in after[rest.pop()] if key not in found]
        found.update(new)
        rest.extend(new)
    return found - {start}


def unlocked_by(store: Store, key: Key, known: Collection[Key] = ()) -> list[Unlocked]:
    """All that builds on a concept and is not known: nearest first, then what needs less, by name.

    Args:
        store: the graph.
        key: the concept.
        known: what is known besides.
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
