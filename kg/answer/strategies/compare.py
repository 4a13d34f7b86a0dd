"""Answers about several concepts: what tells them apart, and what connects two."""

from __future__ import annotations

from collections.abc import Mapping

from kg.answer.explanation import EDGES_SHOWN, edges, hit
from kg.answer.result import Hit, Reason
from kg.model.concept import Concept
from kg.paths import route
from kg.question import Query
from kg.store import Key, Store, StoredEdge, ends
from kg.text.phrasing import join_list


def compare(query: Query, store: Store) -> list[Hit]:
    """The concepts, each with what joins it to the others, what all share, what it alone has."""
    keys = list(dict.fromkeys(mention.keys[0] for mention in query.mentions))
    links = {key: store.edges_of([key]) for key in keys}
    seen = {key: {_seen_from(link, key) for link in links[key]} for key in keys}
    concepts = store.concepts({end for some in links.values() for end in ends(some)} | set(keys))
    hits = []
    for key in keys:
        others = [other for other in keys if other != key]
        joint = [k for k in links[key] if k.other_end(key) in others]
        elsewhere = [seen[other] for other in others]
        shared = [k for k in links[key] if all(_seen_from(k, key) in has for has in elsewhere)]
        alone = [
            k
            for k in links[key]
            if k not in joint and not any(_seen_from(k, key) in has for has in elsewhere)
        ]
        reasons = edges(store, joint)
        if shared:
            told = join_list(_told_of(link, key, store, concepts) for link in shared[:EDGES_SHOWN])
            names = join_list(concepts[other].name for other in others)
            reasons.append(Reason("kind", f"like {names}, it {told}"))
        reasons += edges(store, alone[:EDGES_SHOWN])
        hits.append(hit(concepts[key], 1.0, reasons))
    return hits


def _told_of(link: StoredEdge, key: Key, store: Store, concepts: Mapping[Key, Concept]) -> str:
    """What an edge says of the concept at one of its ends, without its name."""
    relation = store.relation(link.relation)
    return f"{relation.says if link.subject == key else relation.back} {concepts[link.other_end(key)].name}"


def _seen_from(link: StoredEdge, key: Key) -> tuple[str, str, Key]:
    """An edge as relation, direction and far end."""
    return link.relation, "out" if link.subject == key else "in", link.other_end(key)


def connect(query: Query, store: Store) -> list[Hit]:
    """The concepts along a shortest way, each with the edge that leads to it."""
    start, goal = (mention.keys[0] for mention in query.mentions)
    way = route(store, start, goal)
    if way is None:
        return []
    hits = [hit(store.concept(start), 1.0, [])]
    at = start
    for link in way:
        at = link.other_end(at)
        hits.append(hit(store.concept(at), 1.0, edges(store, [link])))
    return hits
