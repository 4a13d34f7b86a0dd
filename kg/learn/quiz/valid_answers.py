"""Find the concepts that answer a question about an edge rightly, and those that might."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from kg.model.vocabulary import Relation, Side, Vocabulary
from kg.store import Key, Store, StoredEdge

MAX_TRANSITIVE_STEPS = 12
"""Maximum number of edges of a transitive relation that are followed."""


def valid_answers(
    store: Store, relation: Relation, side: Side, given: Key
) -> dict[Key, StoredEdge]:
    """Return the concepts at `side` of a relation's edges to a given one, each with its edge.

    For a symmetric relation, either side will do.
    """
    found = {_end(edge, side): edge for edge in store.edges_to(side, relation.name, [given])}
    if relation.symmetric:
        back = _opposite(side)
        for edge in store.edges_to(back, relation.name, [given]):
            found.setdefault(_end(edge, back), edge)
    return found


def possible_answers(
    store: Store, relation: Relation, side: Side, given: Key, true: Collection[Key]
) -> set[Key]:
    """Return the concepts that might be right answers, which must not be used as distractors.

    These are:

    - the given concept and the valid answers;
    - concepts above or below any of them by a transitive relation, as a whole is above its parts;
    - concepts that an edge of any relation, except an opposite one, links to the given concept;
    - concepts that stand in the relation to one above or below the given concept;
    - if the relation is a transitive ordering, all on its `side` of the given concept. Those on
      the other side are left out, as what comes before a concept can't come after it.

    Args:
        store: the graph.
        relation: the relation that is asked for.
        side: the end of the relation that is asked for.
        given: the concept at the other end.
        true: the valid answers.
    """
    found = {*true, *transitive_relatives(store, {given, *true})}
    opposites = opposite_relations(store.vocabulary, relation)
    found |= {
        edge.other_end(given) for edge in store.edges_of([given]) if edge.relation not in opposites
    }
    relatives = transitive_relatives(store, [given])
    for end in (side, _opposite(side)) if relation.symmetric else (side,):
        found |= {_end(edge, end) for edge in store.edges_to(end, relation.name, relatives)}
    if relation.ordering and relation.transitive:
        found -= _chain(store, relation, _opposite(side), [given])
        found |= _chain(store, relation, side, [given])
    return {given, *true, *found}


def opposite_relations(vocabulary: Vocabulary, relation: Relation) -> set[str]:
    """Return the names of the relations that mean the opposite of one."""
    return {
        r.name
        for r in vocabulary.relations.values()
        if r.opposite == relation.name or relation.opposite == r.name
    }


def transitive_relatives(store: Store, keys: Iterable[Key]) -> set[Key]:
    """Return the concepts above or below some by a chain of one transitive relation.

    The concepts themselves are left out.
    """
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
    """Return all concepts reached from some by edges of a relation, going towards its `side`."""
    rim = set(keys)
    found: set[Key] = set()
    for _ in range(MAX_TRANSITIVE_STEPS):
        rim = {_end(edge, side) for edge in store.edges_to(side, relation.name, rim)} - found
        if not rim:
            break
        found |= rim
    return found


def _end(edge: StoredEdge, side: Side) -> Key:
    return edge.subject if side == "subject" else edge.object


def _opposite(side: Side) -> Side:
    return "object" if side == "subject" else "subject"
