"""The words of a question: as typed, as read once misspellings are put right, and as stems."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache

from kg._typing import NamedTuple
from kg.model.cues import Cues
from kg.question.function_words import ASIDES, LANGUAGE, ORDINALS, STOP
from kg.question.sentences import Sentence, split_sentences
from kg.store import Store
from kg.text.normal_forms import Norm, Stem, stem, words

_DIGITS = "0123456789"

LONGEST_QUESTION = 400
"""Words of a question that are read; no sensible one is longer."""


class Tokens(NamedTuple):
    """The words of a question, each at one place in all four tuples.

    `weights` (0-1) tell how much each word's sentence bears on what is asked; `asking` are the
    places of the sentence that asks.
    """

    typed: tuple[str, ...]
    read: tuple[str, ...]
    stems: tuple[Stem, ...]
    weights: tuple[float, ...]
    asking: range

    @property
    def corrections(self) -> tuple[tuple[str, str], ...]:
        """Each different word that was misspelt, as typed and as read."""
        pairs = dict.fromkeys(zip(self.typed, self.read, strict=True))
        return tuple((was, now) for was, now in pairs if was != now)


def read_words(text: str, store: Store, cues: Cues) -> Tokens:
    """The words of a question, read with the words of a graph and its cues in mind."""
    typed, weights, asking = _typed(split_sentences(text), store)
    read = _repair(typed, store, cues)
    return Tokens(tuple(typed), tuple(read), tuple(map(stem, read)), tuple(weights), asking)


def _typed(sentences: Sequence[Sentence], store: Store) -> tuple[list[str], list[float], range]:
    """The words of a question, the weight of each, and the places of those that ask."""
    typed: list[str] = []
    weights: list[float] = []
    asking = range(0)
    for sentence in sentences:
        parts = _split(_without_asides(words(sentence.text)), store)
        if sentence.asks:
            asking = range(len(typed), len(typed) + len(parts))
        typed += parts
        weights += [sentence.weight] * len(parts)
    # Of a story that is too long, what stands before the question is nearest to it.
    end = max(asking.stop, LONGEST_QUESTION)
    start = end - LONGEST_QUESTION
    asking = range(max(0, asking.start - start), asking.stop - start)
    return typed[start:end], weights[start:end], asking


def _without_asides(parts: list[Norm]) -> list[Norm]:
    kept: list[Norm] = []
    at = 0
    while at < len(parts):
        aside = next((a for a in ASIDES if tuple(parts[at : at + len(a)]) == a), None)
        if aside is None or len(parts) == len(aside):
            kept.append(parts[at])
        at += len(aside) if aside and len(parts) > len(aside) else 1
    return kept


def _split(typed: Sequence[str], store: Store) -> list[str]:
    """The words, with a number taken from its unit ("1gb") where the graph knows no such word."""
    joined = [word for word in typed if _with_unit(word)]
    known = store.stems_of(joined).keys() | store.name_matches(joined).keys()
    parts: list[str] = []
    for word in typed:
        apart = None if word in known or word in ORDINALS else _with_unit(word)
        parts.extend(apart or [word])
    return parts


def _with_unit(word: str) -> tuple[str, str] | None:
    """A number and its unit, where a word is both."""
    unit = word.lstrip(_DIGITS)
    number = word.removesuffix(unit)
    return (number, unit) if number and unit.isascii() and unit.isalpha() else None


def _repair(typed: Sequence[str], store: Store, cues: Cues) -> list[str]:
    """The words with misspelt ones put right."""
    known = store.stems_of(typed)
    language = LANGUAGE | cues.words
    squashed = store.name_matches(typed)
    graph_stems = store.term_stats(stem(word) for word in typed)
    tokens = []
    for word in typed:
        is_known = (
            word in known
            or word in STOP
            or word in language
            or word in squashed
            or (stem(word) in graph_stems and stem(word) != word)
            or stem(word) in _language_stems()
            or stem(word) in cues.stems
            or any(c.isdigit() for c in word)
        )
        tokens.append(word if is_known else _repaired(word, store, language))
    return tokens


def _repaired(word: str, store: Store, language: Collection[str]) -> str:
    from kg.linking.spelling import (
        correct_spelling,
    )

    return correct_spelling(word, store, language) or word


@cache
def _language_stems() -> frozenset[Stem]:
    """The stems of the words that shape questions, worked out when a word is none that is known."""
    return frozenset(map(stem, LANGUAGE))
