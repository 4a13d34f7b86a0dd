"""The order that a graph's sequence relations give: lines of members, and places in them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property

from kg._typing import NamedTuple
from kg.model.attributes import STATUSES
from kg.store import Key, Store, StoredEdge, ends

MAX_ORDER_EDGES = 20_000
"""Edges of sequences that are read at once; of a graph with more, those near a concept."""

MAX_ORDER_STEPS = 200
"""Steps from a concept over which a sequence is followed in a graph with more edges."""


class Line(NamedTuple):
    """Members of a sequence, each directly after the one before, by edges in the same order."""

    members: tuple[Key, ...]
    edges: tuple[StoredEdge, ...]


class Order:
    """The order of a graph's concepts, read as far as a question needs it."""

    def __init__(self, store: Store) -> None:
        self._store = store
        relations = store.vocabulary.relations.values()
        self.relations = [r.name for r in relations if r.sequence and store.has_edges([r.name])]

    def is_member(self, key: Key) -> bool:
        """Return True if the concept stands in a sequence itself."""
        return bool(self._edges_at([key]))

    def edges_around(self, keys: Collection[Key]) -> list[StoredEdge]:
        """Return the edges of every sequence in which one of the concepts stands."""
        if self._is_small:
            wanted = set(keys)
            groups = separate(self._all_edges)
            return sorted(
                e for group in groups if not wanted.isdisjoint(ends(group)) for e in group
            )
        found: set[StoredEdge] = set()
        seen: set[Key] = set()
        newest = set(keys)
        for _ in range(MAX_ORDER_STEPS):
            if not newest or len(found) > MAX_ORDER_EDGES:
                break
            seen |= newest
            edges = self._edges_at(newest)
            found.update(edges)
            newest = ends(edges) - seen
        return sorted(found)

    def lines(self) -> list[Line]:
        """Return the lines of the graph whose members are of one kind."""
        edges = self._all_edges
        kind_of = self._store.kinds_of(ends(edges))
        found = []
        for kind in dict.fromkeys(kind_of.values()):
            found += find_lines(edges, {key for key, k in kind_of.items() if k == kind})
        return found

    def lines_within(self, whole: Key, kinds: Collection[str]) -> list[Line]:
        """Return the lines of what belongs to a concept, of one of the kinds where there are any.

        A concept that is a member itself is no part of those beside it.
        """
        parts = self.linked(whole)
        kind_of = self._store.kinds_of(parts)
        edges = self._within(parts)
        wanted = {key for key in parts if kind_of[key] in kinds}
        return find_lines(edges, wanted) or find_lines(edges, parts)

    def linked(self, key: Key) -> set[Key]:
        """Return the concepts that an edge joins with this one, except those before and after."""
        edges = self._store.edges_of([key])
        return {e.other_end(key) for e in edges if e.relation not in self.relations} - {key}

    def places(self, key: Key, kinds: Collection[str] = ()) -> dict[Key, StoredEdge]:
        """Return the members to which a concept belongs, each with the edge that says so.

        They are of one of the kinds, if any are given. What the deck states goes before what
        follows from it, and that before what is beyond it. A relation that leads to members only
        goes before others.
        """
        vocabulary = self._store.vocabulary
        edges = [
            edge
            for edge in self._store.edges_at("subject", vocabulary.relations, [key])
            if edge.relation not in self.relations
        ]
        kind_of = self._store.kinds_of(edge.object for edge in edges)
        members = ends(self._edges_at({edge.object for edge in edges}))
        found = [
            (kind_of[e.object] not in vocabulary.relations[e.relation].to_kinds, _ground(e), e)
            for e in edges
            if e.object in members and (not kinds or kind_of[e.object] in kinds)
        ]
        best = min((rank[:2] for rank in found), default=None)
        return {rank[2].object: rank[2] for rank in found if rank[:2] == best}

    def common_wholes(self, keys: Iterable[Key]) -> set[Key]:
        """Return the concepts to which all of these are linked."""
        sets = [self.linked(key) for key in keys]
        return set.intersection(*sets) if sets else set()

    @cached_property
    def _all_edges(self) -> list[StoredEdge]:
        return [edge for name in self.relations for edge in self._store.edges(name)]

    @cached_property
    def _is_small(self) -> bool:
        counts = self._store.count_relations()
        return sum(counts[name] for name in self.relations) <= MAX_ORDER_EDGES

    def _within(self, keys: Collection[Key]) -> list[StoredEdge]:
        return [e for e in self._store.edges_among(keys) if e.relation in self.relations]

    def _edges_at(self, keys: Iterable[Key]) -> list[StoredEdge]:
        wanted = sorted(keys)
        at = self._store.edges_at
        return [*at("subject", self.relations, wanted), *at("object", self.relations, wanted)]


