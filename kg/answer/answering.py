"""From a Query to an Answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.answer.asked import asked
from kg.answer.chain import Chain
from kg.answer.chains import chains
from kg.answer.exact import accounts, exact
from kg.answer.explain import edges, hit, interpretation, matched
from kg.answer.options import choose
from kg.answer.order import at_place, between
from kg.answer.pairs import compare, connect
from kg.answer.rank import Ranked, rank
from kg.answer.result import Answer, AnswerKind, Hit
from kg.answer.support import LEAST, Signs, in_scope, is_right, signs_of
from kg.match import suggest
from kg.question import Query, understand
from kg.store import Store

DEEPEST = 20
"""Ranked hits given at most, whatever number is asked for: beyond, little speaks for any."""

CALLED = 0.9
"""Score at least of a concept that is called by name and asked about."""

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

    >>> from kg.load import shipped_graph
    >>> from kg.store import open_store
    >>> store = open_store(shipped_graph(), None)
    >>> respond("which tool tunes hyperparameters", store).hits[0].concept.name
    'SageMaker Automatic Model Tuning'
    >>> store.close()
    """
    query = understand(question, store)
    is_pair = query.kind in ("comparison", "path")
    found = [] if is_pair and not options else chains(query, store)
    whole = found[0] if found and not is_pair and accounts(found[0], query) else None
    said = interpretation(query, store, whole)
    most = HITS if limit is None else limit
    kind: AnswerKind = "answer"
    if options:
        hits = choose(query, found, options, store)
    else:
        kind, hits = _hits(query, found, store, most)
        card = asked(query, store)
        if card is not None:
            rest = [h for h in hits if h.concept.id != card.concept.id]
            kind, hits = "answer", [card, *rest][:most]
    if not hits:
        text = " ".join(query.words)
        return Answer(question, "none", said, False, (), tuple(suggest(store, text)))
    if limit is None and (options or kind in ("list", "path")):
        most = len(hits)
    return Answer(question, kind, said, True, tuple(hits[:most]))


def _hits(
    query: Query, found: Sequence[Chain], store: Store, most: int
) -> tuple[AnswerKind, list[Hit]]:
    """The answer's kind and hits; of ranked ones no more than `most`, for each is explained."""
    if query.kind == "comparison":
        return "comparison", compare(query, store)
    if query.kind == "path":
        return "path", connect(query, store)
    placed = at_place(query, store) or between(query, store)
    if placed:
        return "list" if len(placed) > 1 else "answer", placed
    if query.kind == "definition":
        ranked = rank(query, found, store, proposed=DEEPEST)  # the first hit is known
        return "definition", _defined(query, ranked, store, most)
    members = {k: v for k, v in exact(query, found, store).items() if k not in query.excluded}
    if members and query.kind == "list":
        return "list", list(members.values())
    ranked = [r for r in rank(query, found, store) if r.key not in query.excluded]
    if members and (len(members) > 1 or not query.kinds or found[0].is_asked):
        given = {key for mention in query.mentions for key in mention.keys}
        place = {r.key: n for n, r in enumerate(ranked)}
        ordered = sorted(members, key=lambda key: (key in given, place.get(key, len(place))))
        return "list" if len(members) > 1 else "answer", [members[key] for key in ordered]
    if not ranked:
        return "none", []
    ranked.sort(key=lambda r: r.key not in members)
    signs = _signs(query, ranked, found, store)
    if not members and in_scope(signs) < LEAST:
        return "none", []
    sure = is_right(signs)
    best = ranked[: min(most, DEEPEST)]
    top = best[0].score or 1.0
    best = [r._replace(score=min(sure, sure * r.score / top)) for r in best]
    return "answer", _ranked_hits(query, best, store)


def _defined(query: Query, ranked: list[Ranked], store: Store, most: int) -> list[Hit]:
    """What is to be explained, then what else the question's words lead to."""
    mentioned = query.mentions[0].keys
    ranked.sort(key=lambda r: r.key not in mentioned)
    ranked[0] = ranked[0]._replace(score=max(ranked[0].score, CALLED))
    return _ranked_hits(query, ranked[: min(most, DEEPEST)], store)


def _signs(query: Query, ranked: Sequence[Ranked], found: Sequence[Chain], store: Store) -> Signs:
    kind = store.concept(ranked[0].key).kind
    return signs_of(query, ranked, found, kind in query.kinds if query.kinds else None)


def _ranked_hits(query: Query, ranked: Iterable[Ranked], store: Store) -> list[Hit]:
    best = list(ranked)
    concepts = store.concepts(r.key for r in best)
    hits = []
    top = 1.0
    for r in best:
        top = min(top, r.score)
        why = [*matched(query, concepts[r.key]), *edges(store, r.way)]
        hits.append(hit(concepts[r.key], top, why))
    return hits
