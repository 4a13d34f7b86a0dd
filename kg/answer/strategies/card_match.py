"""Match a question with the cards of a deck: the card that asks it is the best answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from math import log

from kg.answer.reasons import make_hit
from kg.answer.result import Hit, Reason
from kg.question import Query
from kg.store import Store
from kg.text.language import language
from kg.text.normal_forms import stem, words

CARD_KINDS = frozenset({"question", "statement"})
"""Kinds of concept that are a card's own words; only graphs made from decks have them."""

MIN_CARD_SIMILARITY = 0.8
"""Dice coefficient (0-1) from which a question and a card ask the same.

Source: L. R. Dice, Measures of the amount of ecologic association between species, Ecology 26
(1945). Here it is computed on multisets of stems, weighted by idf.
"""

MIN_CARD_QUESTION_WORDS = 3
"""A question of fewer words is not matched with cards."""

MAX_CARDS_COMPARED = 20
"""Number of concepts that the index proposes for comparison."""

_UNKNOWN_STEM_WEIGHT = 1.0


def match_card(query: Query, store: Store) -> Hit | None:
    """Return the concept whose card asks the question in the same words, in any order.

    None when no card does, as in any graph not made from a deck.
    """
    if CARD_KINDS.isdisjoint(store.vocabulary.kinds) or len(query.words) < MIN_CARD_QUESTION_WORDS:
        return None
    question = Counter(stem(part) for word in query.words for part in words(word))
    keys = store.search(question, MAX_CARDS_COMPARED)
    fields = store.concept_fields(keys)
    stats, codes = store.term_stats(question), store.term_codes(question)
    weights = {codes[s]: log(1 + len(store) / stats[s].document_frequency) for s in codes}
    question_codes = Counter({codes.get(s, s): count for s, count in question.items()})
    found: list[tuple[float, int]] = []
    for n, key in enumerate(keys):
        texts = fields[key].name, fields[key].definition
        similarity = max(_weighted_dice(question_codes, text, weights) for text in texts)
        if similarity >= MIN_CARD_SIMILARITY:
            found.append((-similarity, n))
    for negative_similarity, n in sorted(found):
        concept = store.concept(keys[n])
        if not all(_differs_in_a_word(query, text) for text in (concept.name, concept.definition)):
            return make_hit(concept, -negative_similarity, [Reason("exact", "a card asks this")])
    return None


def _differs_in_a_word(query: Query, card: str) -> bool:
    """Return True if the question has another word in place of one of the card's.

    London for Paris, say. Both must have a word that the other lacks, synonyms included.
    """
    contentless = language().contentless_words
    card_stems = {stem(word) for word in words(card) if word not in contentless}
    question_stems = {stem(word) for word in query.out_of_vocabulary}
    only_in_question = question_stems - card_stems
    for term in query.terms:
        stems = {term.stem, *term.synonyms}
        if card_stems.isdisjoint(stems):
            only_in_question.add(term.stem)
        question_stems |= stems
    return bool(only_in_question and card_stems - question_stems)


def _weighted_dice(question: Counter[str], text: str, weights: Mapping[str, float]) -> float:
    """Return the weighted Dice coefficient (0-1) of a question and a text of codes."""
    other = Counter(text)

    def total(counts: Counter[str]) -> float:
        return sum(n * weights.get(code, _UNKNOWN_STEM_WEIGHT) for code, n in counts.items())

    both = total(question) + total(other)
    return 2 * total(question & other) / both if both else 0.0
