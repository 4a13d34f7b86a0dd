"""Search the cards of a deck for the words of a question, by BM25."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from kg.answer.asking_words import asking_characters, asking_words
from kg.linking.spelling import max_edits, words_within
from kg.question import Query
from kg.store import Store
from kg.store.card_queries import StoredCard
from kg.text.card_terms import card_terms, is_unspaced
from kg.text.normal_forms import words
from kg.text.word_list import frequency as frequency_of_word

MAX_CARDS_READ = 40
"""Cards of the highest scores that are read and compared with the question."""

MAX_TERM_CARDS = 20_000
"""Cards that have a term, beyond which the term is only looked up if no other is."""

MAX_TERMS_ALIKE = 60
"""Terms with the same beginning that are compared with a word."""

EMPTY_WEIGHT = 0.05
"""Weight of a word without content, as a share of that of others."""

_UNKNOWN_PAIR_WEIGHT = 0.3
"""Weight of a pair of characters that no card has: often the end of a word and the next."""

_PREFIX_FACTOR = 0.75
"""Weight of a term that differs from a word of the question by its ending."""

_TYPO_FACTOR = 0.85
"""Weight of a term that a word of the question misspells."""

_SYNONYM_FACTOR = 0.7
"""Weight of a synonym of a word of the question."""

_FRONT_WEIGHT, _REST_WEIGHT = 1.0, 0.7
"""Weights of a term on the front of a card, and on the rest of it."""

_SMALL_DECK = 60
"""Cards that a deck is taken to have at least when the rarity of words is judged."""


class AskedWord(NamedTuple):
    """A word of a question.

    Attributes:
        term: the term that it is.
        weight: how much it counts, by its rarity.
        terms: the terms of cards that stand for it, each with a factor (0-1).
        is_empty: True if it has no content of its own.
        is_name: True if it is written with a capital, though no sentence begins with it.
    """

    term: str
    weight: float
    terms: dict[str, float]
    is_empty: bool = False
    is_name: bool = False


def asked_words(query: Query, store: Store) -> list[AskedWord]:
    """Return the words of a question, with the terms of the deck that stand for each."""
    typed = words(query.text)
    asking = asking_words(typed)
    names = _names_in(query.text)
    corrected = dict(query.corrections)
    terms_of = {word: list(dict.fromkeys(card_terms(word))) for word in typed}
    known = store.deck.frequencies([t for terms in terms_of.values() for t in terms])
    synonyms = store.synonyms([t for terms in terms_of.values() for t in terms])
    asked: list[AskedWord] = []
    seen: set[str] = set()
    for word in typed:
        for term in terms_of[word]:
            if term in seen:
                continue
            seen.add(term)
            empty = is_empty(word, term, asking)
            alike = {term: 1.0} if term in known else {}
            if not empty and not is_unspaced(term[0]):
                if not alike:
                    alike |= _spelt_alike(word, term, corrected.get(word, ""), store)
                for synonym in synonyms.get(term, ()):
                    alike.setdefault(synonym, _SYNONYM_FACTOR)
            frequency = max((known.get(t, 0) for t in alike), default=0) or _frequency(alike, store)
            weight = idf(frequency, store.card_count) * (EMPTY_WEIGHT if empty else 1.0)
            if not frequency and is_unspaced(term[0]):
                weight *= _UNKNOWN_PAIR_WEIGHT
            is_name = word in names and not empty
            asked.append(AskedWord(term, weight, alike, empty, is_name))
    return asked


def _names_in(text: str) -> set[str]:
    """Return the words that are written with a capital within a sentence, normalised."""
    parts = text.split()
    inner = [b for a, b in pairwise(parts) if not a.endswith((".", "!", "?", ":"))]
    is_shouted = sum(part[:1].isupper() for part in inner) > len(inner) / 2
    return set() if is_shouted else {w for p in inner if p[:1].isupper() for w in words(p)}


def _frequency(terms: Iterable[str], store: Store) -> int:
    return max(store.deck.frequencies(terms).values(), default=0)


def is_empty(word: str, term: str, asking: Collection[str]) -> bool:
    """Return True if a word has no content of its own."""
    if is_unspaced(term[0]):
        characters = asking_characters()
        return term in characters or all(c in characters for c in term)
    return word in asking


def idf(frequency: int, cards: int) -> float:
    """Return the rarity of a term that so many of the cards have."""
    n = max(cards, _SMALL_DECK)
    return math.log(1 + (n - min(frequency, n) + 0.5) / (frequency + 0.5))


def _spelt_alike(word: str, term: str, correction: str, store: Store) -> dict[str, float]:
    """Return terms that a word without cards may mean: corrected, or with another ending."""
    alike: dict[str, float] = {}
    if correction:
        alike |= dict.fromkeys(card_terms(correction), _TYPO_FACTOR)
    limit = max_edits(word)
    if limit and not frequency_of_word(word):
        candidates = store.spelling_candidates(word, limit)
        near = words_within(limit, word, candidates)
        if near:
            nearest = near[0][1]
            for candidate, distance in near:
                if distance == nearest:
                    for one in card_terms(candidate):
                        alike.setdefault(one, _TYPO_FACTOR)
    size = max(4, math.ceil(len(term) * 0.7))
    if len(term) >= 4:
        for other, _ in store.deck.terms_from(term[:size], MAX_TERMS_ALIKE):
            if len(other) <= len(term) + 4:
                alike.setdefault(other, _PREFIX_FACTOR)
    known = store.deck.frequencies(alike)
    return {one: factor for one, factor in alike.items() if one in known}


def best_cards(asked: Sequence[AskedWord], store: Store) -> list[StoredCard]:
    """Return the cards of the highest BM25 scores."""
    sizes = store.deck.frequencies([term for word in asked for term in word.terms])
    wanted = [term for term, size in sizes.items() if size <= MAX_TERM_CARDS]
    postings = store.deck.postings(wanted or sizes)
    scores: defaultdict[int, float] = defaultdict(float)
    for word in asked:
        best: dict[int, float] = {}
        for term, factor in word.terms.items():
            posting = postings.get(term)
            if posting is None:
                continue
            impacts = posting.impacts
            for at, n in enumerate(posting.cards):
                value = factor * (
                    _FRONT_WEIGHT * impacts[2 * at] + _REST_WEIGHT * impacts[2 * at + 1]
                )
                if value > best.get(n, 0.0):
                    best[n] = value
        for n, value in best.items():
            scores[n] += word.weight * value
    top = sorted(scores, key=lambda n: (-scores[n], n))[:MAX_CARDS_READ]
    cards = store.deck.by_number(top)
    return [cards[n] for n in top]
