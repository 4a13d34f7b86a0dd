"""Compare concepts: what connects them, what they share, and what each alone has."""

from __future__ import annotations

from collections.abc import Mapping

from kg.answer.reasons import edge_reasons, make_hit
from kg.answer.result import Hit, Reason
from kg.model.concept import Concept
from kg.question import Query
from kg.store import Key, Store, StoredEdge, ends
from kg.text.phrasing import join_list

MAX_EDGES_SHOWN = 4
"""Number of shared edges, and of a concept's own edges, that a comparison shows."""


def compare(query: Query, store: Store) -> list[Hit]:
    """Return the mentioned concepts; the reasons are the edges between, shared and apart."""
    keys = list(dict.fromkeys(mention.keys[0] for mention in query.mentions))
    edges = {key: store.edges_of([key]) for key in keys}
    facts = {key: {_fact(edge, key) for edge in edges[key]} for key in keys}
    concepts = store.concepts({end for some in edges.values() for end in ends(some)} | set(keys))
    hits = []
    for key in keys:
        others = [other for other in keys if other != key]
        between = [edge for edge in edges[key] if edge.other_end(key) in others]
        elsewhere = [facts[other] for other in others]
        shared = [edge for edge in edges[key] if all(_fact(edge, key) in f for f in elsewhere)]
        alone = [
            edge
            for edge in edges[key]
            if edge not in between and not any(_fact(edge, key) in f for f in elsewhere)
        ]
        reasons = edge_reasons(store, between)
        if shared:
            predicates = join_list(
                _predicate(edge, key, store, concepts) for edge in shared[:MAX_EDGES_SHOWN]
            )
            names = join_list(concepts[other].name for other in others)
            reasons.append(Reason("kind", f"like {names}, it {predicates}"))
        reasons += edge_reasons(store, alone[:MAX_EDGES_SHOWN])
        hits.append(make_hit(concepts[key], 1.0, reasons))
    return hits


def _predicate(edge: StoredEdge, key: Key, store: Store, concepts: Mapping[Key, Concept]) -> str:
    """Put what an edge says about one of its ends into words, without the name of that end."""
    relation = store.relation(edge.relation)
    verb = relation.says if edge.subject == key else relation.back
    return f"{verb} {concepts[edge.other_end(key)].name}"


def _fact(edge: StoredEdge, key: Key) -> tuple[str, str, Key]:
    """Return an edge as seen from one end: relation, direction and other end."""
    return edge.relation, "out" if edge.subject == key else "in", edge.other_end(key)
