"""Find the concepts that answer a question about an edge rightly, and those that might."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from kg.model.attributes import STATUSES, Qualifiers
from kg.model.vocabulary import Relation, Side, Vocabulary
from kg.store import Key, Store, StoredEdge

MAX_TRANSITIVE_STEPS = 12
"""Maximum number of edges of a transitive relation that are followed."""

_CERTAINTY = {"can": 1, "often": 2}
"""Strength of what each hedge claims; an edge without one claims 3."""


class AcceptedAnswers(NamedTuple):
    """The answers that a question accepts, and those of them that its explanation leaves out."""

    every: frozenset[Key]
    unlisted: frozenset[Key]


def valid_answers(
    store: Store, relation: Relation, side: Side, given: Key
) -> dict[Key, StoredEdge]:
    """Return the concepts at `side` of a relation's edges to a given one, each with its edge.

    For a symmetric relation, either side will do. Edges of every ground count, derived ones and
    those beyond the deck too: they are true, so none of them may be a wrong answer. Of two edges
    to one concept the first in the order of `STATUSES` is returned.
    """
    found: dict[Key, StoredEdge] = {}
    for end in (side, _opposite(side)) if relation.symmetric else (side,):
        for edge in store.edges_to(end, relation.name, [given]):
            other = found.setdefault(_end(edge, end), edge)
            if STATUSES.index(edge.status) < STATUSES.index(other.status):
                found[_end(edge, end)] = edge
    return found


def accepted_answers(valid: Mapping[Key, StoredEdge], asked: StoredEdge) -> AcceptedAnswers:
    """Return which valid answers a question about an edge accepts.

    Accepted is what holds as the question words it. Further answers are accepted, as they are true
    after all, but are not listed as "also right", which would teach more than the deck says: those
    beyond the deck if the question is not; those that hold under a condition if the question has
    none; those that the deck hedges more than the question does.

    Not accepted are answers that hold under another condition than the question's, and those that
    fit less where it asks for what fits, or the reverse. They are no distractors either, as
    `possible_answers` has all that are valid.

    Args:
        valid: what `valid_answers` returns.
        asked: the edge that the question words.
    """
    every, unlisted = set(), set()
    conditions = _conditions(asked.qualifiers)
    for key, edge in valid.items():
        own = _conditions(edge.qualifiers)
        strengths = {asked.qualifiers.strength, edge.qualifiers.strength}
        if (own and conditions and own != conditions) or (
            "less" in strengths and len(strengths) > 1
        ):
            continue
        every.add(key)
        if (
            (edge.status == "background" and asked.status != "background")
            or (own and not conditions)
            or _certainty(edge) < _certainty(asked)
        ):
            unlisted.add(key)
    return AcceptedAnswers(frozenset(every), frozenset(unlisted))


def _conditions(qualifiers: Qualifiers) -> tuple[frozenset[str], frozenset[str]] | None:
    """Return the conditions that must all hold, and those of which one must; None without any."""
    if not qualifiers.conditions:
        return None
    return frozenset(qualifiers.all_of), frozenset(qualifiers.any_of)


def _certainty(edge: StoredEdge) -> int:
    return _CERTAINTY.get(edge.qualifiers.strength, 3)


def possible_answers(
    store: Store, relation: Relation, side: Side, given: Key, true: Collection[Key]
) -> set[Key]:
    """Return the concepts that might be right answers, which must not be used as distractors.

    These are:

    - the given concept and the valid answers;
    - concepts above or below any of them by a transitive relation, as a whole is above its parts;
    - concepts that an edge of any relation links to the given concept, except those that it
      denies, see `denials`; and the conditions of its edges;
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
    edges = store.edges_of([given])
    denied = denials(store.vocabulary, relation, edges)
    found |= {edge.other_end(given) for edge in edges if edge not in denied}
    conditions = {name for edge in edges for name in edge.qualifiers.conditions}
    found |= {key for name in sorted(conditions) if (key := store.key_named(name)) is not None}
    relatives = transitive_relatives(store, [given])
    for end in (side, _opposite(side)) if relation.symmetric else (side,):
        found |= {_end(edge, end) for edge in store.edges_to(end, relation.name, relatives)}
    if relation.ordering and relation.transitive:
        found -= _chain(store, relation, _opposite(side), [given])
        found |= _chain(store, relation, side, [given])
    return {given, *true, *found}


def denials(
    vocabulary: Vocabulary, relation: Relation, edges: Iterable[StoredEdge]
) -> list[StoredEdge]:
    """Return the edges that deny a relation: those of its opposites, if they have no condition."""
    opposites = {
        r.name
        for r in vocabulary.relations.values()
        if r.opposite == relation.name or relation.opposite == r.name
    }
    return [e for e in edges if e.relation in opposites and not e.qualifiers.conditions]


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
