"""Answer by the position in a sequence: the first, the third, the last, those between."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise

from kg.answer.reasons import edge_reasons, make_hit
from kg.answer.result import Hit
from kg.question import Query
from kg.store import Key, Store, StoredEdge, ends


def find_at_ordinal(query: Query, store: Store) -> list[Hit]:
    """Return the concept at the ordinal asked for; empty when no sequence has one there."""
    if query.ordinal is None:
        return []
    for relation in store.vocabulary.relations.values():
        if not relation.sequence:
            continue
        edges = store.edges(relation.name)
        for members in _possible_members(query, store):
            sequence = _longest_sequence(edges, members)
            if len(sequence) > 1 and -len(sequence) <= query.ordinal <= len(sequence):
                key = sequence[query.ordinal - 1 if query.ordinal > 0 else query.ordinal]
                adjacent = [
                    edge
                    for edge in edges
                    if key in (edge.subject, edge.object)
                    and {edge.subject, edge.object} <= set(sequence)
                ]
                return [make_hit(store.concept(key), 1.0, edge_reasons(store, adjacent))]
    return []


def find_between(query: Query, store: Store) -> list[Hit]:
    """Return the concepts between two mentioned ones in a sequence, in its order."""
    if "between" not in query.words or len(query.mentions) != 2:
        return []
    one, other = (mention.keys[0] for mention in query.mentions)
    for relation in store.vocabulary.relations.values():
        if not relation.sequence:
            continue
        edges = store.edges(relation.name)
        edge_after = {edge.object: edge for edge in edges}
        for start, end in ((one, other), (other, one)):
            path: list[StoredEdge] = []
            at = start
            while at != end and at in edge_after and len(path) < len(edges):
                path.append(edge_after[at])
                at = edge_after[at].subject
            if at == end and len(path) > 1:
                return [
                    make_hit(store.concept(edge.subject), 1.0, edge_reasons(store, [edge, after]))
                    for edge, after in pairwise(path)
                ]
    return []


def _possible_members(query: Query, store: Store) -> Iterator[Collection[Key]]:
    """Yield sets of concepts that may be the sequence's members, the likeliest set first.

    These are the neighbours of the mentioned concepts that are of the kind asked for, all their
    neighbours, and all concepts of the kind.
    """
    mentioned = query.mentioned_keys
    neighbours = ends(store.edges_of(mentioned)) - mentioned
    of_kind = set(store.keys(query.answer_kinds)) if query.answer_kinds else set()
    yield neighbours & of_kind
    yield neighbours
    yield of_kind


def _longest_sequence(edges: Iterable[StoredEdge], members: Collection[Key]) -> list[Key]:
    """Return the longest run of members in which each comes directly after the one before."""
    after = {e.object: e.subject for e in edges if e.subject in members and e.object in members}
    best: list[Key] = []
    for start in sorted(after.keys() - after.values()):
        run = [start]
        while run[-1] in after and after[run[-1]] not in run:  # a circle has no end
            run.append(after[run[-1]])
        best = max(best, run, key=len)
    return best
