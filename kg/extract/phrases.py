"""Phrases: pairs of words that return on card after card, as terms do."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from kg.deck import Card
from kg.extract.mentions import TOKEN, is_empty, stems_in
from kg.lexicon import frequencies

SMALL = 80
"""Cards of a deck in which two make a phrase return; in larger ones it takes three."""

COHESION = 0.25
"""Share of the rarer word's cards in which it must stand in the phrase."""

COMMON = 200_000
"""Occurrences, in the lexicon's texts, from which on a word makes no term."""

ENGLISH = 0.1
"""Share of empty words of English from which on a deck counts as English."""

_CLAUSES = re.compile(r"[.!?;:,()\n\"“”/]|\s[–—-]\s")
_NO_NOUN = re.compile(r".*(?:ly|n't|n’t|'s|’s|ing|ed|ize|ise|ify)$", re.IGNORECASE)
_NO_START = re.compile(r".*(?:ly|n't|n’t|'s|’s|ize|ise|ify)$", re.IGNORECASE)
_VERBS = frozenset(
    "allow allows apply applies avoid become becomes begin begins bring brings call calls change"
    " changes choose come comes contain contains create creates define defines describe describes"
    " determine determines enable enables ensure ensures explain explains follow follows force"
    " happen happens help helps improve improves include includes increase increases involve"
    " involves know known let lets mean means perform performs prevent prevents produce produces"
    " protect protects provide provides receive receives reduce reduces refer refers represent"
    " represents require requires return returns send sends show shows specify specifies store"
    " stores support supports tell tells understand validate verify verifies".split()
)


Pair = tuple[str, str]


class _Word(NamedTuple):
    """A word of a text, its stem, and whether a term can begin or end with it."""

    text: str
    stem: str
    begins: bool
    ends: bool


class _Seen(NamedTuple):
    """A pair of stems in a text, the stems around it, and how it is written."""

    pair: Pair
    around: Pair
    form: str


def find_phrases(cards: Iterable[Card], known: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Pairs of words that return, each as it is mostly written, with its first card.

    Args:
        cards: of a deck.
        known: names that are concepts already; a phrase within one of them says nothing new.
    """
    cards = list(cards)
    if not _is_english(cards):
        return
    within = {pair for name in known for pair in pairwise(stems_in(name))}
    least = 2 if len(cards) < SMALL else 3
    single: Counter[str] = Counter()
    often: Counter[Pair] = Counter()
    for card in cards:
        clauses = _clauses(card)
        often.update({seen.pair for seen in _found_in(clauses)})
        single.update({word.stem for words in clauses for word in words})
    returning = {
        pair
        for pair, n in often.items()
        if n >= least and pair not in within and n >= COHESION * min(single[w] for w in pair)
    }
    del often, single
    around: defaultdict[Pair, set[Pair]] = defaultdict(set)
    forms: defaultdict[Pair, Counter[str]] = defaultdict(Counter)
    first: dict[Pair, int] = {}
    for card in cards:
        for seen in _found_in(_clauses(card)):
            if seen.pair in returning:
                first.setdefault(seen.pair, card.number)
                around[seen.pair].add(seen.around)
                forms[seen.pair][seen.form] += 1
    for pair, number in first.items():
        if len(around[pair]) >= least:
            yield min(forms[pair].items(), key=lambda item: (-item[1], item[0]))[0], number


def _clauses(card: Card) -> list[list[_Word]]:
    """The words of a card's text that stand between its marks."""
    parts = _CLAUSES.split(f"{card.front}\n{card.back}")
    return [[_word(text) for text in part.split(" ") if text] for part in parts if " " in part]


def _found_in(clauses: list[list[_Word]]) -> Iterator[_Seen]:
    """The pairs of words that could be terms."""
    for words in clauses:
        for n, (one, other) in enumerate(pairwise(words)):
            if one.begins and other.ends:
                before = words[n - 1].stem if n else ""
                after = words[n + 2].stem if n + 2 < len(words) else ""
                yield _Seen((one.stem, other.stem), (before, after), f"{one.text} {other.text}")


def _is_english(cards: list[Card]) -> bool:
    """Whether the cards have as many of English's empty words as English has."""
    said = [w for c in cards[:300] for w in TOKEN.findall(f"{c.front} {c.back}".lower())]
    return sum(map(is_empty, said)) > ENGLISH * len(said)


@lru_cache(maxsize=200_000)
def _word(text: str) -> _Word:
    """What is to be known of a word: it ends a term when it is a noun by its looks, and rare."""
    stems = stems_in(text)
    says = _says_something(text) and TOKEN.fullmatch(text) is not None
    is_rare = frequencies().get(text.lower(), 0) < COMMON
    return _Word(
        text,
        stems[0] if stems else text,
        says and not _NO_START.match(text),
        says and is_rare and not _NO_NOUN.match(text),
    )


def _says_something(word: str) -> bool:
    low = word.lower()
    return not (len(word) < 3 or is_empty(low) or low in _VERBS or word.isdigit())
