"""Steps through the graph: the concepts that a relation reaches, and their kinds."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kg.answer.chain import Level, Step
from kg.model.vocabulary import Side
from kg.store import Key, Store, StoredEdge


class GraphSteps:
    """The steps that lead on from sets of concepts, with a cache of what was looked up."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._levels: dict[tuple[tuple[Key, ...], str, Side], Level] = {}
        self._sides: dict[tuple[Key, ...], frozenset[tuple[str, Side]]] = {}
        self._kinds: dict[Key, str] = {}

    def reach(self, keys: tuple[Key, ...], step: Step) -> Level:
        """Return the concepts one step from these, by key, with the edges that lead there."""
        known = self._levels.get((keys, step.relation, step.side))
        if known is None:
            found: dict[Key, list[StoredEdge]] = {}
            for edge in self._store.edges_to(step.side, step.relation, keys):
                end = edge.subject if step.side == "subject" else edge.object
                found.setdefault(end, []).append(edge)
            known = self._levels[keys, step.relation, step.side] = dict(sorted(found.items()))
        return known

    def reach_all(self, level: Level, step: Step) -> Level:
        """Add to a level of a sequence all concepts that the same step reaches from it."""
        found = dict(level)
        keys = tuple(level)
        while keys:
            further = {k: v for k, v in self.reach(keys, step).items() if k not in found}
            found |= further
            keys = tuple(further)
        return found

    def sides_from(self, keys: tuple[Key, ...]) -> frozenset[tuple[str, Side]]:
        """Return every relation that leads on from one of these, with the side that it leads to."""
        known = self._sides.get(keys)
        if known is None:
            own = set(keys)
            found: set[tuple[str, Side]] = set()
            for edge in self._store.edges_of(own):
                if edge.object in own:
                    found.add((edge.relation, "subject"))
                if edge.subject in own:
                    found.add((edge.relation, "object"))
            known = self._sides[keys] = frozenset(found)
        return known

    def of_kind(
        self, steps: Sequence[Step], keys: Sequence[Key], kinds: Collection[str]
    ) -> tuple[Key, ...]:
        """Keep the concepts of one of the kinds, of those that the steps reach."""
        if steps:
            stated = self.stated_kinds(steps[-1])
            if stated and stated <= set(kinds):
                return tuple(keys)  # the relation allows no other kinds
            if stated and stated.isdisjoint(kinds):
                return ()
        self._kinds |= self._store.kinds_of(key for key in keys if key not in self._kinds)
        return tuple(key for key in keys if self._kinds[key] in kinds)

    def stated_kinds(self, step: Step) -> frozenset[str]:
        """Return the kinds that the step's relation allows at its end; empty when it allows any."""
        relation = self._store.relation(step.relation)
        return relation.from_kinds if step.side == "subject" else relation.to_kinds
