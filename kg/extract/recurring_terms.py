"""Phrases: words and runs of words that return on card after card, as terms do."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from kg.extract.gazetteer import TOKEN, is_empty, stems_in
from kg.model.deck import Card
from kg.text.word_list import frequencies

FOREIGN = 0.25
"""Share of rare words from which on the lexicon does not know the deck's language."""

SMALL = 80
"""Cards of a deck in which two make a phrase return; in larger ones it takes three."""

COHESION = 0.25
"""Share of the rarer word's cards in which it must stand in the phrase."""

COMMON = 200_000
"""Occurrences, in the lexicon's texts, from which on a word makes no term."""

RARE = 30
"""Occurrences, in the lexicon's texts, up to which a word that returns is a term by itself."""

_CLAUSES = re.compile(r"[.!?;:,()\n\"“”/]|\s[–—-]\s")
_NO_NOUN = re.compile(
    r".*(?:ly|n't|n’t|'s|’s|ing|ed|ize|ise|ify|ous|ful|less|able|ible|ical)$", re.IGNORECASE
)
_NO_START = re.compile(r".*(?:ly|n't|n’t|'s|’s|ize|ise|ify|i[sz]es|ifies)$", re.IGNORECASE)
_ALONE = re.compile(r"(?!.*(?:i[sz]es?|ifies|ates?|er|ible|ical)$)[a-z-]{6,}")
"""A word that is a term by itself where it returns: in small letters, and no verb by its looks."""

_GENERIC = frozenset(
    "according across actual additional along among another around average bad best better big"
    " certain common correct current desired different during entire every exact few first full"
    " given good great higher highest important indicating instead large larger last latter limited"
    " lower main major minor modern multiple near necessary new newer next normal often old"
    " original per possible previous proper real relevant required requires right same several"
    " significant similar since small smaller specific through typical typically unknown usual"
    " various whether whole within wrong".split()
)
"""Words that say too little of what follows them to begin a term."""

_NO_END = frozenset(
    "across along always categorical flat instead multiple often per perpendicular through whether"
    " while within written".split()
)
"""Words that are no nouns, though they look as if."""

_VERBS = frozenset(
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


class _Word(NamedTuple):
    """A word of a text, its stem, and whether a term can begin or end with it, or be it."""

    text: str
    stem: str
    begins: bool
    ends: bool
    is_rare: bool


@dataclass(slots=True)
class _Term:
    """What was seen of a term: how it is written, between which words, first on which card."""

    first: int
    forms: Counter[str] = field(default_factory=Counter)
    around: set[Stems] = field(default_factory=set)

    def written(self) -> str:
        """The term as it is mostly written."""
        return min(self.forms.items(), key=lambda item: (-item[1], item[0]))[0]


def find_phrases(cards: Iterable[Card], known: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Terms that return: rare words, and runs of two or more words.

    Args:
        cards: of a deck in English.
        known: names that are concepts already; a run within one of them says nothing new.

    Yields:
        Each term as it is mostly written, with the number of its first card.
    """
    cards = list(cards)
    names = [tuple(stems_in(name)) for name in known]
    least = 2 if len(cards) < SMALL else 3
    single: Counter[str] = Counter()
    unknown = 0
    often: Counter[Stems] = Counter()
    for card in cards:
        clauses = _clauses(card)
        single.update({word.stem for words in clauses for word in words})
        unknown += len({word.stem for words in clauses for word in words if word.is_rare})
        often.update({pair for words in clauses for pair in _pairs(words)})
    within = {pair for name in names for pair in pairwise(name)}
    returning = {
        pair
        for pair, n in often.items()
        if n >= least and pair not in within and n >= COHESION * min(single[w] for w in pair)
    }
    if unknown <= FOREIGN * sum(single.values()):
        returning |= {(word,) for word, n in single.items() if n >= least} - set(names)
    del single, often
    terms: dict[Stems, _Term] = {}
    for card in cards if returning else ():
        for words in _clauses(card):
            for start, end in _runs(words, returning):
                run = words[start:end]
                stems = tuple(word.stem for word in run)
                term = terms.setdefault(stems, _Term(card.number))
                term.forms[" ".join(word.text for word in run)] += 1
                # A word is a term wherever it stands; a run only where it does not hang together
                # with the same words each time.
                around = [
                    w.stem for w in (*words[max(0, start - 1) : start], *words[end : end + 1])
                ]
                term.around.add((str(card.number),) if len(run) == 1 else tuple(around))
    for term in terms.values():
        if len(term.around) >= least:
            yield term.written(), term.first


def _clauses(card: Card) -> list[list[_Word]]:
    """The words of a card's text that stand between its marks."""
    parts = _CLAUSES.split(f"{card.front}\n{card.back}")
    return [[_word(text) for text in part.split(" ") if text] for part in parts if part.strip()]


def _pairs(words: Sequence[_Word]) -> Iterator[Stems]:
    """The pairs of words that a term can be."""
    return ((a.stem, b.stem) for a, b in pairwise(words) if a.begins and b.ends)


def _runs(words: Sequence[_Word], returning: set[Stems]) -> Iterator[tuple[int, int]]:
    """From where to where words form a term: the longest run of pairs that return, or a word."""
    n = 0
    while n < len(words):
        end = n + 1
        while (
            end < len(words)
            and words[end - 1].begins
            and words[end].ends
            and (words[end - 1].stem, words[end].stem) in returning
        ):
            end += 1
        if end > n + 1 or (words[n].is_rare and (words[n].stem,) in returning):
            yield n, end
        n = end


@lru_cache(maxsize=200_000)
def _word(text: str) -> _Word:
    """What is to be known of a word: it ends a term when it is a noun by its looks, and rare."""
    stems = stems_in(text)
    says = _says_something(text) and TOKEN.fullmatch(text) is not None
    low = text.lower()
    often = frequencies().get(low, 0)
    ends = says and low not in _NO_END and not _NO_NOUN.match(text)
    return _Word(
        text,
        stems[0] if stems else text,
        says and low not in _GENERIC and not _NO_START.match(text),
        ends and often < COMMON,
        ends and often <= RARE and _ALONE.fullmatch(text) is not None,
    )


def _says_something(word: str) -> bool:
    low = word.lower()
    return not (len(word) < 3 or is_empty(low) or low in _VERBS or word.isdigit())
