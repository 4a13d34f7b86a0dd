"""Ranking concepts by how much of a question their words, edges and kind account for."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from kg.answer.facts import Facts
from kg.question import Query
from kg.store import Key, Link, Passage, Store
from kg.text import Stem

CANDIDATES = 40
"""Concepts that the index proposes by BM25 before they are ranked."""

# How much a word of the question counts by where the concept has it. Tuned by hand on
# tests/data/questions.toml, as are the shares below.
IN_NAME, IN_ALIAS, IN_SUMMARY, IN_EDGES = 1.0, 0.95, 0.8, 0.45

WORDS, FACT, KIND = 0.6, 0.25, 0.15
"""Shares of the score: words accounted for, an edge that was asked about, the kind asked for."""

NAME_SHARE = 0.08
"""What a name gains when the question has all of it, so that a whole name beats a part of one."""

UNKNOWN = 0.6
"""Weight of a word that the graph does not have, as a share of the weight of its rarest word."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate: its score in 0-1, the share of the question's words it accounts for (0-1),
    and the edge that answers, if one does."""

    key: Key
    score: float
    coverage: float
    link: Link | None


def rank(query: Query, found: Sequence[Facts], store: Store) -> list[Ranked]:
    """Candidates for a question, best first, then in the order of the files."""
    stems = [term.stem for term in query.terms]
    keys = set(store.search(stems, CANDIDATES))
    keys.update(key for mention in query.mentions for key in mention.keys)
    links: dict[Key, tuple[float, Link]] = {}
    for group in found:
        for key, link in group.links.items():
            links.setdefault(key, (group.strength, link))
    keys.update(links)
    concepts, passages = store.concepts(keys), store.passages(keys)
    weights = _weights(query, store)
    total = sum(weights.values()) + UNKNOWN * _rarest(store) * len(query.unknown)
    mentioned = {key for mention in query.mentions for key in mention.keys}
    ranked = []
    for key in sorted(keys):
        kind = concepts[key].kind
        coverage = _covered(passages[key], weights) / total if total else 0.0
        strength, link = links.get(key, (0.0, None))
        score = WORDS * coverage + NAME_SHARE * _whole(passages[key], weights)
        shares = WORDS + NAME_SHARE
        if found:
            score += FACT * strength
            shares += FACT
        if query.kinds:
            score += KIND * (kind in query.kinds)
            shares += KIND
        score /= shares
        if (found or query.kinds) and key in mentioned and kind not in query.kinds:
            score *= 0.6  # what was mentioned is what is asked about, not the answer
        score += store.vocabulary.kinds[kind].prior * 0.3
        ranked.append(Ranked(key, min(1.0, score), coverage, link))
    return sorted(ranked, key=lambda r: (-round(r.score, 6), r.key))


def _rarest(store: Store) -> float:
    return math.log1p(len(store))


def _weights(query: Query, store: Store) -> dict[Stem, float]:
    """How much each word of the question says: the rarer, the more (inverse document frequency,
    K. Sparck Jones 1972)."""
    spread = store.spread(term.stem for term in query.terms)
    return {
        term.stem: math.log1p(len(store) / spread[term.stem])
        for term in query.terms
    }


def _covered(passage: Passage, weights: dict[Stem, float]) -> float:
    covered = 0.0
    for stem, weight in weights.items():
        if stem in passage.name:
            covered += IN_NAME * weight
        elif stem in passage.aliases:
            covered += IN_ALIAS * weight
        elif stem in passage.summary:
            covered += IN_SUMMARY * weight
        elif stem in passage.edges:
            covered += IN_EDGES * weight
    return covered


def _whole(passage: Passage, weights: dict[Stem, float]) -> float:
    """The share of the name's words that the question has."""
    return sum(stem in weights for stem in passage.name) / len(passage.name)
