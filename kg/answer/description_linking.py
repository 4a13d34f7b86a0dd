"""Concepts that a question describes instead of naming them."""

from __future__ import annotations

from collections.abc import Iterator

from kg.answer.ranking import CANDIDATES, rank
from kg.question import KindMention, Mention, Query
from kg.store import Store

_OPENS = frozenset("that which who whose where with".split())
"""Words that open a description: "the problem that predicts a number"."""

LEAST, CLEAR = 0.2, 1.25
"""Share of a description's words, by their weight, that a concept must account for, and how many
times the share of the next one."""


def described(query: Query, store: Store) -> Iterator[Mention]:
    """What is meant by a kind with a description, where nothing in it is called by name.

    In "metrics for the kind of problem that predicts a number" this is the problem that best
    fits "predicts a number".
    """
    for noun in query.kind_mentions:
        opens = noun.end < len(query.words) and query.words[noun.end] in _OPENS
        if opens and all(mention.end <= noun.end for mention in query.mentions):
            yield from _best(query, noun, store)


def _best(query: Query, noun: KindMention, store: Store) -> Iterator[Mention]:
    clause = range(noun.end + 1, len(query.words))
    said = {query.stems[n] for n in clause}
    terms = tuple(term for term in query.terms if term.stem in said)
    stems = [stem for term in terms for stem in (term.stem, *term.near)]
    among = store.search(stems, CANDIDATES, noun.kinds)
    asked = query._replace(
        answer_kinds=noun.kinds,
        mentions=(),
        cues=(),
        asks=(),
        terms=terms,
        out_of_vocabulary=tuple(
            word for word in query.out_of_vocabulary if word in query.words[clause.start :]
        ),
    )
    ranked = rank(asked, [], store, among=among)
    least = max(LEAST, CLEAR * ranked[1].coverage if len(ranked) > 1 else 0.0)
    if ranked and ranked[0].coverage >= least:
        text = " ".join(query.words[noun.start : clause.stop])
        yield Mention((ranked[0].key,), noun.start, clause.stop, "described", text)
