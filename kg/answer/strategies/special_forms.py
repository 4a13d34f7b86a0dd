"""Answer questions that want a verdict or a number rather than concepts."""

from __future__ import annotations

from collections.abc import Sequence

from kg.answer.reading import describe_reading
from kg.answer.result import Answer, Hit, ResultKind
from kg.answer.strategies.naming import find_by_spelling
from kg.answer.strategies.quantity import find_limit, limited_concepts
from kg.answer.strategies.remaining import find_complement, find_remaining
from kg.answer.strategies.situation import answer_situation
from kg.answer.strategies.verdict import judge
from kg.answer.strategies.weakness import find_weakness
from kg.question import Query
from kg.store import Store


def answer_special_form(query: Query, store: Store) -> Answer | None:
    """Return the answer to a question for yes or no, for a bound, or for how many there are.

    None where it is no such question, or where it must be answered otherwise.
    """
    if query.wants_verdict:
        verdict, hits = judge(query, store)
        return _answer(query, "verdict", hits, store)._replace(verdict=verdict)
    fitting = answer_situation(query, store)
    if fitting is not None:
        answer = _answer(query, "list" if len(fitting) > 1 else "answer", fitting, store)
        if fitting:
            return answer
        nearest = tuple(concept.name for concept, _ in limited_concepts(query, store))
        return answer._replace(suggestions=nearest)
    spelt = find_by_spelling(query, store)
    if spelt is not None:
        return _answer(query, "list" if len(spelt) > 1 else "answer", spelt, store)
    weak = find_weakness(query, store)
    if weak is not None:
        return _answer(query, "answer", weak, store)
    rest = find_remaining(query, store) if query.answer_form != "comparison" else None
    if rest is None:
        rest = find_complement(query, store)
    if rest:
        return _answer(query, "list" if len(rest) > 1 else "answer", rest, store)
    bound = find_limit(query, store)
    if bound is not None:
        number, hit = bound
        hits = [hit] if number is not None else []
        return _answer(query, "count", hits, store)._replace(number=number)
    if query.wants_count:
        counted = _listed(query, store)
        if counted:
            return _answer(query, "count", counted, store)._replace(number=len(counted))
    return None


def _answer(query: Query, kind: ResultKind, hits: Sequence[Hit], store: Store) -> Answer:
    """Return the answer of some hits; its kind is "none" without hits, unless it is a verdict."""
    is_answered = bool(hits) or kind == "verdict"
    reading = describe_reading(query, store)
    return Answer(query.text, kind if is_answered else "none", reading, is_answered, tuple(hits))


def _listed(query: Query, store: Store) -> list[Hit]:
    """Return all concepts that the question asks to count; empty if it can't be told."""
    from kg.answer.strategy_choice import answer_in_full

    listing = query._replace(answer_form="list") if query.answer_kinds else query
    _, kind, hits = answer_in_full(listing, store, len(store), ())
    return hits if kind == "list" else []
