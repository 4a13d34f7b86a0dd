"""Answers that the edges alone give: what is linked so to what was mentioned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.question import Mention, Query
from kg.relations import Side
from kg.store import Key, Link, Store


@dataclass(frozen=True, slots=True)
class Facts:
    """Concepts at one side of one relation whose other side was mentioned.

    `links` gives the edge for each concept, in the order of the files. `strength` is 0-1: how
    well relation, side and kind fit what was asked.
    """

    mention: Mention
    relation: str
    side: Side
    links: dict[Key, Link]
    strength: float


def facts(query: Query, store: Store) -> list[Facts]:
    """What the edges of each mention say to the question, the fittest first.

    Every group has links. A question that mentions nothing, or asks for neither a relation nor
    a kind, has no groups.
    """
    asked = {(ask.relation, ask.side): ask.strength for ask in query.asks}
    for relation in store.vocabulary.relations.values():
        if relation.symmetric:
            sides = ((relation.name, "a"), (relation.name, "b"))
            best = max(asked.get(sides[0], 0.0), asked.get(sides[1], 0.0))  # type: ignore[arg-type]
            asked |= dict.fromkeys(sides, best)  # type: ignore[arg-type]
    groups: dict[tuple[int, str, Side], dict[Key, Link]] = {}
    for m, mention in enumerate(query.mentions):
        for key, side, link in _ends(mention, store):
            groups.setdefault((m, link.relation, side), {})[key] = link
    found = []
    for (m, name, side), links in groups.items():
        ask = asked.get((name, side), 0.0)
        if store.relation(name).negative and not (ask or query.negated):
            continue
        strength = 0.6 * (1.0 if query.negated and store.relation(name).negative else ask)
        if query.kinds:
            concepts = store.concepts(links)
            links = {key: link for key, link in links.items() if concepts[key].kind in query.kinds}
            strength += 0.4
        if links and strength > 0.1:
            ordered = dict(sorted(links.items()))
            found.append(Facts(query.mentions[m], name, side, ordered, min(1.0, strength)))
    return sorted(found, key=lambda f: (-f.strength, f.mention.start, f.relation, f.side))


def _ends(mention: Mention, store: Store) -> Iterator[tuple[Key, Side, Link]]:
    """Every concept linked to the mention, the side it stands on, and the edge."""
    for link in store.links_of(mention.keys):
        if link.b in mention.keys and link.a not in mention.keys:
            yield link.a, "a", link
        elif link.a in mention.keys and link.b not in mention.keys:
            yield link.b, "b", link
