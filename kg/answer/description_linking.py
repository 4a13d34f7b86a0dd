"""Concepts that a question describes without naming them."""

from __future__ import annotations

from collections.abc import Iterator

from kg.answer.ranking import MAX_CANDIDATES, rank
from kg.question import KindMention, Mention, Query
from kg.store import Store
from kg.text.language import language

MIN_DESCRIPTION_COVERAGE = 0.2
"""Share of a description's words, by weight, that a concept must account for."""

MIN_COVERAGE_RATIO = 1.25
"""Least ratio of the best concept's coverage to that of the next one."""


def link_descriptions(query: Query, store: Store) -> Iterator[Mention]:
    """Yield the concepts meant by a kind and a description that names no concept.

    In "metrics for the kind of problem that predicts a number", it is the problem that fits
    "predicts a number" best.
    """
    openers = language().words.description_openers
    for noun in query.kind_mentions:
        is_described = noun.end < len(query.words) and query.words[noun.end] in openers
        if is_described and all(mention.end <= noun.end for mention in query.mentions):
            yield from _best_fit(query, noun, store)


def _best_fit(query: Query, noun: KindMention, store: Store) -> Iterator[Mention]:
    """Yield the concept of the kind that clearly fits the description best, if there is one."""
    clause = range(noun.end + 1, len(query.words))
    clause_stems = {query.stems[n] for n in clause}
    terms = tuple(term for term in query.terms if term.stem in clause_stems)
    stems = [stem for term in terms for stem in (term.stem, *term.synonyms)]
    candidates = store.search(stems, MAX_CANDIDATES, noun.kinds)
    clause_query = query._replace(
        answer_kinds=noun.kinds,
        mentions=(),
        cues=(),
        asks=(),
        terms=terms,
        out_of_vocabulary=tuple(
            word for word in query.out_of_vocabulary if word in query.words[clause.start :]
        ),
    )
    ranked = rank(clause_query, [], store, among=candidates)
    required = max(
        MIN_DESCRIPTION_COVERAGE,
        MIN_COVERAGE_RATIO * ranked[1].coverage if len(ranked) > 1 else 0.0,
    )
    if ranked and ranked[0].coverage >= required:
        text = " ".join(query.words[noun.start : clause.stop])
        yield Mention((ranked[0].key,), noun.start, clause.stop, "described", text)
