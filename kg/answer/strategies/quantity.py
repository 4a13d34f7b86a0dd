"""Answer from a concept's limits: what they are, and whether quantities of a question keep them."""

from __future__ import annotations

from collections.abc import Sequence

from kg.answer.reasons import card_reasons
from kg.answer.result import Count, Hit, Reason, Verdict
from kg.model.attributes import Limit
from kg.model.concept import Concept
from kg.question import Query
from kg.question.quantities import Quantity, unit_of
from kg.store import Store
from kg.text.language import language
from kg.text.normal_forms import stem, words
from kg.text.phrase_matching import has_phrase

LIMIT_SCORE = 0.9
"""Score of a concept whose limits the quantities of a question keep."""

NEAR_LIMIT = 0.05
"""Share (0-1) of a limit from which a quantity is large for it."""

MAX_SEARCHED = 2_000
"""Number of concepts up to which all are searched for limits."""

_TOLERANCE = 1e-9  # of numbers that were multiplied


def check_limits(query: Query, store: Store) -> tuple[Verdict, Hit] | None:
    """Say whether the quantities of a question keep the limits of a concept that it names.

    None where no named concept has a limit for one of them. It is "unknown" where a quantity has
    no limit, and "no" as soon as one is beyond its limit.
    """
    for concept in _named(query, store):
        limits = concept.attributes.limits
        judged = [(quantity, _limit_for(quantity, limits)) for quantity in query.quantities]
        if not any(limit for _, limit in judged):
            continue
        reasons = []
        verdict: Verdict = "yes"
        for quantity, limit in judged:
            if limit is None:
                verdict = "unknown" if verdict == "yes" else verdict
                continue
            if not _keeps(quantity, limit):
                verdict = "no"
            reasons.append(_limit_reason(concept, limit))
        return verdict, Hit(concept, 1.0, (*dict.fromkeys(reasons), *card_reasons(concept)))
    return None


def find_limit(query: Query, store: Store) -> tuple[Count, Hit] | None:
    """Answer a question for the greatest or least value of something that a concept limits.

    Returns:
        The bound and the concept; the bound is None where the concept that is asked about has no
        such limit. None altogether if the question asks for no bound.
    """
    asked, bounds = set(query.words), language().quantity
    wants_least = not bounds.minimum.isdisjoint(asked)
    unit = _unit_asked(query)
    dimension = _dimension_asked(query, unit)
    if dimension is None and bounds.maximum.isdisjoint(asked) and not wants_least:
        return None
    concepts = _named(query, store)
    for concept in concepts:
        limit = _limit_asked(query, concept.attributes.limits, dimension)
        bound = None if limit is None else (limit.min if wants_least else limit.max)
        if limit is not None and bound is not None:
            reason = _limit_reason(concept, limit)
            hit = Hit(concept, 1.0, (reason, *card_reasons(concept)))
            return _count(bound, limit.unit, unit), hit
    is_bound_asked = not (bounds.maximum | bounds.minimum).isdisjoint(asked - bounds.vague_bounds)
    if is_bound_asked and len(concepts) == 1 and any(c.attributes.limits for c in _all(store)):
        return None, Hit(concepts[0], 0.0)
    return None


def find_within_limits(query: Query, store: Store) -> list[Hit] | None:
    """Return the concepts whose limits the quantities of a question keep, or, denied, break.

    "50 minutes for each request, which option" asks for those that admit 50 minutes; "which one
    can't we use", for those that don't.

    Returns:
        Those concepts; empty if the graph limits such quantities and none fits. None if no limit
        is of a kind that the question asks for or speaks of, or if the question names the concept.
    """
    limited = limited_concepts(query, store)
    named = {concept.id for concept in _named(query, store)}
    if not limited or any(concept.id in named for concept, _ in limited):
        return None
    asking = query.words[query.asking_span.start : query.asking_span.stop]
    rejects = has_phrase(asking, language().negation.rejections)
    hits = []
    for concept, pairs in limited:
        keeps = all(_keeps(quantity, limit) for quantity, limit in pairs)
        is_near = any(_is_near(quantity, limit) for quantity, limit in pairs)
        if keeps != rejects and (is_near or rejects):
            reasons = dict.fromkeys(_limit_reason(concept, limit) for _, limit in pairs)
            hits.append(Hit(concept, LIMIT_SCORE, (*reasons, *card_reasons(concept))))
    return hits


