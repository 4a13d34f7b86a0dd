"""Term matching: which words of a question a concept has, and in which of its fields."""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import pairwise

from kg._typing import NamedTuple
from kg.answer.ranking_weights import Weights
from kg.question import Query, Term
from kg.store import ConceptFields, Store
from kg.store.term_codes import NO_CODE

MIN_DEFINITION_TERMS = 8
"""A shorter definition counts as this many terms when its share is computed."""


class FieldMatch(NamedTuple):
    """The share of a question that the fields of a concept cover.

    term_weights: for each term of the question the weight of the best field that has it; 0 if none.
    in_name: a term is in the name or an alias.
    name_share: share (0-1) of the name's terms that the question has.
    definition_share: share (0-1) of the definition's different terms that the question or its
        synonyms have.
    pair_weight: total weight of the question's word pairs that stand together here as well.
    """

    term_weights: list[float]
    in_name: bool
    name_share: float
    definition_share: float
    pair_weight: float


class QuestionTerms:
    """The terms of a question with their weights, ready to be matched with concepts.

    `weights` has the weight of each term; `stems` are those of the terms and their synonyms.
    """

    def __init__(self, query: Query, store: Store, weights: Weights) -> None:
        self.weights = _term_weights(query, store, weights.english_frequency)
        self.stems = [stem for term in self.weights for stem in (term.stem, *term.synonyms)]
        codes = store.term_codes(self.stems)
        self._term_codes = [codes.get(term.stem, NO_CODE) for term in self.weights]
        self._synonym_codes = [
            (n, [codes[stem] for stem in term.synonyms if stem in codes])
            for n, term in enumerate(self.weights)
            if term.synonyms
        ]
        self._own_codes = frozenset(self._term_codes) - {NO_CODE}
        self._all_codes = frozenset(codes.values())
        self._pairs = _adjacent_pairs(query, self.weights, codes)
        self._synonym_factor = weights.synonym
        fields = (
            *(weights.name, weights.alias, weights.definition),
            *(weights.summary, weights.background, weights.edges),
        )
        self._fields_by_weight = sorted(enumerate(fields), key=lambda field: -field[1])

    def match(self, concept: ConceptFields) -> FieldMatch:
        """Match the question with the fields of a concept."""
        own_codes, all_codes = self._own_codes, self._all_codes
        best: dict[str, float] = {}  # the weight of the best field that has each code
        for field, weight in self._fields_by_weight:
            for code in all_codes.intersection(concept[field]):
                best.setdefault(code, weight)
        weight_of = best.get
        term_weights = [weight_of(code, 0.0) for code in self._term_codes]
        for n, codes in self._synonym_codes:
            synonym = self._synonym_factor * max(
                [weight_of(code, 0.0) for code in codes], default=0.0
            )
            term_weights[n] = max(term_weights[n], synonym)
        name = concept.name
        definition = set(concept.definition)
        return FieldMatch(
            term_weights,
            in_name=not (own_codes.isdisjoint(name) and own_codes.isdisjoint(concept.aliases)),
            name_share=len([code for code in name if code in own_codes]) / max(1, len(name)),
            definition_share=len(definition & all_codes)
            / max(MIN_DEFINITION_TERMS, len(definition)),
            pair_weight=self._pair_weight(concept) if len(best) > 1 else 0.0,
        )

    def _pair_weight(self, concept: ConceptFields) -> float:
        """Return the total weight of the pairs that stand together in the concept's text."""
        text = "".join(concept[:5])  # the fields whose terms are in order
        return sum(
            weight
            for (one, other), weight in self._pairs.items()
            if one in text and other in text and _stand_together(one, other, text)
        )


def _term_weights(query: Query, store: Store, exponent: float) -> dict[Term, float]:
    """Return the weight of each term: its idf, less for words that are common in English.

    The inverse document frequency is that of K. Sparck Jones, 1972, doi:10.1108/eb026526, as
    log(1 + N / df). A term that the graph has only as a synonym gets the rarest synonym's.
    """
    stats = store.term_stats(s for t in query.terms for s in (t.stem, *t.synonyms))
    weighed = {}
    for term in query.terms:
        known = [stats[s] for s in (term.stem, *term.synonyms) if s in stats]
        own = stats.get(term.stem) or min(known, key=lambda s: s.document_frequency)
        idf = math.log1p(len(store) / own.document_frequency)
        weighed[term] = term.weight * idf / (1 + own.english_frequency / 1e4) ** exponent
    return weighed


def _adjacent_pairs(
    query: Query, weights: Mapping[Term, float], codes: Mapping[str, str]
) -> dict[tuple[str, str], float]:
    """Return the pairs of consecutive terms of the question, as codes, with their mean weight."""
    weight_of = {term.stem: weight for term, weight in weights.items()}
    stems = [stem for stem in query.stems if stem in weight_of]
    return {
        (codes[one], codes[other]): (weight_of[one] + weight_of[other]) / 2
        for one, other in pairwise(stems)
        if one in codes and other in codes
    }


def _stand_together(one: str, other: str, text: str) -> bool:
    """Return True if two codes are at most two positions apart."""
    at = text.find(one)
    while at >= 0:
        if other in text[at + 1 : at + 3] or other in text[max(0, at - 2) : at]:
            return True
        at = text.find(one, at + 1)
    return False
