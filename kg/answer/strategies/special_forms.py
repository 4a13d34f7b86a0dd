"""Answer questions that want a verdict or a number rather than concepts."""

from __future__ import annotations

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
    reading = describe_reading(query, store)
    if query.wants_verdict:
        verdict, hits = judge(query, store)
        return Answer(query.text, "verdict", reading, True, tuple(hits), verdict=verdict)
    fitting = answer_situation(query, store)
    if fitting is not None:
        kind: ResultKind = "list" if len(fitting) > 1 else "answer" if fitting else "none"
        nearest = () if fitting else tuple(c.name for c, _ in limited_concepts(query, store))
        return Answer(query.text, kind, reading, bool(fitting), tuple(fitting), nearest)
    spelt = find_by_spelling(query, store)
    if spelt is not None:
        kind = "list" if len(spelt) > 1 else "answer" if spelt else "none"
        return Answer(query.text, kind, reading, bool(spelt), tuple(spelt))
    weak = find_weakness(query, store)
    if weak is not None:
        kind = "answer" if weak else "none"
        return Answer(query.text, kind, reading, bool(weak), tuple(weak))
    rest = find_remaining(query, store) if query.answer_form != "comparison" else None
    if rest is None:
        rest = find_complement(query, store)
    if rest:
        kind = "list" if len(rest) > 1 else "answer"
        return Answer(query.text, kind, reading, True, tuple(rest))
    bound = find_limit(query, store)
    if bound is not None:
        number, hit = bound
        if number is None:
            return Answer(query.text, "none", reading, False)
        return Answer(query.text, "count", reading, True, (hit,), number=number)
    if query.wants_count:
        counted = _listed(query, store)
        if counted:
            number, hits = len(counted), counted
            return Answer(query.text, "count", reading, True, tuple(hits), number=number)
    return None


def _listed(query: Query, store: Store) -> list[Hit]:
    """Return all concepts that the question asks to count; empty if it can't be told."""
    from kg.answer.strategy_choice import answer_in_full

    listing = query._replace(answer_form="list") if query.answer_kinds else query
    _, kind, hits = answer_in_full(listing, store, len(store), ())
    return hits if kind == "list" else []
