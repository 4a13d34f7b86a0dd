"""Answer which concepts suit a situation by the error that a question fears."""

from __future__ import annotations

from collections.abc import Collection

from kg.answer.reasons import hits_of_subjects
from kg.answer.result import Hit
from kg.question import Query
from kg.question.cue_matching import STRONG_CUE
from kg.question.error_costs import error_kinds, feared_error
from kg.store import Key, Store, StoredEdge


def answer_feared_error(query: Query, store: Store) -> list[Hit]:
    """Return what suits the error that a question fears, if it asks for nothing else.

    Empty if it asks for what does not fit, what something is, or another kind of concept.
    """
    against = {
        ask.relation
        for ask in query.asks
        if ask.strength >= STRONG_CUE and store.relation(ask.relation).negative
    }
    if query.wants_definition or query.wants_name:
        return []
    if against:
        return _leaves_out_error(query, against, store)
    return suits_feared_error(query, store)


def _leaves_out_error(query: Query, relations: Collection[str], store: Store) -> list[Hit]:
    """Return what has a negative relation asked for to the one error that a question describes."""
    spoken_of = error_kinds(" ".join(query.words))
    if len(spoken_of) != 1 or query.mentions:
        return []
    edges = [edge for name in sorted(relations) for edge in store.edges(name)]
    names = store.names({edge.object for edge in edges})
    kind_of = store.kinds_of({edge.subject for edge in edges})
    meant = [
        edge
        for edge in edges
        if (not query.answer_kinds or kind_of[edge.subject] in query.answer_kinds)
        and any(spoken_of == error_kinds(name.lower()) for name in names[edge.object])
    ]
    return hits_of_subjects(meant, store)


def suits_feared_error(query: Query, store: Store) -> list[Hit]:
    """Return what suits the situation in which the error that a question fears does harm.

    Where missing a case "would be a disaster", it is the metric that suits costly false negatives.
    Empty if the graph links no error to a situation, if the question fears no one error, or if it
    asks for a kind of concept that none of them is.
    """
    relations = [r.name for r in store.vocabulary.relations.values() if r.harm]
    harms = [edge for name in relations for edge in store.edges(name)]
    feared = feared_error(query.text) if harms else None
    if feared is None:
        return []
    names = store.names({edge.object for edge in harms})
    situations = [
        edge
        for edge in harms
        if any(feared in error_kinds(name.lower()) for name in names[edge.object])
    ]
    return hits_of_subjects(_suited(situations, query, store), store, situations)


def _suited(situations: list[StoredEdge], query: Query, store: Store) -> list[StoredEdge]:
    """Return the edges to what suits some situations and is of a kind asked for."""
    keys = [edge.subject for edge in situations]
    kinds = {store.vocabulary.kinds[kind] for kind in store.kinds_of(keys).values()}
    relations = {name for kind in kinds for name in kind.default_relations}
    edges: dict[Key, StoredEdge] = {}
    for edge in store.edges_at("object", relations, keys):
        edges.setdefault(edge.subject, edge)
    kind_of = store.kinds_of(edges)
    wanted = set(query.answer_kinds).intersection(kind_of.values())
    if not wanted and any(store.vocabulary.kinds[kind].prior for kind in query.answer_kinds):
        return []  # a tool is asked for, not a metric
    return sorted(
        (edge for key, edge in edges.items() if not wanted or kind_of[key] in wanted),
        key=lambda edge: edge.subject,
    )
