"""Questions that a card asks: of a graph made of a deck, the card itself is the best answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from math import log

from kg.answer.explanation import hit
from kg.answer.result import Hit, Reason
from kg.question import Query
from kg.question.function_words import SHAPELESS
from kg.store import Store
from kg.text.normal_forms import stem, words

ASKING = frozenset({"question", "statement"})
"""Kinds of concept that are a card's own words; only graphs made of decks have them."""

ALIKE = 0.8
"""Dice coefficient of two questions' words from which on they are the same question.

Source: L. R. Dice, Measures of the amount of ecologic association between species, Ecology 26
(1945), on multisets of stems.
"""

SHORTEST = 3
"""Words of a question that can be told to be a card's."""

_LOOKED_AT = 20
_UNKNOWN = 1.0


def asked(query: Query, store: Store) -> Hit | None:
    """The concept whose card asks a question in these words, whatever their order.

    None where no card does, as in every graph that is made of no deck.
    """
    if ASKING.isdisjoint(store.vocabulary.kinds) or len(query.words) < SHORTEST:
        return None
    said = Counter(stem(part) for word in query.words for part in words(word))
    keys = store.search(said, _LOOKED_AT)
    passages = store.concept_fields(keys)
    spread, marks = store.term_stats(said), store.term_codes(said)
    weight = {marks[s]: log(1 + len(store) / spread[s].document_frequency) for s in marks}
    said_marks = Counter({marks.get(s, s): count for s, count in said.items()})
    found: list[tuple[float, int]] = []
    for n, key in enumerate(keys):
        own = passages[key]
        alike = max(_dice(said_marks, text, weight) for text in (own.name, own.definition))
        if alike >= ALIKE:
            found.append((-alike, n))
    for unlike, n in sorted(found):
        concept = store.concept(keys[n])
        if not all(_is_another(query, text) for text in (concept.name, concept.definition)):
            return hit(concept, -unlike, [Reason("exact", "a card asks this")])
    return None


def _is_another(query: Query, card: str) -> bool:
    """Whether a question has some word in the place of another of the card's: London for Paris."""
    told = {stem(word) for word in words(card) if word not in SHAPELESS}
    said = {stem(word) for word in query.out_of_vocabulary}
    strange = said - told
    for term in query.terms:
        ways = {term.stem, *term.near}
        if told.isdisjoint(ways):
            strange.add(term.stem)
        said |= ways
    return bool(strange and told - said)


def _dice(said: Counter[str], other: str, weight: Mapping[str, float]) -> float:
    """How alike two texts are, rare words counting more; of those nobody else has only a little."""
    told = Counter(other)

    def total(counts: Counter[str]) -> float:
        return sum(n * weight.get(word, _UNKNOWN) for word, n in counts.items())

    whole = total(said) + total(told)
    return 2 * total(said & told) / whole if whole else 0.0
