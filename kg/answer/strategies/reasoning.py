"""What a question gets that takes more than a name: by edges, by rank, side by side."""

from __future__ import annotations

from collections.abc import Sequence

from kg.answer.chain import Chain
from kg.answer.chain_joins import chains
from kg.answer.confidence import LEAST, Features, features_of, p_answerable, p_correct
from kg.answer.explanation import interpretation, ranked_hits
from kg.answer.ranking import Ranked, rank
from kg.answer.result import AnswerKind, Hit
from kg.answer.strategies.compare import compare, connect
from kg.answer.strategies.definition import DEEPEST, defined
from kg.answer.strategies.edge_answers import (
    accounts,
    denied_by,
    exact,
    is_boundless,
    is_of_neither,
    is_past_the_end,
)
from kg.answer.strategies.multiple_choice import choose
from kg.answer.strategies.sequence import at_place, between
from kg.question import Query
from kg.store import Store


def reasoned(
    query: Query, store: Store, most: int, options: Sequence[str]
) -> tuple[str, AnswerKind, list[Hit]]:
    """How a question was understood, the answer's kind, and its hits.

    Of ranked hits no more than `most` are given, for each is explained.
    """
    is_pair = query.answer_form in ("comparison", "path")
    found = [] if is_pair and not options else chains(query, store)
    whole = found[0] if found and not is_pair and accounts(found[0], query) else None
    said = interpretation(query, store, whole)
    if options:
        return said, "answer", choose(query, found, options, store)
    return said, *_hits(query, found, store, most)


def _hits(
    query: Query, found: Sequence[Chain], store: Store, most: int
) -> tuple[AnswerKind, list[Hit]]:
    if query.answer_form == "comparison":
        return "comparison", compare(query, store)
    if query.answer_form == "path":
        return "path", connect(query, store)
    placed = at_place(query, store) or between(query, store)
    if placed:
        return "list" if len(placed) > 1 else "answer", placed
    if query.answer_form == "definition":
        return "definition", defined(query, found, store, most)
    if (
        is_boundless(query, found, store)
        or is_past_the_end(query, found, store)
        or is_of_neither(query, found)
    ):
        return "none", []
    members = {k: v for k, v in exact(query, found, store).items() if k not in query.excluded}
    if members and query.answer_form == "list":
        return "list", list(members.values())
    denied = {*query.excluded, *denied_by(query, found, store)}
    ranked = [r for r in rank(query, found, store) if r.key not in denied]
    if members and (len(members) > 1 or not query.answer_kinds or found[0].is_asked):
        given = {key for mention in query.mentions for key in mention.keys}
        place = {r.key: n for n, r in enumerate(ranked)}
        ordered = sorted(members, key=lambda key: (key in given, place.get(key, len(place))))
        return "list" if len(members) > 1 else "answer", [members[key] for key in ordered]
    if not ranked:
        return "none", []
    ranked.sort(key=lambda r: r.key not in members)
    signs = _signs(query, ranked, found, store)
    if not members and p_answerable(signs) < LEAST:
        return "none", []
    sure = p_correct(signs)
    best = ranked[: min(most, DEEPEST)]
    top = best[0].score or 1.0
    best = [r._replace(score=min(sure, sure * r.score / top)) for r in best]
    return "answer", ranked_hits(query, best, store)


def _signs(
    query: Query, ranked: Sequence[Ranked], found: Sequence[Chain], store: Store
) -> Features:
    kind = store.concept(ranked[0].key).kind
    return features_of(
        query, ranked, found, kind in query.answer_kinds if query.answer_kinds else None
    )
