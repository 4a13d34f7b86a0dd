"""Answer what does not fit a situation: the metric that misleads, the option to avoid."""

from __future__ import annotations

from collections.abc import Collection

from kg.answer.reasons import STATED_SCORE, hits_of_subjects
from kg.answer.result import Hit
from kg.model.concept import Concept
from kg.question import Query
from kg.question.cue_matching import STRONG_CUE
from kg.question.error_costs import error_kinds, feared_error
from kg.question.imbalance import speaks_of_imbalance
from kg.store import Key, Store
from kg.text.language import language, pattern


def find_misfit(query: Query, store: Store) -> list[Hit] | None:
    """Return what does not fit the situation that a question tells of, if it asks for that.

    "Nearly all cases are negative, which metric will fool me" asks for the metric that is unsuited
    to many true negatives.

    Returns:
        Those of the kind asked for, stated ones first. None if the question does not ask for what
        does not fit, or tells of no situation that something is unsuited to.
    """
    if not _asks_for_misfit(query, store):
        return None
    relations = [r.name for r in store.vocabulary.relations.values() if r.opposite]
    edges = [edge for name in relations for edge in store.edges(name)]
    kind_of = store.kinds_of({edge.subject for edge in edges})
    edges = [e for e in edges if not query.answer_kinds or kind_of[e.subject] in query.answer_kinds]
    told = _told_situations({edge.object for edge in edges}, query, store)
    hits = hits_of_subjects((edge for edge in edges if edge.object in told), store)
    stated = [hit for hit in hits if hit.score == STATED_SCORE]
    return stated or hits or None


def _asks_for_misfit(query: Query, store: Store) -> bool:
    span = query.asking_span
    asking = " ".join(query.words[span.start : span.stop])
    if pattern(language().misfit.judged).search(asking):
        return True
    return any(
        ask.strength >= STRONG_CUE and store.relation(ask.relation).opposite for ask in query.asks
    )


def _told_situations(situations: Collection[Key], query: Query, store: Store) -> set[Key]:
    """Return the situations that the question tells of: by name, by their error, or imbalance."""
    is_imbalanced, feared = speaks_of_imbalance(query.text), feared_error(query.text)

    def is_told(concept: Concept) -> bool:
        names = [name.lower() for name in (concept.name, *concept.aliases, *concept.hidden)]
        if any(map(speaks_of_imbalance, names)):
            return is_imbalanced
        return feared is not None and any(feared in error_kinds(name) for name in names)

    concepts = store.concepts(situations)
    mentioned = query.mentioned_keys
    return {key for key, concept in concepts.items() if key in mentioned or is_told(concept)}
