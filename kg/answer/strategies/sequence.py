"""Answers by place in an order: the first, the third, the last."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise

from kg.answer.explanation import edges, hit
from kg.answer.result import Hit
from kg.question import Query
from kg.store import Key, Store, StoredEdge, ends


def at_place(query: Query, store: Store) -> list[Hit]:
    """The concept at the place that the query asks for; empty when no order has such a place."""
    if query.ordinal is None:
        return []
    for relation in store.vocabulary.relations.values():
        if not relation.sequence:
            continue
        links = store.edges(relation.name)
        for among in _ordered(query, store):
            chain = _chain(links, among)
            if len(chain) > 1 and -len(chain) <= query.ordinal <= len(chain):
                key = chain[query.ordinal - 1 if query.ordinal > 0 else query.ordinal]
                near = [
                    k
                    for k in links
                    if key in (k.subject, k.object) and {k.subject, k.object} <= set(chain)
                ]
                return [hit(store.concept(key), 1.0, edges(store, near))]
    return []


def between(query: Query, store: Store) -> list[Hit]:
    """What stands in an order between two concepts that the question mentions, in that order."""
    if "between" not in query.words or len(query.mentions) != 2:
        return []
    one, other = (mention.keys[0] for mention in query.mentions)
    for relation in store.vocabulary.relations.values():
        if not relation.sequence:
            continue
        links = store.edges(relation.name)
        after = {link.object: link for link in links}
        for start, end in ((one, other), (other, one)):
            way: list[StoredEdge] = []
            at = start
            while at != end and at in after and len(way) < len(links):
                way.append(after[at])
                at = after[at].subject
            if at == end and len(way) > 1:
                return [
                    hit(store.concept(link.subject), 1.0, edges(store, [link, following]))
                    for link, following in pairwise(way)
                ]
    return []


def _ordered(query: Query, store: Store) -> Iterator[Collection[Key]]:
    """What may be in the order that is meant, the likeliest first.

    These are the concepts of the kind asked for among those linked to what is mentioned, all
    that are linked to it, then all of the kind.
    """
    mentioned = {key for mention in query.mentions for key in mention.keys}
    linked = ends(store.edges_of(mentioned)) - mentioned
    of_kind = set(store.keys(query.answer_kinds)) if query.answer_kinds else set()
    yield linked & of_kind
    yield linked
    yield of_kind


def _chain(links: Iterable[StoredEdge], among: Collection[Key]) -> list[Key]:
    """The longest run of concepts each of which comes next after the one before."""
    after = {k.object: k.subject for k in links if k.subject in among and k.object in among}
    best: list[Key] = []
    for start in sorted(after.keys() - after.values()):
        chain = [start]
        while chain[-1] in after and after[chain[-1]] not in chain:  # a circle has no end
            chain.append(after[chain[-1]])
        best = max(best, chain, key=len)
    return best
