"""Answer which concepts suit a situation by the error that a question fears."""

from __future__ import annotations

from kg.answer.reasons import edge_reasons, make_hit
from kg.answer.result import Hit
from kg.question import Query
from kg.question.cue_matching import STRONG_CUE
from kg.question.error_costs import error_kinds, feared_error
from kg.store import Key, Store, StoredEdge

STATED_SCORE = 0.9
"""Score of an answer that the deck states, given the error that is feared."""

BACKGROUND_SCORE = 0.7
"""Score of an answer that rests on background."""


def answer_feared_error(query: Query, store: Store) -> list[Hit]:
    """Return what suits the error that a question fears, if it asks for nothing else.

    Empty if it asks for what does not fit, what something is, or another kind of concept.
    """
    asks_against = any(
        ask.strength >= STRONG_CUE and store.relation(ask.relation).negative for ask in query.asks
    )
    if query.wants_definition or query.wants_name or asks_against:
        return []
    return suits_feared_error(query, store)


def suits_feared_error(query: Query, store: Store) -> list[Hit]:
    """Return what suits the situation in which the error that a question fears does harm.

    Where missing a case "would be a disaster", it is the metric that suits costly false negatives.
    Empty if the graph links no error to a situation, if the question fears no one error, or if it
    asks for a kind of concept that none of them is.
    """
    relations = [r.name for r in store.vocabulary.relations.values() if r.harm]
    harms = [edge for name in relations for edge in store.edges(name)]
    if not harms:
        return []
    feared = feared_error(query.text)
    names = store.names({edge.object for edge in harms})
    situations = [
        edge
        for edge in harms
        if feared is not None and any(feared in error_kinds(n.lower()) for n in names[edge.object])
    ]
    suited = _suited(situations, query, store)
    subjects = store.concepts(edge.subject for edge in suited)
    return [
        make_hit(
            subjects[edge.subject],
            STATED_SCORE if edge.status != "background" else BACKGROUND_SCORE,
            edge_reasons(store, [edge, *situations]),
        )
        for edge in suited
    ]


def _suited(situations: list[StoredEdge], query: Query, store: Store) -> list[StoredEdge]:
    """Return the edges to what suits some situations and is of a kind asked for, stated first."""
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
        key=lambda edge: (edge.status == "background", edge.subject),
    )
