"""Ranking: candidates for an answer by the words, chains and kinds that speak for them."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from operator import mul

from kg._typing import TYPE_CHECKING, NamedTuple
from kg.answer.kind_effects import KindEffect, kind_effect
from kg.answer.ranking_weights import WEIGHTS, Weights
from kg.answer.term_matching import FieldMatch, QuestionTerms
from kg.question import Query
from kg.store import Key, Store, StoredEdge
from kg.text.normal_forms import Stem

if TYPE_CHECKING:
    from kg.answer.chain import Chain

MAX_CANDIDATES = 60
"""Number of concepts that the index proposes by BM25, and that are taken from each chain."""

NAME_COVERAGE = 0.5
"""Share (0-1) of a question's content words in one mention from which it asks for that concept."""

MAX_CHAINS = 12
"""Number of chains whose answers are ranked, fittest first."""

_NO_CHAIN: tuple[float, tuple[StoredEdge, ...]] = (0.0, ())


class Ranked(NamedTuple):
    """A ranked candidate for an answer.

    score: 0-1.
    coverage: share (0-1) of the question's words that it accounts for, by weight.
    match_count: number of words that it accounts for.
    missed_weight: share (0-1) of the heaviest word that it does not account for.
    matched: for each word how far (0-1) it accounts for it: the weight of the best field.
    in_name: a word of the question is in its name or an alias.
    edges: the edges that answer; empty if none do.
    """

    key: Key
    score: float
    coverage: float
    match_count: int
    missed_weight: float
    matched: Mapping[Stem, float]
    in_name: bool
    edges: tuple[StoredEdge, ...]


def rank(
    query: Query,
    chains: Sequence[Chain],
    store: Store,
    weights: Weights = WEIGHTS,
    among: Collection[Key] | None = None,
    proposed: int = MAX_CANDIDATES,
) -> list[Ranked]:
    """Rank the candidates for an answer, best first, equal ones in the order of the files.

    Args:
        query: the question.
        chains: chains for the question, fittest first.
        store: the graph.
        weights: the weights of the evidence.
        among: the only candidates; None for the concepts that the index proposes, that the
            question mentions and that chains lead to.
        proposed: number of concepts that the index proposes.
    """
    ranking = _Ranking(query, chains, store, weights, among or (), proposed)
    return ranking.ranked(ranking.keys if among is None else sorted(among))


