"""Sift: which of the edges found are written, and why the others are not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.extract.patterns import THRESHOLD
from kg.extract.proposal import LeftOut
from kg.model.draft import DraftEdge
from kg.model.vocabulary import Relation

SAID_BEFORE = "said before"
"""Why an edge that is there already, or says less than one that is, is not written again."""


class Sift:
    """Lets through an edge once, when it is sure enough and one that the graph can have."""

    def __init__(self, relations: Mapping[str, Relation], kinds: Mapping[str, str]) -> None:
        self._relations = relations
        self._kinds = kinds
        self._kept: set[tuple[str, str, str]] = set()
        self._joined: set[frozenset[str]] = set()
        self._above: defaultdict[str, defaultdict[str, set[str]]]
        self._above = defaultdict(lambda: defaultdict(set))

    def sort(
        self, found: Iterable[DraftEdge], *, tell_twins: bool = False
    ) -> tuple[list[DraftEdge], list[LeftOut]]:
        """The edges to write, in the order given, and those left out with the reason.

        Of edges with the same ends and relation the surest stays; a mere mention only where
        nothing else joins its ends. Those said before are told of only where `tell_twins`.
        """
        order = {edge: n for n, edge in reversed(list(enumerate(found)))}
        kept: list[DraftEdge] = []
        left_out: list[LeftOut] = []
        for edge in sorted(
            order, key=lambda e: (e.relation == "mentions", -e.confidence, order[e])
        ):
            reason = self._fault(edge)
            if not reason:
                kept.append(edge)
                self._take(edge)
            elif reason != SAID_BEFORE or tell_twins:
                left_out.append(LeftOut(edge, reason))
        return sorted(kept, key=lambda e: order[e]), left_out

    def _take(self, edge: DraftEdge) -> None:
        self._kept.add((edge.subject, edge.relation, edge.object))
        self._joined.add(frozenset((edge.subject, edge.object)))
        if self._relations[edge.relation].ordering:
            self._above[edge.relation][edge.subject].add(edge.object)

    def _fault(self, edge: DraftEdge) -> str:
        """Why an edge can't be written; empty where it can."""
        if edge.subject == edge.object:
            return SAID_BEFORE
        if edge.confidence < THRESHOLD:
            return f"confidence {edge.confidence:.2f} is below {THRESHOLD}"
        relation = self._relations.get(edge.relation)
        if relation is None:
            return f"the vocabulary has no relation {edge.relation!r}"
        is_twin = relation.symmetric and (edge.object, edge.relation, edge.subject) in self._kept
        if is_twin or (edge.subject, edge.relation, edge.object) in self._kept:
            return SAID_BEFORE
        if edge.relation == "mentions" and frozenset((edge.subject, edge.object)) in self._joined:
            return SAID_BEFORE
        for name, allowed in (
            (edge.subject, relation.from_kinds),
            (edge.object, relation.to_kinds),
        ):
            if allowed and self._kinds[name] not in allowed:
                return f"{name!r} is a {self._kinds[name]}, which {edge.relation!r} does not join"
        if relation.ordering and _reaches(self._above[edge.relation], edge.object, edge.subject):
            return f"it would close a circle of {edge.relation!r}"
        return ""


def _reaches(above: Mapping[str, set[str]], start: str, goal: str) -> bool:
    seen, stack = {start}, [start]
    while stack:
        at = stack.pop()
        if at == goal:
            return True
        new = above.get(at, set()) - seen
        seen |= new
        stack.extend(new)
    return False
