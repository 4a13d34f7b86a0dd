"""Ranking concepts by how much of a question their words, edges and kind account for."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from kg.answer.chains import Chain
from kg.question import Query
from kg.relations import Side
from kg.store import Key, Link, Passage, Store
from kg.text import Stem

CANDIDATES = 40
"""Concepts that the index proposes by BM25 before they are ranked."""

CHAINS = 12
"""Chains whose answers are ranked, the fittest."""

# How much a word of the question counts by where the concept has it. Tuned by hand on
# tests/data/questions.toml, as are the shares below.
IN_NAME, IN_ALIAS, IN_SUMMARY, IN_EDGES = 1.0, 0.95, 0.8, 0.45

WORDS, FACT, KIND = 0.6, 0.25, 0.15
"""Shares of the score: words accounted for, an edge that was asked about, the kind asked for."""

NAME_SHARE = 0.08
"""What a name gains when the question has all of it, so that a whole name beats a part of one."""

IN_ASKED = 0.9
"""What a word counts when an edge that was asked about accounts for it, if the edge fits best."""

IMPLIED = 0.9
"""What a concept has of the words of a situation that it is suited to."""

WRONG_KIND, ASKED_ABOUT, SETTING = 0.55, 0.6, 0.85
"""What is left of the score of a concept that is not of the kind asked for, of one that the
question mentions but does not want, and of a situation when something else is wanted."""

IN_RELATION = 0.7
"""What a word that asks for a relation counts for a concept that has any such edge."""

PRIOR = 0.5
"""How much a kind's prior counts."""

END, MEANS = 0.6, 6.0
"""When somebody says what they want to do: what is left of the score of a kind without a
prior, and how much of a kind's prior makes up for that."""

UNKNOWN = 0.6
"""Weight of a word that the graph does not have, as a share of the weight of its rarest word."""


_NO_FACT: tuple[float, tuple[Link, ...]] = (0.0, ())


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate for an answer.

    `score` is 0-1; `coverage` is the share of the question's words that it accounts for, 0-1;
    `named` whether one of them is in its name or an alias; `way` are the edges that answer, if
    any do.
    """

    key: Key
    score: float
    coverage: float
    named: bool
    way: tuple[Link, ...]


def rank(query: Query, found: Sequence[Chain], store: Store) -> list[Ranked]:
    """Candidates for a question, best first, then in the order of the files."""
    stems = [term.stem for term in query.terms]
    keys = set(store.search(stems, CANDIDATES))
    mentioned = {key for mention in query.mentions for key in mention.keys}
    keys |= mentioned
    ways: dict[Key, tuple[float, tuple[Link, ...]]] = {}
    for chain in found[:CHAINS]:
        for key in list(chain.ends)[:CANDIDATES]:
            ways.setdefault(key, (chain.strength, tuple(chain.way(key))))
    keys.update(ways)
    relevant = store.links_of(keys)
    implied = _implied(keys, relevant, store)
    keys.update(implied)
    concepts, passages = store.concepts(keys), store.passages(keys)
    weights = _weights(query, store)
    # Of a long story, most words are unknown and beside the point.
    unknown = min(len(query.unknown), 1 + len(weights) / 2)
    total = sum(weights.values()) + UNKNOWN * math.log1p(len(store)) * unknown or 1.0
    sides: dict[Key, set[tuple[str, Side]]] = {}
    for edge in relevant:
        sides.setdefault(edge.a, set()).add((edge.relation, "a"))
        sides.setdefault(edge.b, set()).add((edge.relation, "b"))
    ranked = []
    for key in sorted(keys):
        kind = concepts[key].kind
        told = _told(key, query, found, sides.get(key, set()))
        coverage = _covered(passages[key], weights, told) / total
        strength, way = ways.get(key, _NO_FACT)
        for situation in implied.get(key, ()):
            through = IMPLIED * _covered(passages[situation.b], weights, told) / total
            if through > coverage:
                coverage, way = through, way or (situation,)
        score = WORDS * coverage + NAME_SHARE * _whole(passages[key], weights)
        shares = WORDS + NAME_SHARE
        if found:
            score += FACT * strength
            shares += FACT
        if query.kinds:
            score += KIND * (kind in query.kinds)
            shares += KIND
        score /= shares
        if query.kinds and kind not in query.kinds:
            score *= WRONG_KIND
        if (found or query.kinds) and key in mentioned and kind not in query.kinds:
            score *= ASKED_ABOUT  # what was mentioned is what is asked about, not the answer
        elif store.vocabulary.kinds[kind].implies and kind not in query.kinds:
            score *= SETTING  # a situation is where the question stands, not where it goes
        if query.means and not query.kinds:
            score *= min(1.0, END + MEANS * store.vocabulary.kinds[kind].prior)
        score += store.vocabulary.kinds[kind].prior * PRIOR
        named = any(s in passages[key].name + passages[key].aliases for s in weights)
        ranked.append(Ranked(key, min(1.0, score), coverage, named, way))
    return sorted(ranked, key=lambda r: (-round(r.score, 6), r.key))


def _weights(query: Query, store: Store) -> dict[Stem, float]:
    """How much each word of the question says: the rarer, the more.

    This is inverse document frequency (K. Sparck Jones 1972, doi:10.1108/eb026526).
    """
    spread = store.spread(term.stem for term in query.terms)
    return {term.stem: math.log1p(len(store) / spread[term.stem]) for term in query.terms}


def _covered(passage: Passage, weights: dict[Stem, float], told: dict[Stem, float]) -> float:
    """The weight of the words that the passage, or an edge that answers, accounts for."""
    covered = 0.0
    for stem, weight in weights.items():
        share = told.get(stem, 0.0)
        for column, worth in (
            (passage.name, IN_NAME),
            (passage.aliases, IN_ALIAS),
            (passage.summary, IN_SUMMARY),
            (passage.edges, IN_EDGES),
        ):
            if stem in column:
                share = max(share, worth)
        covered += share * weight
    return covered


def _told(
    key: Key, query: Query, found: Sequence[Chain], has: Collection[tuple[str, Side]]
) -> dict[Stem, float]:
    """The words that the edges of a concept account for, with the worth of each.

    `has` are the relations that it has an edge of, each with the side on which it stands.
    """
    told: dict[Stem, float] = {}
    for ask in query.asks:
        if (ask.relation, ask.side) in has:
            told |= {query.stems[n]: IN_RELATION * ask.strength for n in ask.span}
    for chain in found:
        if key in chain.ends:
            for stem in (query.stems[n] for n in chain.told):
                told[stem] = max(told.get(stem, 0.0), IN_ASKED * (0.5 + chain.strength / 2))
    return told


def _implied(keys: Iterable[Key], links: Iterable[Link], store: Store) -> dict[Key, list[Link]]:
    """For concepts that candidates imply (a metric suited to a situation), the edges."""
    names = {name for kind in store.vocabulary.kinds.values() for name in kind.implies}
    wanted = set(keys)
    edges: dict[Key, list[Link]] = {}
    for link in links:
        if link.relation in names and link.b in wanted:
            edges.setdefault(link.a, []).append(link)
    return edges


def _whole(passage: Passage, weights: dict[Stem, float]) -> float:
    """The share of the name's words that the question has."""
    return sum(stem in weights for stem in passage.name) / max(1, len(passage.name))
