"""Choose which of the edges found go into the graph, and give the reason for the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.extract.proposal import Rejection
from kg.model.draft import DraftEdge
from kg.model.vocabulary import Relation

MIN_EDGE_CONFIDENCE = 0.5
"""Lowest confidence (0-1) with which an edge is written to the graph."""

DUPLICATE = "another edge says the same or more"
"""The reason for rejecting an edge that adds nothing to those kept."""


class EdgeFilter:
    """Keeps each edge once, where it is certain enough and the vocabulary allows it."""

    def __init__(self, relations: Mapping[str, Relation], kinds: Mapping[str, str]) -> None:
        self._relations = relations
        self._kinds = kinds
        self._kept: set[tuple[str, str, str]] = set()
        self._joined_pairs: set[frozenset[str]] = set()
        self._successors: defaultdict[str, defaultdict[str, set[str]]]
        self._successors = defaultdict(lambda: defaultdict(set))

    def partition(
        self, found: Iterable[DraftEdge], *, report_duplicates: bool = False
    ) -> tuple[list[DraftEdge], list[Rejection]]:
        """Return the edges to keep, in the order given, and the rejected ones with the reasons.

        Of edges with the same ends and relation the one of the highest confidence is kept; a
        "mentions" edge only where no other edge joins its ends. Duplicates are among the rejected
        edges only with `report_duplicates`.
        """
        order = {edge: n for n, edge in reversed(list(enumerate(found)))}
        kept: list[DraftEdge] = []
        rejected: list[Rejection] = []
        for edge in sorted(
            order, key=lambda e: (e.relation == "mentions", -e.confidence, order[e])
        ):
            reason = self._reason_to_reject(edge)
            if not reason:
                kept.append(edge)
                self._keep(edge)
            elif reason != DUPLICATE or report_duplicates:
                rejected.append(Rejection(edge, reason))
        return sorted(kept, key=lambda e: order[e]), rejected

    def _keep(self, edge: DraftEdge) -> None:
        self._kept.add((edge.subject, edge.relation, edge.object))
        self._joined_pairs.add(frozenset((edge.subject, edge.object)))
        if self._relations[edge.relation].ordering:
            self._successors[edge.relation][edge.subject].add(edge.object)

    def _reason_to_reject(self, edge: DraftEdge) -> str:
        """Return the reason why an edge can't be kept; empty where it can."""
        if edge.subject == edge.object:
            return DUPLICATE
        if edge.confidence < MIN_EDGE_CONFIDENCE:
            return f"confidence {edge.confidence:.2f} is below {MIN_EDGE_CONFIDENCE}"
        relation = self._relations.get(edge.relation)
        if relation is None:
            return f"the vocabulary has no relation {edge.relation!r}"
        is_mirrored = (
            relation.symmetric and (edge.object, edge.relation, edge.subject) in self._kept
        )
        if is_mirrored or (edge.subject, edge.relation, edge.object) in self._kept:
            return DUPLICATE
        pair = frozenset((edge.subject, edge.object))
        if edge.relation == "mentions" and pair in self._joined_pairs:
            return DUPLICATE
        for end, name, allowed in (
            ("subject", edge.subject, relation.from_kinds),
            ("object", edge.object, relation.to_kinds),
        ):
            kind = self._kinds[name]
            if allowed and kind not in allowed:
                return f"{name!r} is a {kind}, which can't be the {end} of {edge.relation!r}"
        if relation.ordering and _reaches(
            self._successors[edge.relation], edge.object, edge.subject
        ):
            return f"it would close a cycle of {edge.relation!r}"
        return ""


def _reaches(successors: Mapping[str, set[str]], start: str, goal: str) -> bool:
    """Return True if a path leads from a node to another."""
    seen, stack = {start}, [start]
    while stack:
        node = stack.pop()
        if node == goal:
            return True
        new = successors.get(node, set()) - seen
        seen |= new
        stack.extend(new)
    return False
