"""Ranking concepts by how much of a question their words, edges and kind account for."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from operator import mul

from kg.answer.chain import Chain
from kg.question import Query, Term
from kg.store import Key, Link, Passage, Store
from kg.store.marks import NO_MARK
from kg.text import Stem
from kg.typed import NamedTuple

CANDIDATES = 60
"""Concepts that the index proposes by BM25 before they are ranked."""

MEANT = 0.03
"""Prior above which a kind is of things that one does something with, rather than what is done."""

TOLD_BY_NAME = 0.5
"""Share of what a question says that a name in it must be, for it to be called by that name."""

CHAINS = 12
"""Chains whose answers are ranked, the fittest."""


class Weights(NamedTuple):
    """What each sign counts for; `python -m tests.bench.tune` found the values.

    `name`, `alias`, `definition`, `summary`, `edges`: a word of the question by where the concept
    has it.
    `near`: what is left of it when the concept has a synonym instead.
    `common`: how fast a word loses weight the commoner it is in English (0: not at all).
    `unknown`: a word that the graph does not have, as a share of its rarest word's weight.
    `words`, `fact`, `kind`: shares of the score of words accounted for, of an edge that was asked
    about and of being of the kind asked for; `whole` what a name gains when the question has all
    of it, `defined` what the concept gains by the share of its definition that the question
    tells; `pair` what two words gain that stand together in question and concept.
    `asked`, `relation`: a word that an edge accounts for, asked about or only of that relation.
    `implied`: what a concept has of the words of a situation that it is suited to.
    `beside`: what it has of the words of any neighbour.
    `called`: what a concept of the kind asked for gains when the question calls it.
    `given`, `setting`: what is left of the score of a concept that the question mentions but does
    not want, or that is a situation when something else is wanted.
    `prior`: how much a kind's prior counts. `end`, `means`: for who says what they want to do,
    what is left of the score of a kind without a prior, and how much a prior adds to that.
    """

    name: float = 0.771
    alias: float = 0.88
    definition: float = 0.614
    summary: float = 0.407
    edges: float = 0.09
    near: float = 0.797
    common: float = 0.059
    unknown: float = 0.206
    words: float = 0.966
    fact: float = 0.406
    kind: float = 0.198
    whole: float = 0.056
    defined: float = 0.1
    pair: float = 0.286
    asked: float = 0.262
    relation: float = 0.49
    implied: float = 0.65
    beside: float = 0.049
    called: float = 0.15
    given: float = 0.734
    setting: float = 0.581
    prior: float = 0.805
    end: float = 0.294
    means: float = 4.2


WEIGHTS = Weights()

_NO_WAY: tuple[float, tuple[Link, ...]] = (0.0, ())


class Ranked(NamedTuple):
    """A candidate for an answer.

    `score` is 0-1. `coverage` is the share of the question's words that it accounts for, 0-1,
    `matched` their number, and `missed` the share of the heaviest word that it does not; `named`
    tells whether one of them is in its name or an alias; `way` are the edges that answer, if any
    do.
    """

    key: Key
    score: float
    coverage: float
    matched: int
    missed: float
    named: bool
    way: tuple[Link, ...]


def rank(
    query: Query,
    found: Sequence[Chain],
    store: Store,
    weights: Weights = WEIGHTS,
    among: Collection[Key] | None = None,
) -> list[Ranked]:
    """Candidates for a question, best first, then in the order of the files.

    `among`, where given, are the only candidates.
    """
    ranking = _Ranking(query, found, store, weights, among or ())
    return ranking.ranked(ranking.keys if among is None else sorted(among))


class _Ranking:
    """One question's candidates, and what speaks for each."""

    def __init__(
        self,
        query: Query,
        found: Sequence[Chain],
        store: Store,
        weights: Weights,
        among: Collection[Key],
    ) -> None:
        self.query, self.found, self.store, self.weights = query, found[:CHAINS], store, weights
        self.mentioned = {key for mention in query.mentions for key in mention.keys}
        # A need told in the very words of a name is most of what the question says.
        self.called = {
            key
            for mention in query.mentions
            if len(query.saying & set(mention.span)) >= TOLD_BY_NAME * len(query.saying)
            for key in mention.keys
        }
        self.is_asked = bool(self.found) and self.found[0].is_asked
        self.ways: dict[Key, tuple[float, tuple[Link, ...]]] = {}
        for chain in self.found:
            for key in list(chain.ends)[:CANDIDATES]:
                self.ways.setdefault(key, (chain.strength, tuple(chain.way(key))))
        self.terms = self._weighed()
        stems = [stem for term in self.terms for stem in (term.stem, *term.near)]
        self.marks = store.marks(stems)
        self.stems = {self.marks[term.stem] for term in self.terms if term.stem in self.marks}
        self.alike = set(self.marks.values())
        self.pairs = _pairs(query, self.terms, self.marks)
        self.heard = [
            (
                self.marks.get(term.stem, NO_MARK),
                [self.marks[s] for s in term.near if s in self.marks],
            )
            for term in self.terms
        ]
        places = weights.name, weights.alias, weights.definition, weights.summary, weights.edges
        self.columns = sorted(enumerate(places), key=lambda place: -place[1])
        keys = set(store.search(stems, CANDIDATES)) | self.mentioned | self.ways.keys() | set(among)
        self.implied = self._implied(keys)
        self.keys = sorted(keys | self.implied.keys())
        self.kinds = store.kinds_of(self.keys)
        self.passages = store.passages(self.keys)
        self.links = store.links_among(self.keys)
        self.sides = store.sides_of(self.keys) if query.asks else {}

    def _weighed(self) -> dict[Term, float]:
        """How much each word of the question says: the rarer, the more.

        This is inverse document frequency (K. Sparck Jones 1972, doi:10.1108/eb026526), less for
        words that are common in English.
        """
        spread = self.store.spread(s for t in self.query.terms for s in (t.stem, *t.near))
        weighed = {}
        for term in self.query.terms:
            known = [spread[s] for s in (term.stem, *term.near) if s in spread]
            first = spread.get(term.stem) or min(known, key=lambda s: s.concepts)
            rarity = math.log1p(len(self.store) / first.concepts)
            weighed[term] = term.weight * rarity / (1 + first.common / 1e4) ** self.weights.common
        return weighed

    def _implied(self, keys: Collection[Key]) -> dict[Key, list[Link]]:
        """For concepts that candidates imply (a metric suited to a situation), the edges."""
        kinds = self.store.vocabulary.kinds.values()
        names = {name for kind in kinds for name in kind.implies}
        edges: dict[Key, list[Link]] = {}
        for link in self.store.links_at("b", names, keys):
            edges.setdefault(link.a, []).append(link)
        return edges

    def ranked(self, among: Sequence[Key]) -> list[Ranked]:
        """Some of the candidates, best first."""
        total = self._total()
        told = {key: self._told(key) for key in self.keys}
        self.worth = {key: self._worth(self.passages[key]) for key in self.keys}
        covered = {
            key: _share(self._covered(self.worth[key], told[key]) / total) for key in self.keys
        }
        beside = self._beside(covered)
        ranked = [self._ranked(key, covered, told, beside, total) for key in among]
        return sorted(ranked, key=lambda r: (-round(r.score, 6), r.key))

    def _total(self) -> float:
        """The weight of all words that say something, known or not."""
        # Of a long story, most words are unknown and beside the point.
        unknown = min(len(self.query.unknown), 1 + len(self.terms) / 2)
        rarest = math.log1p(len(self.store))
        return sum(map(abs, self.terms.values())) + self.weights.unknown * rarest * unknown or 1.0

    def _ranked(
        self,
        key: Key,
        covered: Mapping[Key, float],
        told: Mapping[Key, Mapping[Stem, float]],
        beside: Mapping[Key, float],
        total: float,
    ) -> Ranked:
        weights, query, store = self.weights, self.query, self.store
        kind = self.kinds[key]
        passage = self.passages[key]
        strength, way = self.ways.get(key, _NO_WAY)
        coverage = covered[key]
        for situation in self.implied.get(key, ()):
            there = self.worth[situation.b]
            through = weights.implied * (self._covered(there, told[key]) / total)
            if through > coverage:
                coverage, way = min(1.0, through), way or (situation,)
        score = weights.words * coverage + weights.whole * _whole(passage, self.stems)
        score += weights.defined * _defined(passage, self.alike)
        score += weights.pair * _together(passage, self.pairs) / total
        shares = weights.words + weights.whole
        if self.found:
            score += weights.fact * strength
            shares += weights.fact
        if query.kinds:
            score += weights.kind * (kind in query.kinds)
            shares += weights.kind
        score /= shares
        score += weights.beside * beside.get(key, 0.0)
        prior = store.vocabulary.kinds[kind].prior
        is_meant = kind in query.kinds[:1] or (query.means and prior > MEANT)
        if key in self.called and is_meant and not self.is_asked:
            score += weights.called
        if (query.kinds or self.is_asked) and key in self.mentioned and kind not in query.kinds:
            score *= weights.given  # what was mentioned is what is asked about, not the answer
        elif store.vocabulary.kinds[kind].implies and kind not in query.kinds:
            score *= weights.setting  # a situation is where the question stands, not where it goes
        if query.means and not query.kinds:
            score *= min(1.0, weights.end + weights.means * prior)
        score += prior * weights.prior
        named = not self.stems.isdisjoint(passage.name + passage.aliases)
        missing = [
            weight
            for (term, weight), worth in zip(self.terms.items(), self.worth[key], strict=True)
            if not worth and term.stem not in told[key]
        ]
        matched = len(self.terms) - len(missing)
        missed = max([0.0, *missing]) / total
        return Ranked(key, _share(score), _share(coverage), matched, missed, named, way)

    def _worth(self, passage: Passage) -> list[float]:
        """What each word of the question counts for by where the passage has it, 0 for nowhere."""
        found = []
        for mark, near in self.heard:
            share = 0.0
            for column, worth in self.columns:
                if worth <= share:
                    break
                text = passage[column]
                if mark in text:
                    share = worth
                elif worth * self.weights.near > share:
                    for other in near:
                        if other in text:
                            share = worth * self.weights.near
                            break
            found.append(share)
        return found

    def _covered(self, worth: Sequence[float], told: Mapping[Stem, float]) -> float:
        """The weight of the words that a passage, or an edge that answers, accounts for."""
        if not told:
            return float(sum(map(mul, worth, self.terms.values())))
        return sum(
            max(share, told.get(term.stem, 0.0)) * weight
            for (term, weight), share in zip(self.terms.items(), worth, strict=True)
        )

    def _beside(self, covered: Mapping[Key, float]) -> dict[Key, float]:
        """How much of the question each candidate's neighbours account for, at best."""
        best: dict[Key, float] = {}
        for link in self.links:
            relation = self.store.relation(link.relation)
            if relation.negative:
                continue
            for key, neighbour in ((link.a, link.b), (link.b, link.a)):
                share = relation.weight * covered.get(neighbour, 0.0)
                best[key] = max(best.get(key, 0.0), share)
        return best

    def _told(self, key: Key) -> dict[Stem, float]:
        """The words that the edges of a concept account for, with the worth of each."""
        told: dict[Stem, float] = {}
        query, has = self.query, self.sides.get(key, set())
        for ask in query.asks:
            if (ask.relation, ask.side) in has:
                worth = self.weights.relation * ask.strength
                told |= {query.stems[n]: worth for n in ask.span}
        for chain in self.found:
            if key in chain.ends:
                worth = self.weights.asked * (0.5 + chain.strength / 2)
                for stem in (query.stems[n] for n in chain.told):
                    told[stem] = max(told.get(stem, 0.0), worth)
        return told


