"""The words and phrases that speak of positions in a sequence, each with its sign."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from kg.text.language import language
from kg.text.word_table import Words

MAX_SPELT_NUMBER = 12
"""Greatest number that may count members if it is written as a word."""


@cache
def word_signs() -> Mapping[str, str]:
    """Return the signs of words about positions, by word.

    Most signs are those of `kg.question.position_marks.Mark`. Of the others, f is "earlier" and l
    "later", b and e are the start and the end, and - counts from the end.
    """
    lang = language()
    words = lang.sequence
    signs = {
        "<": words.before,
        ">": words.after,
        "|": words.between,
        "^": words.middle,
        "#": words.number,
        "s": words.order,
        "f": words.earlier,
        "l": words.later,
        "b": words.start,
        "e": words.end,
        "o": words.from_end,
        "-": words.backwards,
        "w": choosing_words(),
    }
    return {word: sign for sign, meant in signs.items() for word in meant}


@cache
def phrase_signs() -> Mapping[tuple[str, ...], str]:
    """Return the signs of phrases about positions, by phrase; "?" for what means something else."""
    words = language().sequence
    signs = {
        "-": words.counted_from_end,
        "": words.counted_from_start,
        "s": words.in_order,
        "s-": words.in_reverse,
        "f": words.first_time,
        "l": words.last_time,
        "<": words.before_phrases,
        ">": words.after_phrases,
        "h": words.count_phrases,
        "^": words.middle_phrases,
        "w#": words.number_phrases,
        "?": words.other_meanings,
    }
    return {phrase: sign for sign, phrases in signs.items() for phrase in phrases}


@cache
def numbers() -> Mapping[str, int]:
    """Return the numbers that may count members, by word."""
    spelt = language().quantity.numbers
    return {word: int(number) for word, number in spelt.items() if number <= MAX_SPELT_NUMBER}


@cache
def position_cues() -> Words:
    """Return the words of which a question about a position has one, unless it has a numeral."""
    lang = language()
    return frozenset(
        word_signs().keys() - choosing_words()
        | lang.sequence.ordinals.keys()
        | numbers().keys() - lang.sequence.pronouns
        | {phrase[0] for phrase, signs in phrase_signs().items() if signs not in ("", "?")}
    )


def choosing_words() -> Words:
    """Return "which" and "what"."""
    interrogative = language().interrogative
    return interrogative.which | interrogative.what
