"""Tokens: the words of a question as typed, as corrected and as stems, each with its weight."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kg._typing import NamedTuple
from kg.model.cues import Cues
from kg.question.sentences import QuestionSentence, split_sentences
from kg.store import Store
from kg.text.language import language
from kg.text.normal_forms import Norm, Stem, stem, words

_DIGITS = "0123456789"

MAX_QUESTION_WORDS = 400
"""Number of words of a question that are read; of a longer text, those before the question."""


class Tokens(NamedTuple):
    """The words of a question; the first four tuples have one item for each word.

    `weights` (0-1) are the weights of the words' sentences. `asking_span` has the positions of
    the sentence that asks.
    """

    typed: tuple[str, ...]
    corrected: tuple[str, ...]
    stems: tuple[Stem, ...]
    weights: tuple[float, ...]
    asking_span: range

    @property
    def corrections(self) -> tuple[tuple[str, str], ...]:
        """Each misspelt word once, as typed and as corrected."""
        pairs = dict.fromkeys(zip(self.typed, self.corrected, strict=True))
        return tuple((was, now) for was, now in pairs if was != now)


def tokenize(text: str, store: Store, cue_index: Cues) -> Tokens:
    """Split a question into words, and correct the spelling of words that the graph does not have.

    Numbers are separated from their units, and phrases that ask for nothing are left out.
    """
    typed, weights, asking_span = _typed_words(split_sentences(text), store)
    corrected = _correct(typed, store, cue_index)
    return Tokens(
        tuple(typed), tuple(corrected), tuple(map(stem, corrected)), tuple(weights), asking_span
    )


def _typed_words(
    sentences: Sequence[QuestionSentence], store: Store
) -> tuple[list[str], list[float], range]:
    """Return the words, the weight of each, and the positions of the sentence that asks."""
    typed: list[str] = []
    weights: list[float] = []
    asking_span = range(0)
    for sentence in sentences:
        plain = _without_title(_without_asides(words(sentence.text)), store.title)
        parts = _split_units(plain, store)
        if sentence.asks:
            asking_span = range(len(typed), len(typed) + len(parts))
        typed += parts
        weights += [sentence.weight] * len(parts)
    # In a story that is too long, the words just before the question matter most.
    end = max(asking_span.stop, MAX_QUESTION_WORDS)
    start = end - MAX_QUESTION_WORDS
    asking_span = range(max(0, asking_span.start - start), asking_span.stop - start)
    return typed[start:end], weights[start:end], asking_span


def _without_asides(parts: list[Norm]) -> list[Norm]:
    asides = language().form.asides
    kept: list[Norm] = []
    at = 0
    while at < len(parts):
        aside = next((a for a in asides if tuple(parts[at : at + len(a)]) == a), None)
        if aside is None or len(parts) == len(aside):
            kept.append(parts[at])
        at += len(aside) if aside and len(parts) > len(aside) else 1
    return kept


def _without_title(parts: list[Norm], title: str) -> list[Norm]:
    """Leave out an ending such as "in machine learning", if the title has these words."""
    of_title = set(words(title))
    start = len(parts)
    while start > 0 and parts[start - 1] in of_title:
        start -= 1
    introducers = language().words.title_introducers
    is_aside = 0 < start < len(parts) - 1 and parts[start - 1] in introducers
    return parts[: start - 1] if is_aside and start > 2 else parts


def _split_units(typed: Sequence[str], store: Store) -> list[str]:
    """Separate numbers from their units, as in "1gb", unless the graph has the word as it is."""
    joined = [word for word in typed if _number_and_unit(word)]
    known = store.stems_of(joined).keys() | store.name_matches(joined).keys()
    ordinals = language().sequence.ordinals
    parts: list[str] = []
    for word in typed:
        split = None if word in known or word in ordinals else _number_and_unit(word)
        parts.extend(split or [word])
    return parts


def _number_and_unit(word: str) -> tuple[str, str] | None:
    """Split a word into a number and a unit; None if it is not both."""
    unit = word.lstrip(_DIGITS)
    number = word.removesuffix(unit)
    return (number, unit) if number and unit.isascii() and unit.isalpha() else None


def _correct(typed: Sequence[str], store: Store, cue_index: Cues) -> list[str]:
    """Return the words, with those corrected that neither the graph nor the question words have."""
    known = store.stems_of(typed)
    lang = language()
    correctable = lang.correctable_words | cue_index.words
    named = store.name_matches(typed)
    graph_stems = store.term_stats(stem(word) for word in typed)
    corrected = []
    for word in typed:
        is_known = (
            word in known
            or word in lang.stop_words
            or word in correctable
            or word in named
            or stem(word) in cue_index.stems
            or any(c.isdigit() for c in word)
        )
        if not is_known:
            is_inflected = stem(word) in graph_stems and stem(word) != word
            is_question_word = stem(word) in lang.correctable_stems
            # "besids" has the stem of "besides", and is no word.
            is_known = _is_listed(word) if is_question_word else is_inflected
        corrected.append(word if is_known else _corrected_word(word, store, correctable))
    return corrected


def _is_listed(word: str) -> bool:
    from kg.text.word_list import frequency  # imported late: most words are known

    return frequency(word) > 0


def _corrected_word(word: str, store: Store, correctable: Collection[str]) -> str:
    from kg.linking.spelling import correct_spelling  # imported late: most words are spelt right

    return correct_spelling(word, store, correctable) or word