class _Ranking:
    """The candidates of one question, and the evidence for each."""

    def __init__(
        self,
        query: Query,
        chains: Sequence[Chain],
        store: Store,
        weights: Weights,
        among: Collection[Key],
        proposed: int,
    ) -> None:
        self.query, self.store, self.weights = query, store, weights
        self.chains = chains[:MAX_CHAINS]
        self.mentioned = query.mentioned_keys
        self.asked_by_name = self._asked_by_name()
        self.is_asked_by_chain = bool(self.chains) and self.chains[0].is_asked
        self.chain_of: dict[Key, tuple[float, tuple[StoredEdge, ...]]] = {}
        for chain in self.chains:
            for key in list(chain.answers)[:MAX_CANDIDATES]:
                self.chain_of.setdefault(key, (chain.strength, tuple(chain.path_to(key))))
        self.question_terms = QuestionTerms(query, store, weights)
        self.term_weights = self.question_terms.weights
        self.total_weight = self._total_weight()
        self.score_scale = weights.words + weights.whole_name
        self.score_scale += weights.chain_strength * bool(self.chains) + weights.kind * bool(
            query.answer_kinds
        )
        found = store.search(self.question_terms.stems, proposed)
        keys = {*found, *self.mentioned, *self.chain_of, *among}
        self.implied_by = self._implied_by(keys)
        self.keys = sorted(keys | self.implied_by.keys())
        self.fields = store.concept_fields(self.keys)
        self.edges = store.edges_among(self.keys)
        self.relation_sides = store.relation_sides(self.keys) if query.asks else {}

    def _asked_by_name(self) -> set[Key]:
        """Return the concepts whose name is most of what the question says."""
        content = self.query.content_positions
        return {
            key
            for mention in self.query.mentions
            if len(content & set(mention.span)) >= NAME_COVERAGE * len(content)
            for key in mention.keys
        }

    def _implied_by(self, keys: Collection[Key]) -> dict[Key, list[StoredEdge]]:
        """Return the concepts that candidates ask for by default, with the edges between them.

        A situation asks for the metrics that suit it.
        """
        kinds = self.store.vocabulary.kinds.values()
        names = {name for kind in kinds for name in kind.default_relations}
        edges: dict[Key, list[StoredEdge]] = {}
        for edge in self.store.edges_at("object", names, keys):
            edges.setdefault(edge.subject, []).append(edge)
        return edges

    def ranked(self, among: Sequence[Key]) -> list[Ranked]:
        """Rank some of the candidates, best first."""
        by_edges = self._covered_by_edges() if self.chains or self.query.asks else {}
        matches = {key: self.question_terms.match(self.fields[key]) for key in self.keys}
        coverage = {
            key: _clamp(self._covered_weight(matches[key], by_edges.get(key)) / self.total_weight)
            for key in self.keys
        }
        of_neighbours = self._neighbour_coverage(coverage)
        effects = {
            kind: kind_effect(
                self.store.vocabulary.kinds[kind],
                self.query,
                self.weights,
                is_asked_by_chain=self.is_asked_by_chain,
            )
            for kind in {fields.kind for fields in self.fields.values()}
        }
        ranked = [
            self._ranked(
                key,
                coverage[key],
                matches,
                by_edges.get(key),
                of_neighbours.get(key, 0.0),
                effects[self.fields[key].kind],
            )
            for key in among
        ]
        return sorted(ranked, key=lambda r: (-round(r.score, 6), r.key))

    def _total_weight(self) -> float:
        """Return the weight of all content words, known or not."""
        # In a long story, most unknown words have nothing to do with the question.
        unknown = min(len(self.query.out_of_vocabulary), 1 + len(self.term_weights) / 2)
        rarest = math.log1p(len(self.store))
        known_weight = sum(map(abs, self.term_weights.values()))
        return known_weight + self.weights.unknown * rarest * unknown or 1.0

    def _ranked(
        self,
        key: Key,
        coverage: float,
        matches: Mapping[Key, FieldMatch],
        by_edges: Mapping[Stem, float] | None,
        neighbour_coverage: float,
        effect: KindEffect,
    ) -> Ranked:
        weights, total = self.weights, self.total_weight
        chain_strength, edges = self.chain_of.get(key, _NO_CHAIN)
        for edge in self.implied_by.get(key, ()):
            covered = self._covered_weight(matches[edge.object], by_edges)
            implied_coverage = weights.implied * (covered / total)
            if implied_coverage > coverage:
                coverage, edges = min(1.0, implied_coverage), edges or (edge,)
        own = matches[key]
        score = (
            weights.words * coverage + weights.chain_strength * chain_strength + effect.wanted_bonus
        )
        score += (
            weights.whole_name * own.name_share + weights.definition_share * own.definition_share
        )
        score += weights.word_pairs * own.pair_weight / total
        score = score / self.score_scale + weights.neighbours * neighbour_coverage
        if key in self.asked_by_name:
            score += effect.named_bonus
        score *= effect.mentioned_factor if key in self.mentioned else effect.other_factor
        score = score * effect.means_factor + effect.prior_bonus
        by_edges = by_edges or {}
        matched = {
            term.stem: 1.0 if term.stem in by_edges else weight
            for term, weight in zip(self.term_weights, own.term_weights, strict=True)
        }
        missed = [w for term, w in self.term_weights.items() if not matched[term.stem]]
        return Ranked(
            key,
            _clamp(score),
            _clamp(coverage),
            match_count=len(self.term_weights) - len(missed),
            missed_weight=max([0.0, *missed]) / total,
            matched=matched,
            in_name=own.in_name,
            edges=edges,
        )

    def _covered_weight(self, match: FieldMatch, by_edges: Mapping[Stem, float] | None) -> float:
        """Return the weight of the words that a concept's fields or answering edges account for."""
        if not by_edges:
            return float(sum(map(mul, match.term_weights, self.term_weights.values())))
        return sum(
            max(matched, by_edges.get(term.stem, 0.0)) * weight
            for (term, weight), matched in zip(
                self.term_weights.items(), match.term_weights, strict=True
            )
        )

    def _neighbour_coverage(self, coverage: Mapping[Key, float]) -> dict[Key, float]:
        """Return for each candidate the best coverage of a neighbour, times the edge's weight."""
        best: dict[Key, float] = {}
        for edge in self.edges:
            relation = self.store.relation(edge.relation)
            if relation.negative:
                continue
            for key, neighbour in ((edge.subject, edge.object), (edge.object, edge.subject)):
                share = relation.weight * coverage.get(neighbour, 0.0)
                best[key] = max(best.get(key, 0.0), share)
        return best

    def _covered_by_edges(self) -> dict[Key, dict[Stem, float]]:
        """Return the words that edges account for, with their weight, for each candidate."""
        query = self.query
        found: dict[Key, dict[Stem, float]] = {}
        for key, sides in self.relation_sides.items():
            for ask in query.asks:
                if (ask.relation, ask.side) in sides:
                    weight = self.weights.has_relation * ask.strength
                    covered = found.setdefault(key, {})
                    covered |= {query.stems[n]: weight for n in ask.span}
        for chain in self.chains:
            weight = self.weights.chain * (0.5 + chain.strength / 2)
            for key in chain.answers.keys() & self.fields.keys():
                covered = found.setdefault(key, {})
                for stem in (query.stems[n] for n in chain.covered):
                    covered[stem] = max(covered.get(stem, 0.0), weight)
        return found


def _clamp(value: float) -> float:
    """Return the value limited to 0-1; denied words may outweigh all others."""
    return min(1.0, max(0.0, value))
