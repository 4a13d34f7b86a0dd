"""Connect two concepts: a shortest path of edges between them."""

from __future__ import annotations

from kg.answer.reasons import edge_reasons, make_hit
from kg.answer.result import Hit
from kg.paths import route
from kg.question import Query
from kg.store import Store


def connect(query: Query, store: Store) -> list[Hit]:
    """Return the concepts along a shortest path between the two mentions; empty without one.

    Each concept after the first has the edge that leads to it as its reason.
    """
    start, goal = (mention.keys[0] for mention in query.mentions)
    path = route(store, start, goal)
    if path is None:
        return []
    hits = [make_hit(store.concept(start), 1.0, [])]
    at = start
    for edge in path:
        at = edge.other_end(at)
        hits.append(make_hit(store.concept(at), 1.0, edge_reasons(store, [edge])))
    return hits
