"""Find names that differ in one word and its antonym, such as "true" and "false positive"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from kg.extract.concept_registry import ConceptRegistry
from kg.extract.gazetteer import Gazetteer
from kg.extract.proposal import EdgeCollector
from kg.model.deck import Card
from kg.text.normal_forms import normalise

_WORDS_ONLY = re.compile(r"[\w -]+")


def antonym_names(name: str) -> Iterator[str]:
    """Yield the name with one word replaced by its antonym, normalised, for each such word.

    >>> list(antonym_names("True positive"))
    ['false positive', 'true negative']
    """
    words = normalise(name).split()
    for n, word in enumerate(words):
        for antonym in _antonym_words(word, is_alone=len(words) == 1):
            yield " ".join([*words[:n], antonym, *words[n + 1 :]])


def are_antonyms(first: str, second: str) -> bool:
    """Return True if two whole words are listed as antonyms."""
    return normalise(second) in _antonym_pairs()[0].get(normalise(first), ())


def register_antonyms(cards: Iterable[Card], registry: ConceptRegistry) -> None:
    """Add the antonyms of known names of several words, where cards contain them."""
    gazetteer = Gazetteer()
    names = [
        antonym
        for candidate in registry.candidates
        if candidate.can_be_mentioned and " " in candidate.name
        for antonym in antonym_names(candidate.name)
        if registry.find(antonym) is None
    ]
    for n, name in enumerate(names):
        gazetteer.add(name, n)
    if not names:
        return
    for card in cards:
        text = f"{card.front}\n{card.back}"
        for match in gazetteer.find(text):
            found = " ".join(text[match.start : match.end].split())
            if _WORDS_ONLY.fullmatch(found) and registry.find(found) is None:
                registry.add(found, card.number).is_tentative = True


def add_antonym_edges(registry: ConceptRegistry, collector: EdgeCollector) -> None:
    """Join each name with its antonym where both are candidates."""
    for candidate in list(registry.candidates):
        if not candidate.can_be_mentioned:
            continue
        for name in antonym_names(candidate.name):
            other = registry.find(name)
            if other is not None and other.can_be_mentioned and other.number > candidate.number:
                shared = [n for n in other.cards if n in candidate.cards]
                card = collector.first_card(shared or other.cards)
                collector.add(candidate, "contrasts-with", other, "opposite names", card, 0.7)


def _antonym_words(word: str, *, is_alone: bool) -> Iterator[str]:
    """Yield the antonyms of a word; of one that is a whole name only those by its prefix."""
    by_word, by_prefix = _antonym_pairs()
    if not is_alone:
        yield from by_word.get(word, ())
    for prefix, other in by_prefix.get(word[:2], ()):
        if word.startswith(prefix) and len(word) > len(prefix) + 3:
            yield other + word[len(prefix) :]


@cache
def _antonym_pairs() -> tuple[dict[str, tuple[str, ...]], dict[str, list[tuple[str, str]]]]:
    """Read antonyms.txt.

    Returns the antonyms of whole words, and the pairs of prefixes, in both directions, by the first
    two letters of the first prefix.
    """
    by_word: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    by_prefix: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    text = (files("kg.extract") / "antonyms.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        first, second = line.split()
        for word, antonym in ((first, second), (second, first)):
            if word.endswith("-"):
                by_prefix[word[:2]].append((word[:-1], antonym[:-1]))
            else:
                by_word[normalise(word)] += (normalise(antonym),)
    return dict(by_word), dict(by_prefix)
