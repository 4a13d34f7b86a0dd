"""Heard: the words of a question that say something, and what a passage has of them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import pairwise

from kg._typing import NamedTuple
from kg.answer.ranking_weights import Weights
from kg.question import Query, Term
from kg.store import ConceptFields, Store
from kg.store.term_codes import NO_CODE

SHORTEST = 8
"""Words that a definition counts for at least, when a share of it is told."""


class Seen(NamedTuple):
    """What a passage has of a question.

    `worth` is what each word counts for by where it stands, 0 for nowhere; `named` tells whether
    any is in the name or an alias; `whole` is the share of the name's words that the question has,
    `defined` the share of the definition's different words that it has, or synonyms of them;
    `together` the weight of those pairs of words that stand together here as well.
    """

    worth: list[float]
    named: bool
    whole: float
    defined: float
    together: float


class Heard:
    """A question's words by the marks that stand for them in passages.

    `terms` are the words with the weight of each, `stems` theirs and those of their synonyms.
    """

    def __init__(self, query: Query, store: Store, weights: Weights) -> None:
        self.terms = _weighed(query, store, weights.common)
        self.stems = [stem for term in self.terms for stem in (term.stem, *term.near)]
        marks = store.term_codes(self.stems)
        self._own = [marks.get(term.stem, NO_CODE) for term in self.terms]
        self._near = [
            (place, [marks[stem] for stem in term.near if stem in marks])
            for place, term in enumerate(self.terms)
            if term.near
        ]
        self._marks = frozenset(self._own) - {NO_CODE}
        self._alike = frozenset(marks.values())
        self._pairs = _pairs(query, self.terms, marks)
        self._nearly = weights.near
        places = weights.name, weights.alias, weights.definition, weights.summary, weights.edges
        self._columns = sorted(enumerate(places), key=lambda place: -place[1])

    def in_passage(self, passage: ConceptFields) -> Seen:
        """What a passage has of the question."""
        marks, alike = self._marks, self._alike
        best: dict[str, float] = {}  # by what stands where it counts for most
        for column, worth in self._columns:
            for mark in alike.intersection(passage[column]):
                best.setdefault(mark, worth)
        found = best.get
        worths = [found(mark, 0.0) for mark in self._own]
        for place, near in self._near:
            nearly = self._nearly * max([found(mark, 0.0) for mark in near], default=0.0)
            worths[place] = max(worths[place], nearly)
        name = passage.name
        definition = set(passage.definition)
        return Seen(
            worths,
            named=not (marks.isdisjoint(name) and marks.isdisjoint(passage.aliases)),
            whole=len([mark for mark in name if mark in marks]) / max(1, len(name)),
            defined=len(definition & alike) / max(SHORTEST, len(definition)),
            together=self._together(passage) if len(best) > 1 else 0.0,
        )

    def _together(self, passage: ConceptFields) -> float:
        """The weight of the pairs that stand together in the passage as well."""
        text = "".join(passage[:4])  # all that has an order
        return sum(
            weight
            for (one, other), weight in self._pairs.items()
            if one in text and other in text and _stand_together(one, other, text)
        )


def _weighed(query: Query, store: Store, common: float) -> dict[Term, float]:
    """How much each word of the question says: the rarer, the more.

    This is inverse document frequency (K. Sparck Jones 1972, doi:10.1108/eb026526), less for
    words that are common in English.
    """
    spread = store.term_stats(s for t in query.terms for s in (t.stem, *t.near))
    weighed = {}
    for term in query.terms:
        known = [spread[s] for s in (term.stem, *term.near) if s in spread]
        first = spread.get(term.stem) or min(known, key=lambda s: s.document_frequency)
        rarity = math.log1p(len(store) / first.document_frequency)
        weighed[term] = term.weight * rarity / (1 + first.english_frequency / 1e4) ** common
    return weighed


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


def _stand_together(one: str, other: str, text: str) -> bool:
    """Whether two marks stand within two places of each other."""
    at = text.find(one)
    while at >= 0:
        if other in text[at + 1 : at + 3] or other in text[max(0, at - 2) : at]:
            return True
        at = text.find(one, at + 1)
    return False
