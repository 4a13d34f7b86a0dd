"""Opposites: names that are the same but for a word and its opposite."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from kg.extract.concept_registry import Book
from kg.extract.gazetteer import Finder
from kg.extract.ledger import Ledger
from kg.model.deck import Card, Deck
from kg.text.normal_forms import normalise

_WORDS = re.compile(r"[\w -]+")


def opposite_names(name: str) -> Iterator[str]:
    """The names with one word turned into its opposite, normalised.

    >>> list(opposite_names("True positive"))
    ['false positive', 'true negative']
    """
    words = normalise(name).split()
    for n, word in enumerate(words):
        for other in _turned(word, is_alone=len(words) == 1):
            yield " ".join([*words[:n], other, *words[n + 1 :]])


def are_opposites(one: str, other: str) -> bool:
    """Whether two words are opposites."""
    return normalise(other) in _pairs()[0].get(normalise(one), ())


def add_opposites(cards: Iterable[Card], book: Book) -> None:
    """Add the opposites of known names of several words that cards name."""
    finder = Finder()
    names = [
        other
        for entry in book.entries
        if entry.is_spoken and " " in entry.name
        for other in opposite_names(entry.name)
        if book.find(other) is None
    ]
    for n, name in enumerate(names):
        finder.add(name, n)
    if not names:
        return
    for card in cards:
        text = f"{card.front}\n{card.back}"
        for mention in finder.find(text):
            written = " ".join(text[mention.start : mention.end].split())
            if _WORDS.fullmatch(written) and book.find(written) is None:
                book.add(written, card.number).is_phrase = True


def join_opposites(deck: Deck, book: Book, ledger: Ledger) -> None:
    """Set names against each other that are the same but for a word and its opposite."""
    for entry in list(book.entries):
        if not entry.is_spoken:
            continue
        for name in opposite_names(entry.name):
            other = book.find(name)
            if other is not None and other.is_spoken and other.number > entry.number:
                both = [n for n in other.cards if n in entry.cards]
                card = deck.cards[(both or list(other.cards))[0] - 1]
                ledger.add(entry, "contrasts-with", other, "opposite names", card, 0.7)


def _turned(word: str, *, is_alone: bool) -> Iterator[str]:
    """The opposites of a word; of one that is a whole name only those by its beginning."""
    whole, beginnings = _pairs()
    if not is_alone:
        yield from whole.get(word, ())
    for beginning, other in beginnings.get(word[:2], ()):
        if word.startswith(beginning) and len(word) > len(beginning) + 3:
            yield other + word[len(beginning) :]


@cache
def _pairs() -> tuple[dict[str, tuple[str, ...]], dict[str, list[tuple[str, str]]]]:
    """The opposites of whole words, and pairs of beginnings both ways, by two letters."""
    whole: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    beginnings: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    text = (files("kg.extract") / "antonyms.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        one, other = line.split()
        for a, b in ((one, other), (other, one)):
            if a.endswith("-"):
                beginnings[a[:2]].append((a[:-1], b[:-1]))
            else:
                whole[normalise(a)] += (normalise(b),)
    return dict(whole), dict(beginnings)