def _ground(edge: StoredEdge) -> int:
    return STATUSES.index(edge.status)


def stated(edges: Iterable[StoredEdge]) -> list[StoredEdge]:
    """Return the edges that are not beyond the deck."""
    return [edge for edge in edges if edge.status != "background"]


def find_lines(edges: Iterable[StoredEdge], members: Collection[Key]) -> list[Line]:
    """Return the longest line of each sequence among some members, the longest first.

    What is beyond the deck counts only where it makes a line longer.
    """
    inside = [e for e in edges if e.subject in members and e.object in members]
    found = []
    for group in separate(inside):
        whole, sure = _longest(group), _longest(stated(group))
        is_longer = set(sure.members) <= set(whole.members)
        found.append(whole if is_longer else sure)
    lines = [line for line in found if len(line.members) > 1]
    return sorted(lines, key=lambda line: (-len(line.members), line.members))


def separate(edges: Sequence[StoredEdge]) -> Iterator[list[StoredEdge]]:
    """Yield the edges of each sequence that no edge joins with another."""
    at: dict[Key, list[StoredEdge]] = {}
    for edge in edges:
        at.setdefault(edge.subject, []).append(edge)
        at.setdefault(edge.object, []).append(edge)
    seen: set[Key] = set()
    for start in sorted(at):
        if start in seen:
            continue
        seen.add(start)
        group, newest = set(), [start]
        while newest:
            touching = at[newest.pop()]
            group.update(touching)
            further = ends(touching) - seen
            seen |= further
            newest.extend(further)
        yield sorted(group)


def depths(edges: Iterable[StoredEdge]) -> dict[Key, int]:
    """Return the number of members before each, along the longest way; without those in circles."""
    after: dict[Key, set[Key]] = {}
    waiting: dict[Key, int] = {}
    for earlier, later in {(edge.object, edge.subject) for edge in edges}:
        after.setdefault(earlier, set()).add(later)
        waiting[later] = waiting.get(later, 0) + 1
    found = {key: 0 for key in sorted(after) if key not in waiting}
    ready = list(found)
    while ready:
        key = ready.pop()
        for later in sorted(after.get(key, ())):
            found[later] = max(found.get(later, 0), found[key] + 1)
            waiting[later] -= 1
            if not waiting[later]:
                ready.append(later)
    return {key: depth for key, depth in found.items() if not waiting.get(key)}


def _longest(edges: Sequence[StoredEdge]) -> Line:
    depth = depths(edges)
    if not depth:
        return Line((), ())
    before: dict[Key, list[StoredEdge]] = {}
    for edge in edges:
        before.setdefault(edge.subject, []).append(edge)
    key = min(depth, key=lambda k: (-depth[k], k))
    members, steps = [key], []
    while depth[key]:
        last = [e for e in before[key] if depth.get(e.object) == depth[key] - 1]
        edge = min(last, key=lambda e: (_ground(e), e))
        key = edge.object
        members.append(key)
        steps.append(edge)
    return Line(tuple(reversed(members)), tuple(reversed(steps)))


def walk(edges: Iterable[StoredEdge], start: Key, is_later: bool) -> list[dict[Key, StoredEdge]]:
    """Return, for each number of steps from a member, whom they reach, with the last edge.

    The steps go to later members or to earlier ones, and never twice to the same.
    """
    leads: dict[Key, list[tuple[Key, StoredEdge]]] = {}
    for edge in edges:
        origin, goal = (edge.object, edge.subject) if is_later else (edge.subject, edge.object)
        leads.setdefault(origin, []).append((goal, edge))
    levels: list[dict[Key, StoredEdge]] = []
    seen, newest = {start}, [start]
    while newest:
        level: dict[Key, StoredEdge] = {}
        for key in newest:
            for goal, edge in leads.get(key, ()):
                if goal not in seen:
                    level.setdefault(goal, edge)
        seen |= level.keys()
        newest = sorted(level)
        if level:
            levels.append(level)
    return levels


def flat(levels: Iterable[dict[Key, StoredEdge]]) -> dict[Key, StoredEdge]:
    """Return all whom some steps reach, the nearest first."""
    return {key: edge for level in levels for key, edge in level.items()}
