"""Leftovers: what the sentence that asks says, and the best candidate does not account for."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence

from kg._typing import NamedTuple
from kg.answer.ranking_weights import WEIGHTS
from kg.question import Query
from kg.question.answer_form import asks_how_it_works
from kg.question.cue_matching import STRONG_CUE
from kg.question.requests import (
    asks_for_name,
    asks_how_to,
    main_word,
    names_fact,
    request_start,
    wants_price,
    wants_work,
)
from kg.text.language import language
from kg.text.normal_forms import Stem
from kg.text.word_list import frequency

COMMON_FREQUENCY = 1_000_000
"""Frequency in English from which a word that is left over says nothing."""

RARE_FREQUENCY = 300
"""Frequency in English up to which a word says as much as any can."""

MIN_RARITY = 0.1
"""The least that a word says, however common."""

NUMBER_RARITY = 0.3
"""Rarity that any number counts with."""

MIN_LEFT = 0.3
"""Share (0-1) of a word left over from which it is not accounted for."""


class Leftovers(NamedTuple):
    """The leftovers of the sentence that asks, each in 0-1; 0 where there are none.

    unknown_weight: share of its content that is words unknown to the graph, by rarity in English.
    rarest: rarity of the rarest word that is left over.
    main_word: the noun that it asks for, or the verb of "how do I ...", is left over.
    fact: it wants a person, a time, a place or an amount, and no cue says which.
    price: it is about money.
    work: it wants something made, such as code.
    how_to: it asks how something is done, and a word is left over.
    undefined: it asks what something is that no concept is named.
    extended_name: it asks what something is whose name goes on where that of a concept ends.
    fact_noun: it speaks of a fact that a graph seldom has, such as a year or a licence.
    choice: it leaves a choice between two things that are both left over: "mean or median".
    modifier: a word that is left over stands before a name: "adjusted R squared".
    why: it asks why.
    """

    unknown_weight: float = 0.0
    rarest: float = 0.0
    main_word: float = 0.0
    fact: float = 0.0
    price: float = 0.0
    work: float = 0.0
    how_to: float = 0.0
    undefined: float = 0.0
    extended_name: float = 0.0
    fact_noun: float = 0.0
    choice: float = 0.0
    modifier: float = 0.0
    why: float = 0.0


def find_leftovers(
    query: Query, matched: Mapping[Stem, float], covered: Collection[int]
) -> Leftovers:
    """Find what a candidate leaves over of a question.

    Args:
        query: the question.
        matched: for each term of the question the weight of the candidate's best field that has it.
        covered: positions of the words that a chain to the candidate accounts for.
    """
    lang = language()
    fact_nouns = lang.request.time_nouns | lang.request.fact_nouns
    span = query.asking_span or range(len(query.words))
    asking = query.words[span.start : span.stop]
    cue_positions = {n for cue in query.cues if cue.strength >= STRONG_CUE for n in cue.span}
    left = _left_over(query, span, matched, cue_positions.union(covered))
    rarity = {n: _rarity(query.words[n]) for n in left} if any(left.values()) else {}
    unknown = set(query.out_of_vocabulary)
    at = request_start(asking)
    request = asking[at:]
    main = None if asks_for_name(request) else main_word(request)
    is_cued = not cue_positions.isdisjoint(span)
    start = span.start + at
    is_kind_asked = not query.kind_positions.isdisjoint({start, start + 2})
    is_undefined, is_extended = (
        (False, False) if is_cued else _undefined(query, range(start, span.stop), request)
    )
    return Leftovers(
        unknown_weight=sum(r for n, r in rarity.items() if query.words[n] in unknown)
        / (sum(rarity.values()) or 1.0),
        rarest=max((left[n] * r for n, r in rarity.items()), default=0.0),
        main_word=0.0 if main is None else float(left.get(start + main, 0.0) >= MIN_LEFT),
        fact=float(names_fact(request) and not is_cued and not is_kind_asked),
        price=float(
            wants_price([query.words[n] for n in span if n not in query.mentioned_positions])
        ),
        work=float(wants_work(request)),
        how_to=float(
            asks_how_to(request)
            and not asks_for_name(request)
            and any(s >= MIN_LEFT for s in left.values())
        ),
        undefined=float(is_undefined),
        extended_name=float(is_extended),
        fact_noun=float(
            any(
                query.words[n] in fact_nouns and n not in query.mentioned_positions
                for n, share in left.items()
                if share
            )
        ),
        choice=float(_is_open_choice(query.words, left)),
        modifier=_modifier(query, left),
        why=float(not lang.interrogative.reason.isdisjoint(request[:1])),
    )


def _is_open_choice(words: Sequence[str], left: Mapping[int, float]) -> bool:
    """Return True if an "or" stands between two words that are left over."""
    disjunctions = language().words.disjunctions
    return any(
        word in disjunctions and _near(left, range(n - 2, n)) and _near(left, range(n + 1, n + 3))
        for n, word in enumerate(words)
    )


def _near(left: Mapping[int, float], positions: range) -> bool:
    return any(left.get(n, 0.0) >= MIN_LEFT for n in positions)


def _modifier(query: Query, left: Mapping[int, float]) -> float:
    """Return the share that is left over of the word before a name, or behind one."""
    shares = [
        max(left.get(mention.start - 1, 0.0), left.get(mention.end, 0.0))
        for mention in query.mentions
    ]
    return max(shares, default=0.0)


def extends_name(query: Query, matched: Mapping[Stem, float]) -> bool:
    """Return True if a question for the definition of a concept names something else.

    In "SageMaker Pipelines, what is it" the name goes on where that of a known concept ends.
    `matched` are the words of the concept, as for `find_leftovers`. Words that it has say no more
    than its name does: "the TensorFlow library".
    """
    named = query.mentioned_positions
    left = _left_over(query, range(len(query.words)), matched, named)
    asking = {stem for phrase in language().form.definition for stem in phrase}
    return any(
        share >= MIN_LEFT
        and (n - 1 in named or n + 1 in named)
        and query.stems[n] not in asking
        and not (n + 1 == len(query.words) and asks_how_it_works(query.words))
        for n, share in left.items()
    )


def _left_over(
    query: Query, span: range, matched: Mapping[Stem, float], covered: Collection[int]
) -> dict[int, float]:
    """Return for each content word of a span the share (0-1) of it that is left over."""
    unknown = set(query.out_of_vocabulary)
    known = {term.stem for term in query.terms}
    left = {}
    for n in span:
        if n in query.kind_positions or n not in query.content_positions:
            continue
        if query.words[n] in unknown:
            left[n] = 1.0
        elif query.stems[n] in known:
            share = 1 - min(1.0, matched.get(query.stems[n], 0.0) / WEIGHTS.definition)
            left[n] = 0.0 if n in covered else share
    return left


def _undefined(query: Query, span: range, request: Sequence[str]) -> tuple[bool, bool]:
    """Tell whether the name that a definition is wanted of is unknown, and extends a known one.

    The name is the words up to the next that says nothing: "what is a canary deployment for".
    `request` are the words of the span.
    """
    lang = language()
    verbs, frame = lang.request.definition_verbs, lang.request.definition_frame
    asks = query.wants_definition or not verbs.isdisjoint(request[:1])
    if not asks or query.wants_name or asks_for_name(request):
        return False, False
    words, named = query.words, query.mentioned_positions
    start = next((n for n in span if words[n] not in frame), span.stop)
    contentless = lang.contentless_words
    end = next(
        (n for n in range(start, span.stop) if words[n] in contentless and n not in named),
        span.stop,
    )
    free = [n for n in range(start, end) if n not in named and n not in query.kind_positions]
    if not free or any(words[n].isdigit() for n in free):
        return False, False
    return True, any(n - 1 in named or n + 1 in named for n in free)


def _rarity(word: str) -> float:
    """Return how rare a word is in English: MIN_RARITY-1."""
    if word.isdigit():
        return NUMBER_RARITY
    share = math.log(COMMON_FREQUENCY / (frequency(word) + 1))
    return min(1.0, max(MIN_RARITY, share / math.log(COMMON_FREQUENCY / RARE_FREQUENCY)))
