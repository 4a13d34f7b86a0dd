"""From a Query to an Answer."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable
from dataclasses import replace

from kg.answer.chains import Chain, chains
from kg.answer.explain import card, edges, hit, interpretation, matched
from kg.answer.order import at_place
from kg.answer.pairs import compare, connect
from kg.answer.rank import Ranked, rank
from kg.answer.result import Answer, AnswerKind, Hit, Reason
from kg.match import suggest
from kg.question import Query, understand
from kg.question.cues import STRONG
from kg.store import Key, Store
from kg.text import oxford

DEEPEST = 20
"""Ranked hits given at most, whatever number is asked for: beyond, little speaks for any."""

HITS = 5
"""Hits given when no number is asked for. Lists are given whole."""

CALLED = 0.9
"""Score at least of a concept that is called by name and asked about."""

SUPPORTED, SHORT = 0.4, 6
"""Share of the words of a question of up to SHORT words that say something which one of the best
hits must account for, or the answer is none."""


def respond(question: str, store: Store, limit: int | None = None) -> Answer:
    """Answer a question from a graph.

    Args:
        question: in any words; misspellings are repaired.
        store: the graph.
        limit: how many hits at most; None gives a list whole and anything else 5.

    Returns:
        The answer; its kind is "none" when the graph does not support one.

    >>> from kg.load import shipped_graph
    >>> from kg.store import open_store
    >>> store = open_store(shipped_graph(), None)
    >>> respond("which tool tunes hyperparameters", store).hits[0].concept.name
    'SageMaker Automatic Model Tuning'
    >>> store.close()
    """
    query = understand(question, store)
    said = interpretation(query, store)
    kind, hits = _hits(query, store, HITS if limit is None else limit)
    if not hits:
        text = " ".join(query.words)
        return Answer(question, "none", said, False, (), tuple(suggest(store, text)))
    most = limit if limit is not None else len(hits) if kind in ("list", "path") else HITS
    return Answer(question, kind, said, True, tuple(hits[:most]))


def _hits(query: Query, store: Store, most: int) -> tuple[AnswerKind, list[Hit]]:
    """The answer's kind and hits; of ranked ones no more than `most`, for each is explained."""
    if query.kind == "comparison":
        return "comparison", compare(query, store)
    if query.kind == "path":
        return "path", connect(query, store)
    found = chains(query, store)
    placed = at_place(query, store)
    if placed:
        return "answer", placed
    members = _members(query, found, store)
    if members and query.kind == "list":
        return "list", list(members.values())
    ranked = rank(query, found, store)
    if len(members) > 1:
        place = {r.key: n for n, r in enumerate(ranked)}
        ordered = sorted(members, key=lambda key: place.get(key, len(place)))
        return "list", [members[key] for key in ordered]
    if not ranked or not _is_supported(ranked[:3], members, query):
        return "none", []
    if query.kind == "definition":
        mentioned = query.mentions[0].keys
        ranked.sort(key=lambda r: r.key not in mentioned)
        ranked[0] = replace(ranked[0], score=max(ranked[0].score, CALLED))
        return "definition", _ranked_hits(query, ranked[: min(most, DEEPEST)], store)
    ranked.sort(key=lambda r: r.key not in members)
    return "answer", _ranked_hits(query, ranked[: min(most, DEEPEST)], store)


def _is_supported(best: list[Ranked], members: Collection[Key], query: Query) -> bool:
    if members or query.kind == "definition":
        return True
    named = {word for m in query.mentions for word in query.words[m.start : m.end]}
    if named and not query.unknown and all(term.word in named for term in query.terms):
        return True  # every word that says something calls a concept
    if query.defines and not query.mentions and query.content < 3 and not best[0].named:
        return False  # "what is clustering": a word in passing does not make it a concept here
    # A long question says much beside the point; what it asks needs a smaller share of it.
    return max(r.coverage for r in best) >= SUPPORTED * min(1.0, math.sqrt(SHORT / query.content))


def _members(query: Query, found: list[Chain], store: Store) -> dict[Key, Hit]:
    """What the edges alone say to a question that they account for whole.

    These are the concepts linked so to what was mentioned, or all of a kind when the question
    names nothing else; empty when words are left over.
    """
    if not query.mentions and query.kinds and query.kind == "list" and not query.unknown:
        if query.content > sum(1 for a in query.asks if a.strength >= STRONG):
            return {}
        keys = store.keys(query.kinds[:1])
        return _of_kind(keys, 1.0, f"is a {query.kinds[0]}", store)
    if not found:
        return {}
    best = found[0]
    if query.unknown or _residue(query, best):
        return {}
    is_negative = best.without or store.relation(best.steps[-1].relation).negative
    if query.negated and query.kinds and not is_negative:
        others = [key for key in store.keys(query.kinds) if key not in best.ends]
        text = f"is a {oxford(query.kinds, 'or')}, and not so linked to {best.mention.text}"
        return _of_kind(others, 0.9, text, store)
    score = 0.5 + best.strength / 2
    concepts = store.concepts(best.ends)
    return {key: hit(concepts[key], score, edges(store, best.way(key))) for key in best.ends}


def _of_kind(keys: Iterable[Key], score: float, text: str, store: Store) -> dict[Key, Hit]:
    """Concepts that are hits for their kind alone, in the order of the files."""
    found = store.concepts(keys)
    return {key: hit(found[key], score, [Reason("kind", text)]) for key in sorted(found)}


def _residue(query: Query, chain: Chain) -> list[str]:
    """Content words that a chain leaves unexplained."""
    told = {query.words[n] for n in chain.told}
    return [term.word for term in query.terms if term.word not in told]


def _ranked_hits(query: Query, ranked: Iterable[Ranked], store: Store) -> list[Hit]:
    best = list(ranked)
    concepts = store.concepts(r.key for r in best)
    hits = []
    top = 1.0
    for r in best:
        top = min(top, r.score)
        why = matched(query, concepts[r.key])
        why += edges(store, r.way)
        hits.append(Hit(concepts[r.key], top, (*why, *card(concepts[r.key]))))
    return hits
