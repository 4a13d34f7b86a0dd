"""Answer a question from a graph: analyse it, try the strategies, and compose the Answer."""

from __future__ import annotations

from collections.abc import Sequence

from kg.answer.reading import describe_reading
from kg.answer.result import Answer, ResultKind
from kg.answer.strategies.card_match import match_card
from kg.answer.strategies.definition import define
from kg.answer.strategies.sequence import answer_by_position
from kg.question import Query, understand
from kg.store import Store
from kg.text.language import language

DEFAULT_LIMIT = 5
"""Number of hits when no limit is given. Lists and paths are then given in full."""


WHOLE_KINDS = ("list", "path", "order", "count")
"""Forms of answer that are given in full where no limit is given."""

MAX_KNOWN_SUGGESTIONS = 3
"""Number of concepts mentioned or nearest that are suggested where no name is like the question."""

MIN_CONFIDENCE = 0.2
"""Score of the best hit below which an answer is refused. Scores of ranked hits are calibrated
probabilities: of such answers less than a fifth are right."""

_QUOTATION_MARKS = "'\"‘’“”"

CONFIDENT = 0.3
"""Score of the best hit below which an answer is not confident: it is more likely wrong."""


def respond(
    question: str, store: Store, limit: int | None = None, options: Sequence[str] = ()
) -> Answer:
    """Answer a question from a graph.

    Args:
        question: the question in any words; misspellings are corrected.
        store: the graph.
        limit: maximum number of hits; None gives lists and paths in full, and otherwise 5 hits.
        options: answers to choose from, each a name or a phrase that contains one. Only the
            concepts that they name are hits then, the likeliest first.

    Returns:
        The answer; its kind is "none" when the graph does not support one.

    >>> from kg.graph_files.source_files import shipped_graph
    >>> from kg.store import open_store
    >>> store = open_store(shipped_graph(), None)
    >>> respond("which tool tunes hyperparameters", store).hits[0].concept.name
    'SageMaker Automatic Model Tuning'
    >>> store.close()
    """
    query = understand(question, store)
    answer = _respond(query, store, limit, options)
    if options or not store.card_count:
        return answer
    # Imported late: few graphs have cards.
    from kg.answer.strategies.quote_card import answer_with_cards

    with_cards = answer_with_cards(query, answer, store, limit)
    if with_cards.hits or with_cards.verdict or not answer.hits:
        return with_cards
    return _refuse(query, answer.reading, store, [hit.concept.name for hit in answer.hits])


def _respond(query: Query, store: Store, limit: int | None, options: Sequence[str]) -> Answer:
    """Answer a question from the concepts and edges of a graph."""
    max_hits = DEFAULT_LIMIT if limit is None else limit
    special = None if options else _answer_special_form(query, store)
    if special is not None:
        if not special.hits and not special.verdict:
            return _refuse(query, special.reading, store, special.suggestions)
        is_whole = limit is None and special.kind in WHOLE_KINDS
        return special if is_whole else special._replace(hits=special.hits[:max_hits])
    kind: ResultKind
    if _only_names_concept(query) and not options:
        reading, kind = describe_reading(query, store), "definition"
        hits = define(query, (), store, max_hits)
    else:
        # Imported late: a question that only names a concept needs no chains.
        from kg.answer.conditions import weigh_conditions
        from kg.answer.strategy_choice import answer_in_full

        reading, kind, hits = answer_in_full(query, store, max_hits, options)
        if not options and len(query.mentions) > 1:
            hits = weigh_conditions(query, hits, store)
    card = None if options else match_card(query, store)
    if card is not None:
        rest = [h for h in hits if h.concept.id != card.concept.id]
        kind, hits = "answer", [card, *rest][:max_hits]
    if not hits:
        return _refuse(query, reading, store)
    if limit is None and (options or kind in WHOLE_KINDS):
        max_hits = len(hits)
    if not options and hits[0].score < MIN_CONFIDENCE:
        return _refuse(query, reading, store, [hit.concept.name for hit in hits])
    is_confident = hits[0].score >= CONFIDENT
    return Answer(query.text, kind, reading, is_confident, tuple(hits[:max_hits]))


def _refuse(query: Query, reading: str, store: Store, nearest: Sequence[str] = ()) -> Answer:
    """Return a refusal that suggests names like the question's, mentioned, or nearest to it."""
    from kg.linking.fuzzy import suggest  # imported late: most questions have an answer

    known = [concept.name for concept in store.concepts(query.mentioned_keys).values()]
    known += [name for name in nearest if name not in known]
    suggestions = suggest(store, " ".join(query.words)) or known[:MAX_KNOWN_SUGGESTIONS]
    return Answer(query.text, "none", reading, False, (), tuple(suggestions))


def _answer_special_form(query: Query, store: Store) -> Answer | None:
    """Answer a question about positions, for a verdict or a number; None for all others."""
    position = answer_by_position(query, store)
    if position is not None:
        kind, hits, number = position
        reading = describe_reading(query, store)
        return Answer(query.text, kind, reading, bool(hits), tuple(hits), number=number)
    if not _wants_special_form(query):
        return None
    # Imported late: most questions want neither yes, no nor a number.
    from kg.answer.strategies.special_forms import answer_special_form

    return answer_special_form(query, store)


def _wants_special_form(query: Query) -> bool:
    """Return True if a question may want a verdict, a number, a weakness, or a situation's fit."""
    lang = language()
    if query.wants_verdict or query.wants_count or not lang.special_hints.isdisjoint(query.words):
        return True
    if any(quantity.dimension for quantity in query.quantities):
        return True
    if len(query.mentions) > 1 and not lang.form.choice_joints.isdisjoint(query.words):
        return True
    if sum(map(query.text.count, _QUOTATION_MARKS)) > 1:
        return True  # it may ask how names are spelt; "what's" quotes nothing
    text = query.text.lower()
    return any(hint in text for hint in (*lang.error.hints, *lang.misfit.hints))


def _only_names_concept(query: Query) -> bool:
    """Return True if the question names a concept and asks no more than what it is."""
    if query.answer_form != "definition" or query.answer_kinds or query.ordinal is not None:
        return False
    asking = [part.span for part in query.cues] + [part.span for part in query.kind_mentions]
    return not any(map(query.mentioned_positions.isdisjoint, asking))
