"""Ranking concepts by how much of a question their words, edges and kind account for."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from operator import mul

from kg._typing import TYPE_CHECKING, NamedTuple
from kg.answer.ranking_weights import WEIGHTS, Weights
from kg.answer.term_matching import Heard, Seen
from kg.question import Query
from kg.store import Key, Store, StoredEdge
from kg.text.normal_forms import Stem

if TYPE_CHECKING:
    from kg.answer.chain import Chain

CANDIDATES = 60
"""Concepts that the index proposes by BM25 before they are ranked."""

MEANT = 0.03
"""Prior above which a kind is of things that one does something with, rather than what is done."""

TOLD_BY_NAME = 0.5
"""Share of what a question says that a name in it must be, for it to be called by that name."""

CHAINS = 12
"""Chains whose answers are ranked, the fittest."""

_NO_WAY: tuple[float, tuple[StoredEdge, ...]] = (0.0, ())


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
    way: tuple[StoredEdge, ...]


class _OfKind(NamedTuple):
    """What the kind of a candidate adds to its score, or leaves of it.

    `given` is what it leaves if the question mentions the candidate, `setting` if it does not.
    """

    gain: float
    called: float
    given: float
    setting: float
    end: float
    prior: float


def rank(
    query: Query,
    found: Sequence[Chain],
    store: Store,
    weights: Weights = WEIGHTS,
    among: Collection[Key] | None = None,
    proposed: int = CANDIDATES,
) -> list[Ranked]:
    """Candidates for a question, best first, then in the order of the files.

    `among`, where given, are the only candidates; else the index proposes so many, beside those
    that the question mentions and that edges lead to.
    """
    ranking = _Ranking(query, found, store, weights, among or (), proposed)
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
        proposed: int,
    ) -> None:
        self.query, self.found, self.store, self.weights = query, found[:CHAINS], store, weights
        self.mentioned = {key for mention in query.mentions for key in mention.keys}
        # A need told in the very words of a name is most of what the question says.
        self.called = {
            key
            for mention in query.mentions
            if len(query.content_positions & set(mention.span))
            >= TOLD_BY_NAME * len(query.content_positions)
            for key in mention.keys
        }
        self.is_asked = bool(self.found) and self.found[0].is_asked
        self.ways: dict[Key, tuple[float, tuple[StoredEdge, ...]]] = {}
        for chain in self.found:
            for key in list(chain.ends)[:CANDIDATES]:
                self.ways.setdefault(key, (chain.strength, tuple(chain.path_to(key))))
        self.heard = Heard(query, store, weights)
        self.terms = self.heard.terms
        self.total = self._total()
        self.shares = weights.words + weights.whole
        self.shares += weights.fact * bool(self.found) + weights.kind * bool(query.answer_kinds)
        keys = {*store.search(self.heard.stems, proposed), *self.mentioned, *self.ways, *among}
        self.implied = self._implied(keys)
        self.keys = sorted(keys | self.implied.keys())
        self.passages = store.concept_fields(self.keys)
        self.links = store.edges_among(self.keys)
        self.sides = store.relation_sides(self.keys) if query.asks else {}

    def _implied(self, keys: Collection[Key]) -> dict[Key, list[StoredEdge]]:
        """For concepts that candidates imply (a metric suited to a situation), the edges."""
        kinds = self.store.vocabulary.kinds.values()
        names = {name for kind in kinds for name in kind.default_relations}
        edges: dict[Key, list[StoredEdge]] = {}
        for link in self.store.edges_at("object", names, keys):
            edges.setdefault(link.subject, []).append(link)
        return edges

    def ranked(self, among: Sequence[Key]) -> list[Ranked]:
        """Some of the candidates, best first."""
        told = self._told() if self.found or self.query.asks else {}
        seen = {key: self.heard.in_passage(self.passages[key]) for key in self.keys}
        covered = {
            key: _share(self._covered(seen[key], told.get(key)) / self.total) for key in self.keys
        }
        beside = self._beside(covered)
        kinds = {kind: self._of_kind(kind) for kind in {p.kind for p in self.passages.values()}}
        ranked = [
            self._ranked(
                key,
                covered[key],
                seen,
                told.get(key),
                beside.get(key, 0.0),
                kinds[self.passages[key].kind],
            )
            for key in among
        ]
        return sorted(ranked, key=lambda r: (-round(r.score, 6), r.key))

    def _total(self) -> float:
        """The weight of all words that say something, known or not."""
        # Of a long story, most words are unknown and beside the point.
        unknown = min(len(self.query.out_of_vocabulary), 1 + len(self.terms) / 2)
        rarest = math.log1p(len(self.store))
        return sum(map(abs, self.terms.values())) + self.weights.unknown * rarest * unknown or 1.0

    def _of_kind(self, kind: str) -> _OfKind:
        """What a kind tells of every candidate that is of it."""
        weights, query = self.weights, self.query
        is_wanted = kind in query.answer_kinds
        is_other = bool(query.answer_kinds or query.wants_name or self.is_asked) and not is_wanted
        told = self.store.vocabulary.kinds[kind]
        is_meant = kind in query.answer_kinds[:1] or (query.wants_means and told.prior > MEANT)
        end = min(1.0, weights.end + weights.means * told.prior)
        # What was mentioned is what is asked about, not the answer; and a situation is where the
        # question stands, not where it goes.
        setting = weights.setting if told.default_relations and not is_wanted else 1.0
        return _OfKind(
            gain=weights.kind * is_wanted,
            called=weights.called if is_meant and not self.is_asked else 0.0,
            given=weights.given if is_other else setting,
            setting=setting,
            end=end if query.wants_means and not query.answer_kinds else 1.0,
            prior=told.prior * weights.prior,
        )

    def _ranked(
        self,
        key: Key,
        coverage: float,
        seen: Mapping[Key, Seen],
        told: Mapping[Stem, float] | None,
        beside: float,
        of: _OfKind,
    ) -> Ranked:
        weights, total = self.weights, self.total
        strength, way = self.ways.get(key, _NO_WAY)
        for situation in self.implied.get(key, ()):
            through = weights.implied * (self._covered(seen[situation.object], told) / total)
            if through > coverage:
                coverage, way = min(1.0, through), way or (situation,)
        own = seen[key]
        score = weights.words * coverage + weights.fact * strength + of.gain
        score += weights.whole * own.whole + weights.defined * own.defined
        score += weights.pair * own.together / total
        score = score / self.shares + weights.beside * beside
        if key in self.called:
            score += of.called
        score *= of.given if key in self.mentioned else of.setting
        score = score * of.end + of.prior
        missing = [
            weight
            for (term, weight), worth in zip(self.terms.items(), own.worth, strict=True)
            if not worth and not (told and term.stem in told)
        ]
        return Ranked(
            key,
            _share(score),
            _share(coverage),
            matched=len(self.terms) - len(missing),
            missed=max([0.0, *missing]) / total,
            named=own.named,
            way=way,
        )

    def _covered(self, seen: Seen, told: Mapping[Stem, float] | None) -> float:
        """The weight of the words that a passage, or an edge that answers, accounts for."""
        if not told:
            return float(sum(map(mul, seen.worth, self.terms.values())))
        return sum(
            max(share, told.get(term.stem, 0.0)) * weight
            for (term, weight), share in zip(self.terms.items(), seen.worth, strict=True)
        )

    def _beside(self, covered: Mapping[Key, float]) -> dict[Key, float]:
        """How much of the question each candidate's neighbours account for, at best."""
        best: dict[Key, float] = {}
        for link in self.links:
            relation = self.store.relation(link.relation)
            if relation.negative:
                continue
            for key, neighbour in ((link.subject, link.object), (link.object, link.subject)):
                share = relation.weight * covered.get(neighbour, 0.0)
                best[key] = max(best.get(key, 0.0), share)
        return best

    def _told(self) -> dict[Key, dict[Stem, float]]:
        """The words that edges account for, with the worth of each, of concepts that have any."""
        query = self.query
        found: dict[Key, dict[Stem, float]] = {}
        for key, has in self.sides.items():
            for ask in query.asks:
                if (ask.relation, ask.side) in has:
                    worth = self.weights.relation * ask.strength
                    told = found.setdefault(key, {})
                    told |= {query.stems[n]: worth for n in ask.span}
        for chain in self.found:
            worth = self.weights.asked * (0.5 + chain.strength / 2)
            for key in chain.ends.keys() & self.passages.keys():
                told = found.setdefault(key, {})
                for stem in (query.stems[n] for n in chain.covered):
                    told[stem] = max(told.get(stem, 0.0), worth)
        return found


def _share(value: float) -> float:
    """Within 0-1; words that are denied may weigh more than all others."""
    return min(1.0, max(0.0, value))
