"""Truth: which concepts stand in a relation to another, and which might."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from kg.model.vocabulary import Relation, Side, Vocabulary
from kg.store import Key, Store, StoredEdge

MAX_TRANSITIVE_STEPS = 12
"""Steps of a transitive relation that are followed."""


def valid_answers(
    store: Store, relation: Relation, side: Side, given: Key
) -> dict[Key, StoredEdge]:
    """The concepts at `side` of the edges of a relation to a given one, each with its edge."""
    found = {_end(link, side): link for link in store.edges_to(side, relation.name, [given])}
    if relation.symmetric:
        back = _opposite(side)
        for link in store.edges_to(back, relation.name, [given]):
            found.setdefault(_end(link, back), link)
    return found


def possible_answers(
    store: Store, relation: Relation, side: Side, given: Key, true: Collection[Key]
) -> set[Key]:
    """All that might stand in a relation to a given concept, and so is no wrong answer.

    That is: what does; what any other edge joins with it, but one that denies the relation; what
    is above or below a right answer by a transitive relation, as a part is of its whole; and what
    stands in the relation to something above or below the given concept. Not so what stands on
    the other side of it in an ordering: what comes before it can't come after it.
    """
    found = {*true, *transitive_relatives(store, {given, *true})}
    denying = opposite_relations(store.vocabulary, relation)
    found |= {
        link.other_end(given) for link in store.edges_of([given]) if link.relation not in denying
    }
    near = transitive_relatives(store, [given])
    for end in (side, _opposite(side)) if relation.symmetric else (side,):
        found |= {_end(link, end) for link in store.edges_to(end, relation.name, near)}
    if relation.ordering and relation.transitive:
        found -= _chain(store, relation, _opposite(side), [given])
        found |= _chain(store, relation, side, [given])
    return {given, *true, *found}


def opposite_relations(vocabulary: Vocabulary, relation: Relation) -> set[str]:
    """The names of the relations that say the opposite of one."""
    return {
        r.name
        for r in vocabulary.relations.values()
        if r.opposite == relation.name or relation.opposite == r.name
    }


def transitive_relatives(store: Store, keys: Iterable[Key]) -> set[Key]:
    """What is above or below some concepts by transitive relations, one relation at a time."""
    starts = set(keys)
    sides: tuple[Side, Side] = ("subject", "object")
    chains = (
        _chain(store, relation, side, starts)
        for relation in store.vocabulary.relations.values()
        if relation.transitive
        for side in sides
    )
    return set().union(*chains) - starts


def _chain(store: Store, relation: Relation, side: Side, keys: Iterable[Key]) -> set[Key]:
    """All that is reached from some concepts by steps of a relation towards its `side`."""
    rim = set(keys)
    found: set[Key] = set()
    for _ in range(MAX_TRANSITIVE_STEPS):
        rim = {_end(link, side) for link in store.edges_to(side, relation.name, rim)} - found
        if not rim:
            break
        found |= rim
    return found


def _end(link: StoredEdge, side: Side) -> Key:
    return link.subject if side == "subject" else link.object


def _opposite(side: Side) -> Side:
    return "object" if side == "subject" else "subject"
