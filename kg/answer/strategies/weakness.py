"""Answer what speaks against a concept: what it suits less, leaves out or demands."""

from __future__ import annotations

from kg.answer.reasons import edge_reasons, make_hit
from kg.answer.result import Hit
from kg.question import Ask, Query
from kg.question.cue_matching import STRONG_CUE
from kg.store import Store, StoredEdge
from kg.text.language import language
from kg.text.phrase_matching import has_phrase


def find_weakness(query: Query, store: Store) -> list[Hit] | None:
    """Return the concept that a question finds fault with, with what the graph says against it.

    Returns:
        The concept, with its edges of negative relations and those that lead to a condition; then
        what those edges lead to. Empty if the graph says nothing against it. None if the question
        does not ask for a weakness, or of none or several concepts.
    """
    lang = language()
    keys = list(dict.fromkeys(mention.keys[0] for mention in query.mentions))
    if len(keys) != 1 or not has_phrase(query.words, lang.negation.bad_judgements):
        return None
    if not lang.interrogative.which.isdisjoint(query.words):
        return None  # something else is asked for
    asks_when = query.words[0] in lang.interrogative.time
    if asks_when and any(_asks_against(ask, store) for ask in query.asks):
        return None  # the situations that it suits less are asked for, not the concept
    (key,) = keys
    concept = store.concept(key)
    if store.vocabulary.kinds[concept.kind].default_relations:
        return None  # "misleading with many true negatives" asks for what suits a situation less
    edges = [edge for edge in store.edges_of([key]) if edge.subject == key]
    against = [edge for edge in edges if _speaks_against(edge, store)]
    stated = [edge for edge in against if edge.status != "background"] or against
    if not stated:
        return []
    others = store.concepts(edge.object for edge in stated)
    hits = [make_hit(concept, 0.9, edge_reasons(store, stated))]
    return [*hits, *(make_hit(others[edge.object], 0.7, []) for edge in stated)]


def _asks_against(ask: Ask, store: Store) -> bool:
    return ask.strength >= STRONG_CUE and store.relation(ask.relation).negative


def _speaks_against(edge: StoredEdge, store: Store) -> bool:
    return store.relation(edge.relation).negative or bool(
        edge.qualifiers.conditions and edge.relation == "requires"
    )
