"""The answers to one question about positions in a sequence."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from kg.answer.reasons import edge_reasons, make_hit
from kg.answer.result import Hit, Reason, ResultKind
from kg.answer.strategies.order import Line, Order, depths, find_lines, flat, stated, walk
from kg.answer.strategies.sequence_members import SequenceMembers
from kg.question.position_patterns import PositionQuestion
from kg.store import Key, Store, StoredEdge, ends

PositionAnswer = tuple[ResultKind, list[Hit], int | None]
"""The form of an answer, its hits, and the number that is asked for, if one is."""

NO_SUCH_PLACE: PositionAnswer = ("none", [], None)
"""The answer where the sequence does not have the place asked for."""


class SequenceAnswers:
    """Answer one question about positions, by the order that the graph gives."""

    def __init__(self, question: PositionQuestion, order: Order, store: Store) -> None:
        self._question = question
        self._order = order
        self._store = store
        self._members = SequenceMembers(question, order, store)

    def answer(self) -> PositionAnswer | None:
        """Answer in the way that the form of the question needs."""
        answers = {
            "at": self._at,
            "whole": self._at,
            "middle": self._at,
            "relative": self._relative,
            "between": self._between,
            "sort": self._sorted,
            "choose": self._sorted,
            "number": self._number,
            "occurrence": self._occurrence,
        }
        return answers[self._question.form]()

    # Places in a line

    def _at(self) -> PositionAnswer | None:
        """Return the members at the places asked for, in the middle, or all."""
        asked = self._question
        line = self._members.line()
        if line is None:
            return None
        total = len(line.members)
        places: Sequence[int] = asked.places
        if asked.form == "middle":
            fits = total % 2 and set(asked.places) <= {total}
            places = [total // 2 + 1] if fits else []
        elif asked.form == "whole":
            if asked.limit not in (0, total):
                return None
            places = range(1, total + 1)
        if not places or any(not 0 < abs(place) <= total for place in places):
            return NO_SUCH_PLACE
        found = [n - 1 if n > 0 else total + n for n in places]
        if asked.form == "whole" and asked.is_reversed:
            found.reverse()
        hits = [self._hit(line.members[n], line=line) for n in dict.fromkeys(found)]
        return ("order" if len(hits) > 1 else "answer", hits, None)

    def _number(self) -> PositionAnswer | None:
        """Return the number of a concept's place."""
        mention = self._question.anchors[0].mention
        for key in mention.keys if mention else ():
            edges = self._order.places(key)
            for member in (key, *edges) if len(edges) == 1 else (key,):
                lines = (
                    self._members.lines() if self._members.fitting([member], widely=True) else ()
                )
                line = next((line for line in lines if member in line.members), None)
                if line and self._members.is_in_scope(line.members):
                    reason = [] if member == key else [edges[member]]
                    hit = self._hit(key, reason, line, member)
                    return "count", [hit], line.members.index(member) + 1
        return None

    # Places relative to others

    def _relative(self) -> PositionAnswer | None:
        """Return the members before or after another, at a distance or all."""
        asked = self._question
        starts = {self._members.member_at(anchor) for anchor in asked.anchors}
        start = starts.pop() if len(starts) == 1 else None
        if start is None or not self._members.is_in_scope([start]):
            return None
        around = self._order.edges_around([start])
        keys: list[Key] = []
        reached: dict[Key, StoredEdge] = {}
        for widely, edges in product((False, True), (stated(around), around)):
            reached = self._reached(edges, start)
            keys = self._members.fitting(reached, start, widely=widely)
            if keys:
                break
        if not keys:
            if reached or self._order.places(start):
                return None  # there may be something of another kind, or in another sequence
            return self._counted([], start) if asked.is_count else NO_SUCH_PLACE
        if not self._members.is_in_scope([start, *keys]):
            return None
        if asked.limit:
            if len(keys) < asked.limit:
                return NO_SUCH_PLACE
            keys = keys[: asked.limit]
        depth = depths(around)
        keys = sorted(keys, key=lambda key: (depth.get(key, 0), key))
        hits = [self._hit(key, [reached[key]]) for key in keys]
        return self._counted(hits, start) if asked.is_count else self._listed(hits)

    def _reached(self, edges: Sequence[StoredEdge], start: Key) -> dict[Key, StoredEdge]:
        """Return the members at the distances asked for, or all on one side, with last edges."""
        found: dict[Key, StoredEdge] = {}
        for steps in self._question.places:
            levels = walk(edges, start, is_later=steps > 0)
            found |= flat(levels if self._question.is_set else levels[abs(steps) - 1 :][:1])
        return found

    def _between(self) -> PositionAnswer | None:
        """Return the members between two others."""
        places = self._members.common_members(self._question.anchors)
        if places is None or len(places) != 2 or not self._members.is_in_scope(places.values()):
            return None
        one, other = places.values()
        around = self._order.edges_around([one])
        for edges in (stated(around), around):
            for start, end in ((one, other), (other, one)):
                after = flat(walk(edges, start, is_later=True))
                before = flat(walk(edges, end, is_later=False))
                if end not in after or start in after:
                    continue
                inside = [key for key in after if key in before]
                keys = self._members.fitting(inside, start, widely=True)
                if inside and not keys:
                    return None
                hits = [self._hit(key, [after[key], before[key]]) for key in keys]
                if self._question.is_count:
                    return self._counted(hits, start)
                return self._listed(hits) if hits else NO_SUCH_PLACE
        return None

    def _sorted(self) -> PositionAnswer | None:
        """Return the concepts named in order, or that of them which comes first or last."""
        asked = self._question
        members = self._members.common_members(asked.anchors)
        if members is None or len(members) < 2 or not self._members.is_in_scope(members.values()):
            return None
        around = self._order.edges_around(list(members.values())[:1])
        depth = depths(around)
        own = self._order.edges_around(members)
        earlier = {key: flat(walk(own, key, is_later=False)).keys() for key in members}
        rank = {
            key: (depth.get(member, 0), len(earlier[key] & members.keys()))
            for key, member in members.items()
        }
        keys = sorted(members, key=lambda key: (rank[key], key))
        if asked.form == "choose":
            place = asked.places[0]
            if not 0 < abs(place) <= len(keys):
                return NO_SUCH_PLACE
            keys = [keys[place - 1 if place > 0 else place]]
            before = flat(walk(around, members[keys[0]], is_later=False)).keys() | earlier[keys[0]]
            after = flat(walk(around, members[keys[0]], is_later=True)).keys()
            for key, member in members.items():
                is_apart = member in before or member in after or key in before
                if key != keys[0] and not is_apart and keys[0] not in earlier[key]:
                    return None  # the graph does not say which of the two comes first
        elif asked.is_reversed:
            keys.reverse()
        line = next(iter(find_lines(around, ends(around))), None)
        hits = []
        for key in keys:
            member = members[key]
            if member != key:
                edges = [self._order.places(key)[member]]
            elif line and key in line.members:
                edges = []  # those of the line
            else:
                edges = [edge for edge in around if key in (edge.subject, edge.object)]
            hits.append(self._hit(key, edges, line, member))
        return ("order" if len(hits) > 1 else "answer", hits, None)

    def _occurrence(self) -> PositionAnswer | None:
        """Return the first or the last member to which a concept belongs."""
        asked = self._question
        mention = asked.anchors[0].mention
        for key in mention.keys if mention else ():
            edges = self._order.places(key, asked.kinds[:1])
            depth = depths(self._order.edges_around(edges))
            keys = sorted(edges, key=lambda k: (depth.get(k, 0), k))
            if keys and self._members.is_in_scope(keys):
                found = keys[0 if asked.places[0] > 0 else -1]
                return "answer", [self._hit(found, [edges[found]])], None
        return None

    # Hits

    def _hit(
        self,
        key: Key,
        edges: Sequence[StoredEdge] = (),
        line: Line | None = None,
        member: Key | None = None,
    ) -> Hit:
        """Make a hit, with the edges that lead to it or join it to its line, and its place."""
        member = key if member is None else member
        reasons = []
        if line is not None and member in line.members:
            if not edges:
                edges = [edge for edge in line.edges if key in (edge.subject, edge.object)]
            kind = self._store.kinds_of([member])[member]
            noun = self._store.vocabulary.kinds[kind].plural
            number, total = line.members.index(member) + 1, len(line.members)
            subject = "it" if member == key else "that"
            reasons = [Reason("kind", f"{subject} is number {number} of {total} {noun}")]
        concept = self._store.concept(key)
        return make_hit(concept, 1.0, [*edge_reasons(self._store, edges), *reasons])

    def _listed(self, hits: list[Hit]) -> PositionAnswer:
        if len(hits) == 1:
            return "answer", hits, None
        return "order" if self._question.is_ordered or self._question.limit else "list", hits, None

    def _counted(self, hits: list[Hit], start: Key) -> PositionAnswer:
        """Return the number of hits; where there are none, the concept that was counted from."""
        return "count", hits or [self._hit(start)], len(hits)