def _share(value: float) -> float:
    """Within 0-1; words that are denied may weigh more than all others."""
    return min(1.0, max(0.0, value))


def _whole(passage: Passage, stems: Collection[str]) -> float:
    """The share of the name's words that the question has."""
    return sum(mark in stems for mark in passage.name) / max(1, len(passage.name))


def _defined(passage: Passage, alike: set[str]) -> float:
    """The share of the definition's different words that the question has, or synonyms of them."""
    return len(alike & set(passage.definition)) / max(8, len(set(passage.definition)))


def _pairs(
    query: Query, terms: Mapping[Term, float], marks: Mapping[str, str]
) -> dict[tuple[str, str], float]:
    """The words that follow each other in the question, by their marks, with their mean weight."""
    weight = {term.stem: w for term, w in terms.items()}
    said = [stem for stem in query.stems if stem in weight]
    return {
        (marks[one], marks[other]): (weight[one] + weight[other]) / 2
        for one, other in pairwise(said)
        if one in marks and other in marks
    }


def _together(passage: Passage, pairs: Mapping[tuple[str, str], float]) -> float:
    """The weight of those pairs that stand together in the concept as well."""
    text = "".join(passage[:-1])
    return sum(weight for pair, weight in pairs.items() if _stands(pair, text))


def _stands(pair: tuple[str, str], text: str) -> bool:
    """Whether two marks stand within two places of each other."""
    one, other = pair
    at = text.find(one)
    while at >= 0 and other in text:
        if other in text[at + 1 : at + 3] or other in text[max(0, at - 2) : at]:
            return True
        at = text.find(one, at + 1)
    return False
