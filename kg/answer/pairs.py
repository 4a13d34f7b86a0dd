"""Answers about two concepts: what tells them apart, and what connects them."""

from __future__ import annotations

from kg.answer.explain import EDGES_SHOWN, edges, hit
from kg.answer.result import Hit
from kg.paths import route
from kg.question import Query
from kg.store import Key, Link, Store


def compare(query: Query, store: Store) -> list[Hit]:
    """Both concepts, each with what joins them and what it alone has."""
    keys = [mention.keys[0] for mention in query.mentions]
    links = {key: store.links_of([key]) for key in keys}
    hits = []
    for key, other in zip(keys, reversed(keys), strict=True):
        joint = [k for k in links[key] if other in (k.a, k.b)]
        others = {_seen_from(k, other) for k in links[other]}
        shared = [k for k in links[key] if _seen_from(k, key) in others]
        alone = [k for k in links[key] if k not in joint and k not in shared]
        reasons = edges(store, [*joint, *shared[:EDGES_SHOWN], *alone[:EDGES_SHOWN]])
        hits.append(hit(store.concept(key), 1.0, reasons))
    return hits


def _seen_from(link: Link, key: Key) -> tuple[str, str, Key]:
    """An edge as relation, direction and far end."""
    return link.relation, "out" if link.a == key else "in", link.far(key)


def connect(query: Query, store: Store) -> list[Hit]:
    """The concepts along a shortest way, each with the edge that leads to it."""
    start, goal = (mention.keys[0] for mention in query.mentions)
    way = route(store, start, goal)
    if way is None:
        return []
    hits = [hit(store.concept(start), 1.0, [])]
    at = start
    for link in way:
        at = link.far(at)
        hits.append(hit(store.concept(at), 1.0, edges(store, [link])))
    return hits
