"""Choose between concepts that a question names: "precision or recall, which one is wrong here"."""

from __future__ import annotations

from itertools import pairwise

from kg.answer.chain_joins import find_chains
from kg.answer.ranking import rank
from kg.answer.reasons import edge_reasons, make_hit, match_reasons
from kg.answer.result import Hit, Reason
from kg.answer.strategies.feared_error import suits_feared_error
from kg.question import Query
from kg.store import Key, Store
from kg.text.language import language
from kg.text.phrase_matching import has_phrase

CHOICE_SCORE = 0.7
"""Score of the concept that is chosen by the words that speak for it."""

VOUCHED_SCORE = 0.9
"""Score of the concept that is chosen by what suits the error that is feared."""

MIN_CHOICE_LEAD = 0.02
"""Lead in the ranking below which nothing speaks for one concept rather than for the other."""

MAX_OPENING = 2
"""Position before which two names joined by "or" open the question, which then wants a choice."""


def choose_mentioned(query: Query, store: Store) -> list[Hit] | None:
    """Choose between two concepts of one kind that a question names.

    Returns:
        The chosen concept first: the one that fits, or where the question asks which does not,
        the other one. Empty if nothing speaks for either. None if the question names no two
        concepts to choose from, or says nothing by which to choose.
    """
    pair = _choices(query, store)
    if pair is None:
        return None
    best, score, reasons = _fitting(pair, query, store)
    rejects = has_phrase(query.words, language().negation.rejections)
    if best is None or (rejects and score < VOUCHED_SCORE):
        return []  # that words speak for one concept does not vouch against the other
    chosen = pair[1 - pair.index(best)] if rejects else best
    return [make_hit(store.concept(chosen), score, reasons)]


def _choices(query: Query, store: Store) -> tuple[Key, Key] | None:
    """Return the two neighbouring mentions between which the question wants a choice."""
    lang = language()
    joints = lang.words.determiners | lang.form.choice_joints
    is_marked = has_phrase(query.words, lang.form.choices)
    for one, other in pairwise(query.mentions):
        between = query.words[one.end : other.start]
        pair = one.keys[0], other.keys[0]
        is_joined = bool(between) and joints.issuperset(between)
        is_opening = one.start < MAX_OPENING and not lang.words.disjunctions.isdisjoint(between)
        if not is_joined or pair[0] == pair[1] or not (is_marked or is_opening):
            continue
        if query.content_positions <= {*one.span, *other.span}:
            continue  # nothing is said by which to choose
        if len(set(store.kinds_of(pair).values())) == 1:
            return pair
    return None


def _fitting(
    pair: tuple[Key, Key], query: Query, store: Store
) -> tuple[Key | None, float, list[Reason]]:
    """Return the one of two concepts that fits the question, its score, and the reasons for it."""
    suited = {hit.concept.id: hit for hit in suits_feared_error(query, store)}
    fits = [key for key in pair if store.concept(key).id in suited]
    if len(fits) == 1:
        return fits[0], VOUCHED_SCORE, list(suited[store.concept(fits[0]).id].because)
    named = {n for mention in query.mentions if mention.keys[0] in pair for n in mention.span}
    stems = {stem for n, stem in enumerate(query.stems) if n not in named}
    rest = query._replace(
        mentions=tuple(m for m in query.mentions if m.keys[0] not in pair),
        terms=tuple(term for term in query.terms if term.stem in stems),
        answer_kinds=(),
    )
    best, second = rank(rest, find_chains(rest, store), store, among=pair)
    if best.score - second.score < MIN_CHOICE_LEAD:
        return None, 0.0, []
    reasons = [*match_reasons(rest, store.concept(best.key)), *edge_reasons(store, best.edges)]
    return best.key, CHOICE_SCORE, reasons
