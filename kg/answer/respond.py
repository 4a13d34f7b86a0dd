"""From a Query to an Answer."""

from __future__ import annotations

from collections.abc import Sequence

from kg.answer.explanation import interpretation
from kg.answer.result import Answer, AnswerKind
from kg.answer.strategies.card_match import asked
from kg.answer.strategies.definition import defined
from kg.question import Query, understand
from kg.store import Store

HITS = 5
"""Hits given when no number is asked for. Lists are given whole."""


def respond(
    question: str, store: Store, limit: int | None = None, options: Sequence[str] = ()
) -> Answer:
    """Answer a question from a graph.

    Args:
        question: in any words; misspellings are repaired.
        store: the graph.
        limit: how many hits at most; None gives a list whole and anything else 5.
        options: answers to choose from, each a name or a phrase that contains one; only the
            concepts that they call are hits then, the likeliest first.

    Returns:
        The answer; its kind is "none" when the graph does not support one.

    >>> from kg.graph_files.load import shipped_graph
    >>> from kg.store import open_store
    >>> store = open_store(shipped_graph(), None)
    >>> respond("which tool tunes hyperparameters", store).hits[0].concept.name
    'SageMaker Automatic Model Tuning'
    >>> store.close()
    """
    query = understand(question, store)
    most = HITS if limit is None else limit
    kind: AnswerKind
    if _is_name(query) and not options:
        said, kind = interpretation(query, store), "definition"
        hits = defined(query, (), store, most)
    else:
        from kg.answer.strategies.reasoning import (
            reasoned,  # imported late: a name alone does without
        )

        said, kind, hits = reasoned(query, store, most, options)
    card = None if options else asked(query, store)
    if card is not None:
        rest = [h for h in hits if h.concept.id != card.concept.id]
        kind, hits = "answer", [card, *rest][:most]
    if not hits:
        from kg.linking.fuzzy import suggest

        text = " ".join(query.words)
        return Answer(question, "none", said, False, (), tuple(suggest(store, text)))
    if limit is None and (options or kind in ("list", "path")):
        most = len(hits)
    return Answer(question, kind, said, True, tuple(hits[:most]))


def _is_name(query: Query) -> bool:
    """Whether a question calls something by name, and asks no more than what that is."""
    if query.answer_form != "definition" or query.answer_kinds or query.ordinal is not None:
        return False
    named = {n for mention in query.mentions for n in mention.span}
    asking = [part.span for part in query.cues] + [part.span for part in query.kind_mentions]
    return not any(map(named.isdisjoint, asking))
