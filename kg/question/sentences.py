"""The sentences of a question, each with its weight."""

from __future__ import annotations

from kg._typing import NamedTuple
from kg.text.language import language
from kg.text.normal_forms import words

BACKGROUND_WEIGHT = 0.4
"""Weight (0-1) of a sentence that neither asks nor states a need."""

# A new sentence may follow without a space, as in pasted text ("the accuracy.Which metric"). Stops
# within names end none: "Dr. No", "Fred F. Finklehoffe".
_SENTENCE_BREAK = r"(?<=[a-z0-9)]{3}[.?!;])\s*(?=[A-Z])|\n+"
_LOWER_CASE_BREAK = r"(?<=[.?!;])\s+|\n+"

MAX_SHORT_QUESTION_WORDS = 8
"""A question of at most this many words is one sentence."""


class QuestionSentence(NamedTuple):
    """A sentence as typed. `weight` is 0-1; `asks` is true for the one sentence that asks."""

    text: str
    weight: float
    asks: bool


def split_sentences(text: str) -> list[QuestionSentence]:
    """Split a question into its sentences, in order; background sentences weigh less.

    >>> [s.weight for s in split_sentences("We sell shoes. We need labels. Which tool fits?")]
    [0.4, 1.0, 1.0]
    """
    # A short text is no story, and its stops belong to names: "Dr. No".
    if len(words(text)) <= MAX_SHORT_QUESTION_WORDS:
        return [QuestionSentence(text, 1.0, True)]
    import re  # imported late: a short question is one sentence

    sentence_break = _LOWER_CASE_BREAK if text == text.lower() else _SENTENCE_BREAK
    parts = [part for part in re.split(sentence_break, text) if words(part)]
    asking = max((n for n, part in enumerate(parts) if part.endswith("?")), default=len(parts) - 1)
    return [
        QuestionSentence(part, _weight(part) if n != asking else 1.0, n == asking)
        for n, part in enumerate(parts)
    ]


def _weight(sentence: str) -> float:
    return BACKGROUND_WEIGHT if language().form.need.isdisjoint(words(sentence)) else 1.0
