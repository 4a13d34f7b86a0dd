"""Find words and runs of words that recur on many cards of a deck."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from kg.extract.gazetteer import TOKEN, is_function_word, text_stems
from kg.model.deck import Card
from kg.text.word_list import frequencies

MAX_RARE_SHARE = 0.25
"""Share (0-1) of rare words above which the word list does not cover the deck's language."""

SMALL_DECK_CARDS = 80
"""Cards from which on a term must recur three times; in a smaller deck twice is enough."""

MIN_COHESION = 0.25
"""Share (0-1) of the cards with a pair's rarer word that must have the pair itself."""

COMMON_WORD_FREQUENCY = 200_000
"""Occurrences in the texts of the word list from which on no term ends with a word."""

MAX_RARE_WORD_FREQUENCY = 30
"""Most occurrences in the texts of the word list with which a word is a term on its own."""

_CLAUSE_BREAK = re.compile(r"[.!?;:,()\n\"“”/]|\s[–—-]\s")
_NON_NOUN = re.compile(
    r".*(?:ly|n't|n’t|'s|’s|ing|ed|ize|ise|ify|ous|ful|less|able|ible|ical)$", re.IGNORECASE
)
_NON_STARTER = re.compile(r".*(?:ly|n't|n’t|'s|’s|ize|ise|ify|i[sz]es|ifies)$", re.IGNORECASE)
_SINGLE_WORD_TERM = re.compile(r"(?!.*(?:i[sz]es?|ifies|ates?|er|ible|ical)$)[a-z-]{6,}")
"""A word that can be a term on its own: in lower case, and not a verb by its ending."""

_GENERIC_ADJECTIVES = frozenset(
    "according across actual additional along among another around average bad best better big"
    " certain common correct current desired different during entire every exact few first full"
    " given good great higher highest important indicating instead large larger last latter limited"
    " lower main major minor modern multiple near necessary new newer next normal often old"
    " original per possible previous proper real relevant required requires right same several"
    " significant similar since small smaller specific through typical typically unknown usual"
    " various whether whole within wrong".split()
)
"""Words, mostly adjectives, that are too general to begin a term."""

_NON_ENDINGS = frozenset(
    "across along always categorical flat instead multiple often per perpendicular through whether"
    " while within written".split()
)
"""Words that are not nouns, although they look like nouns."""

_COMMON_VERBS = frozenset(
    "allow allows apply applies avoid become becomes begin begins bring brings call calls change"
    " changes choose come comes contain contains create creates define defines describe describes"
    " determine determines enable enables ensure ensures explain explains follow follows force"
    " happen happens help helps improve improves include includes increase increases involve"
    " involves know known let lets mean means perform performs prevent prevents produce produces"
    " protect protects provide provides receive receives reduce reduces refer refers represent"
    " represents require requires return returns send sends show shows specify specifies store"
    " stores support supports tell tells understand validate verify verifies accumulate avoids"
    " calculate causing combine combines compare compute consider convert dampen decide detect"
    " divide execute expect"
    " find finds generate grant grants handle handles identify implement indicate issue keep keeps"
    " lack learn make manage measure minimize modify move multiply need needs obtain optimize"
    " oscillates override pass performing place predict process read receive remove replace resolve"
    " run runs save select separate set share solve specifying split start starts stop stops take"
    " takes trigger triggers try update using wait wrap write writes".split()
)

Stems = tuple[str, ...]
"""The stems of a term's words."""


class _Word(NamedTuple):
    """A word of a text with its stem, and its possible places in a term.

    A term can begin with it if `begins`, end with it if `ends`, and be this one word if `is_rare`.
    """

    text: str
    stem: str
    begins: bool
    ends: bool
    is_rare: bool


@dataclass(slots=True)
class _TermUse:
    """The uses of a term: the number of its first card, its spellings, and its contexts."""

    first: int
    spellings: Counter[str] = field(default_factory=Counter)
    contexts: set[Stems] = field(default_factory=set)

    def usual_spelling(self) -> str:
        """Return the most frequent spelling; of equal ones the first in the alphabet."""
        return min(self.spellings.items(), key=lambda item: (-item[1], item[0]))[0]


