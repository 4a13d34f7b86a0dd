"""The sentences of a question, and how much each bears on what is asked."""

from __future__ import annotations

from kg._typing import NamedTuple
from kg.question.function_words import NEEDS
from kg.text.normal_forms import words

BACKGROUND = 0.4
"""Weight of a sentence that neither asks nor says what is needed."""

# A new sentence may follow without a space, as in pasted text ("the accuracy.Which metric"). Stops
# within names end none: "Dr. No", "Fred F. Finklehoffe".
_END = r"(?<=[a-z0-9)]{3}[.?!;])\s*(?=[A-Z])|\n+"
_PLAIN = r"(?<=[.?!;])\s+|\n+"

SHORT = 8
"""Words up to which a question is taken for one sentence."""


class Sentence(NamedTuple):
    """A sentence as typed. `weight` is 0-1; `asks` whether it is the one that asks."""

    text: str
    weight: float
    asks: bool


def split_sentences(text: str) -> list[Sentence]:
    """The sentences of a question in order; those that tell what it is about weigh less.

    >>> [s.weight for s in split_sentences("We sell shoes. We need labels. Which tool fits?")]
    [0.4, 1.0, 1.0]
    """
    if len(words(text)) <= SHORT:  # too short for a story; its stops belong to names: "Dr. No"
        return [Sentence(text, 1.0, True)]
    import re  # imported late: a short question is one sentence

    end = _PLAIN if text == text.lower() else _END
    parts = [part for part in re.split(end, text) if words(part)]
    asking = max((n for n, part in enumerate(parts) if part.endswith("?")), default=len(parts) - 1)
    return [
        Sentence(part, _weight(part) if n != asking else 1.0, n == asking)
        for n, part in enumerate(parts)
    ]


def _weight(sentence: str) -> float:
    return BACKGROUND if NEEDS.isdisjoint(words(sentence)) else 1.0