def limited_concepts(
    query: Query, store: Store
) -> list[tuple[Concept, list[tuple[Quantity, Limit]]]]:
    """Return the concepts with limits that bound quantities of the question, each with both.

    Only those of a kind that it asks for, or whose limits bound what it speaks of.
    """
    quantities = [quantity for quantity in query.quantities if quantity.dimension]
    found = []
    for concept in _all(store) if quantities else ():
        limits = [_limit_for(quantity, concept.attributes.limits) for quantity in quantities]
        pairs = [(q, limit) for q, limit in zip(quantities, limits, strict=True) if limit]
        if pairs and _speaks_of(query, concept):
            found.append((concept, pairs))
    return found


def _speaks_of(query: Query, concept: Concept) -> bool:
    """Return True if a question asks for the kind of a concept, or for what its limits bound."""
    if query.answer_kinds:
        return concept.kind in query.answer_kinds
    bounded = [limit.of for limit in concept.attributes.limits]
    spoken_of = {stem(word) for text in (concept.name, *bounded) for word in words(text)}
    return not spoken_of.isdisjoint(query.stems)


def _is_near(quantity: Quantity, limit: Limit) -> bool:
    """Return True if a quantity is so large that its limit matters."""
    known = unit_of(limit.unit)
    return bool(limit.max and known and quantity.size >= NEAR_LIMIT * limit.max * known[1])


def _all(store: Store) -> Sequence[Concept]:
    return list(store.concepts(store.keys()).values()) if len(store) <= MAX_SEARCHED else []


def _named(query: Query, store: Store) -> list[Concept]:
    keys = [mention.keys[0] for mention in query.mentions]
    concepts = store.concepts(keys)
    return [concepts[key] for key in dict.fromkeys(keys)]


def _limit_reason(concept: Concept, limit: Limit) -> Reason:
    text = f"{concept.name}: {limit.text()}"
    return Reason("edge", text, citation=limit.citation or concept.citation)


def _limit_for(quantity: Quantity, limits: Sequence[Limit]) -> Limit | None:
    """Return the limit that bounds a quantity: one in a unit of the same dimension."""
    for limit in limits:
        known = unit_of(limit.unit) if limit.unit else None
        if quantity.dimension == (known[0] if known else ""):
            return limit
    return None


def _keeps(quantity: Quantity, limit: Limit) -> bool:
    known = unit_of(limit.unit) if limit.unit else None
    factor = known[1] if known else 1.0
    least = float("-inf") if limit.min is None else limit.min * factor
    most = float("inf") if limit.max is None else limit.max * factor
    slack = _TOLERANCE * max(1.0, abs(quantity.size))
    return least - slack <= quantity.size <= most + slack


def _unit_asked(query: Query) -> str | None:
    """Return the unit that follows "how many" or "how much"."""
    openings = language().quantity.openings
    for n, word in enumerate(query.words):
        is_asked = any(query.words[max(0, n - len(p)) : n] == p for p in openings)
        if is_asked and unit_of(word):
            return word
    return None


def _dimension_asked(query: Query, unit: str | None) -> str | None:
    """Return the dimension of the unit asked for, or of "how long" and "how big"."""
    known = unit_of(unit) if unit else None
    if known:
        return known[0]
    bounds = language().quantity
    for dimension, phrases in (("time", bounds.time_asked), ("data", bounds.data_asked)):
        if has_phrase(query.words, phrases):
            return dimension
    return None


def _limit_asked(query: Query, limits: Sequence[Limit], dimension: str | None) -> Limit | None:
    """Return the limit that a question asks for: by its dimension, else by the quantity's name."""
    if dimension is not None:
        in_unit = [limit for limit in limits if limit.unit]
        known = ((limit, unit_of(limit.unit)) for limit in in_unit)
        return next((limit for limit, unit in known if unit and unit[0] == dimension), None)
    stems = set(query.stems)
    named = [limit for limit in limits if not stems.isdisjoint(map(stem, words(limit.of)))]
    return named[0] if named else next((limit for limit in limits if not limit.of), None)


def _count(bound: float, unit: str, asked: str | None) -> Count:
    """Return a bound as a number, or as text with its unit, converted to the unit asked for."""
    if not unit:
        return int(bound) if bound == int(bound) else bound
    text = f"{bound:.15g} {unit}"
    own, other = unit_of(unit), unit_of(asked) if asked else None
    if asked and own and other and own[0] == other[0] and own[1] != other[1]:
        return f"{bound * own[1] / other[1]:.15g} {asked} ({text})"
    return text