def find_recurring_terms(cards: Iterable[Card], known: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Find the terms that recur in a deck: rare words, and runs of two or more words.

    Args:
        cards: the cards of a deck in English.
        known: names that are concepts already; pairs of words within them are not searched for.

    Yields:
        Each term in its usual spelling, with the number of its first card, in the order in which
        the terms first occur.
    """
    cards = list(cards)
    names = [tuple(text_stems(name)) for name in known]
    min_uses = 2 if len(cards) < SMALL_DECK_CARDS else 3
    word_cards: Counter[str] = Counter()
    pair_cards: Counter[Stems] = Counter()
    rare = 0
    for card in cards:
        clauses = _clauses(card)
        word_cards.update({word.stem for words in clauses for word in words})
        rare += len({word.stem for words in clauses for word in words if word.is_rare})
        pair_cards.update({pair for words in clauses for pair in _pairs(words)})
    pairs_in_names = {pair for name in names for pair in pairwise(name)}
    recurring = {
        pair
        for pair, n in pair_cards.items()
        if n >= min_uses
        and pair not in pairs_in_names
        and n >= MIN_COHESION * min(word_cards[w] for w in pair)
    }
    if rare <= MAX_RARE_SHARE * sum(word_cards.values()):
        recurring |= {(word,) for word, n in word_cards.items() if n >= min_uses} - set(names)
    del word_cards, pair_cards
    terms: dict[Stems, _TermUse] = {}
    for card in cards if recurring else ():
        for words in _clauses(card):
            for start, end in _runs(words, recurring):
                run = words[start:end]
                stems = tuple(word.stem for word in run)
                term = terms.setdefault(stems, _TermUse(card.number))
                term.spellings[" ".join(word.text for word in run)] += 1
                # A single word is a term wherever it stands; a run only if its neighbours vary,
                # otherwise it is part of a longer phrase.
                neighbours = [
                    w.stem for w in (*words[max(0, start - 1) : start], *words[end : end + 1])
                ]
                term.contexts.add((str(card.number),) if len(run) == 1 else tuple(neighbours))
    for term in terms.values():
        if len(term.contexts) >= min_uses:
            yield term.usual_spelling(), term.first


def _clauses(card: Card) -> list[list[_Word]]:
    """Return the words of a card's text, cut at its punctuation."""
    parts = _CLAUSE_BREAK.split(f"{card.front}\n{card.back}")
    return [[_word(text) for text in part.split(" ") if text] for part in parts if part.strip()]


def _pairs(words: Sequence[_Word]) -> Iterator[Stems]:
    """Return the stems of neighbouring words that can be a term."""
    return ((a.stem, b.stem) for a, b in pairwise(words) if a.begins and b.ends)


def _runs(words: Sequence[_Word], recurring: set[Stems]) -> Iterator[tuple[int, int]]:
    """Yield the start and end positions of each longest run of recurring pairs, or single word."""
    n = 0
    while n < len(words):
        end = n + 1
        while (
            end < len(words)
            and words[end - 1].begins
            and words[end].ends
            and (words[end - 1].stem, words[end].stem) in recurring
        ):
            end += 1
        if end > n + 1 or (words[n].is_rare and (words[n].stem,) in recurring):
            yield n, end
        n = end


@lru_cache(maxsize=200_000)
def _word(text: str) -> _Word:
    """Return a word with its stem and its possible places in a term, by its form and frequency."""
    stems = text_stems(text)
    is_content = _is_content_word(text) and TOKEN.fullmatch(text) is not None
    lower = text.lower()
    frequency = frequencies().get(lower, 0)
    is_noun = is_content and lower not in _NON_ENDINGS and not _NON_NOUN.match(text)
    return _Word(
        text,
        stems[0] if stems else text,
        begins=is_content and lower not in _GENERIC_ADJECTIVES and not _NON_STARTER.match(text),
        ends=is_noun and frequency < COMMON_WORD_FREQUENCY,
        is_rare=is_noun
        and frequency <= MAX_RARE_WORD_FREQUENCY
        and _SINGLE_WORD_TERM.fullmatch(text) is not None,
    )


def _is_content_word(word: str) -> bool:
    lower = word.lower()
    is_filler = is_function_word(lower) or lower in _COMMON_VERBS
    return not (len(word) < 3 or is_filler or word.isdigit())
