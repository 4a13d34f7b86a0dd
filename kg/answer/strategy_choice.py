"""Choose the first strategy that can answer a question, and refuse if none is sure enough."""

from __future__ import annotations

from collections.abc import Sequence

from kg.answer.chain import Chain
from kg.answer.chain_joins import find_chains
from kg.answer.confidence import features_of, is_answerable, p_correct
from kg.answer.ranking import Ranked, rank
from kg.answer.reading import describe_reading
from kg.answer.reasons import ranked_hits
from kg.answer.result import Hit, ResultKind
from kg.answer.strategies.compare import compare
from kg.answer.strategies.connect import connect
from kg.answer.strategies.definition import MAX_RANKED_HITS, define
from kg.answer.strategies.edge_answers import (
    answer_from_edges,
    asks_past_sequence_end,
    covers_question,
    lacks_common_answer,
    only_excludes,
    unsuitable_answers,
)
from kg.answer.strategies.multiple_choice import choose_option
from kg.answer.strategies.remaining import other_of_two
from kg.answer.strategies.scale import is_good_on_scale
from kg.question import Query
from kg.store import Store

MIN_ALIKE = 0.97
"""Share of the best score from which a candidate belongs to a list with the best."""

MAX_SCALES_READ = 10
"""Number of best candidates whose scale is compared with what the question says of high values."""


def answer_in_full(
    query: Query, store: Store, max_hits: int, options: Sequence[str]
) -> tuple[str, ResultKind, list[Hit]]:
    """Answer a question that asks more than what a named concept is.

    Args:
        query: the question.
        store: the graph.
        max_hits: maximum number of ranked hits, each of which has to be explained; lists and
            paths may be longer.
        options: answers to choose from; empty for any.

    Returns:
        The reading of the question, the form of the answer, and its hits.
    """
    is_pair = query.answer_form in ("comparison", "path")
    chains = [] if is_pair and not options else find_chains(query, store)
    is_covered = bool(chains) and not is_pair and covers_question(chains[0], query)
    reading = describe_reading(query, store, chains[0] if is_covered else None)
    if options:
        return reading, "answer", choose_option(query, chains, options, store)
    return reading, *_try_strategies(query, chains, store, max_hits)


def _try_strategies(
    query: Query, chains: Sequence[Chain], store: Store, max_hits: int
) -> tuple[ResultKind, list[Hit]]:
    if query.answer_form == "comparison":
        return "comparison", compare(query, store)
    if query.answer_form == "path":
        return "path", connect(query, store)
    if query.answer_form == "definition":
        return "definition", define(query, chains, store, max_hits)
    if (
        only_excludes(query, chains, store)
        or asks_past_sequence_end(query, chains, store)
        or lacks_common_answer(query, chains)
    ):
        return "none", []
    by_edges = answer_from_edges(query, chains, store)
    no_answers = query.excluded | query.modifiers
    by_edges = {key: hit for key, hit in by_edges.items() if key not in no_answers}
    unwanted = no_answers.union(unsuitable_answers(query, chains, store))
    ranked = [r for r in rank(query, chains, store) if r.key not in unwanted]
    best = store.concepts(r.key for r in ranked[:MAX_SCALES_READ])
    opposed = {key for key, c in best.items() if is_good_on_scale(query.words, c) is False}
    ranked = [r for r in ranked if r.key not in opposed]
    ranked.sort(key=lambda r: r.key not in by_edges)
    other = None if by_edges else other_of_two(query, [r.key for r in ranked], store)
    if other is not None:
        ranked.sort(key=lambda r: r.key != other)
    features = None
    if ranked:
        kind = store.concept(ranked[0].key).kind
        is_of_kind = kind in query.answer_kinds if query.answer_kinds else None
        features = features_of(query, ranked, chains, is_of_kind, is_from_edges=bool(by_edges))
        is_explained = bool(by_edges) and not query.out_of_vocabulary
        if not is_explained and not is_answerable(features):
            return "none", []
    if by_edges and query.answer_form == "list":
        return "list", list(by_edges.values())
    is_asked = not chains or chains[0].is_asked  # without chains, all of a kind are asked for
    if by_edges and (len(by_edges) > 1 or not query.answer_kinds or is_asked):
        last = set(query.mentioned_keys)
        if chains:
            last |= chains[0].answers_by_return()
        rank_of = {r.key: n for n, r in enumerate(ranked)}
        ordered = sorted(by_edges, key=lambda key: (key in last, rank_of.get(key, len(rank_of))))
        return "list" if len(by_edges) > 1 else "answer", [by_edges[key] for key in ordered]
    if features is None:
        return "none", []
    probability = p_correct(features)
    if query.answer_form == "list":
        alike = _alike(ranked, query, store)
        if len(alike) > 1:
            return "list", ranked_hits(query, _calibrated(alike, probability, len(alike)), store)
    return "answer", ranked_hits(query, _calibrated(ranked, probability, max_hits), store)


def _alike(ranked: Sequence[Ranked], query: Query, store: Store) -> list[Ranked]:
    """Return the best candidates of the kinds asked for that are about as good as the best."""
    kind_of = store.kinds_of([r.key for r in ranked])
    of_kind = [r for r in ranked if kind_of[r.key] in query.answer_kinds]
    return [r for r in of_kind if r.score >= MIN_ALIKE * of_kind[0].score]


def _calibrated(ranked: Sequence[Ranked], probability: float, max_hits: int) -> list[Ranked]:
    """Scale the scores of the best candidates, so that the first is its probability."""
    best = ranked[: min(max_hits, MAX_RANKED_HITS)]
    top = best[0].score or 1.0
    return [r._replace(score=min(probability, probability * r.score / top)) for r in best]
