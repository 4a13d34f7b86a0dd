"""A noisy-channel model of typing: how unlikely it is that a text is a misspelling of another."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache

from kg.text.language import language
from kg.text.word_list import frequency

# Costs in bits, the negative logarithm of a probability, of one error at a given place. An omission
# is cheap because there are few places for it, while a substitution has 25 wrong letters to choose
# from. Shares of the kinds of error: J. Pollock, A. Zamora, "Automatic spelling correction in
# scientific and scholarly text", CACM 27 (1984). Adding the frequency of the word meant:
# M. Kernighan, K. Church, W. Gale, "A spelling correction program based on a noisy channel model",
# COLING 1990.
OMISSION_COST = 1.5
"""Bits of a letter left out."""

TRANSPOSITION_COST = 3.0
"""Bits of two neighbouring letters in the wrong order."""

DOUBLING_COST = 3.3
"""Bits of a letter typed twice, or with the key beside it."""

ADJACENT_KEY_COST = 5.6
"""Bits of a letter typed in place of one on an adjacent key."""

INSERTION_COST = 6.6
"""Bits of any other letter too many."""

SUBSTITUTION_COST = 7.6
"""Bits of any other wrong letter."""

SEVERAL_ERRORS_COST = 12.0
"""Bits of more than one error."""

LOST_LETTERS_COST = 2.0
"""Further bits of several errors where more was typed than meant: letters are lost more often."""

FIRST_LETTER_COST = 3.0
"""Further bits where the first letter is wrong, which it seldom is."""

FREQUENCY_BONUS = 0.4
"""Bits taken off for each doubling of the frequency in English of the word meant."""


def typo_cost(typed: str, meant: str) -> float:
    """Return the cost in bits of typing one normalised text where another was meant.

    It is lower the more frequent in English the words are that were meant and not typed; of
    several such words the least frequent counts. The cost may be negative.

    >>> typo_cost("krlon", "orlon") < typo_cost("krlon", "arlon")
    True
    """
    first = FIRST_LETTER_COST * (typed[:1] != meant[:1])
    cost = _error_cost(typed, meant)
    if cost == SEVERAL_ERRORS_COST:  # then a frequent word is near any text and tells nothing
        return cost + first + LOST_LETTERS_COST * (len(meant) < len(typed))
    new = set(meant.split()) - set(typed.split())
    common = min(map(frequency, new), default=0)
    return cost + first - FREQUENCY_BONUS * math.log2(1 + common)


def differ_by_negation(one: str, other: str) -> bool:
    """Return True if one of two words is the other with a negating prefix.

    >>> differ_by_negation("imbalanced", "balanced"), differ_by_negation("balancd", "balanced")
    (True, False)
    """
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return any(longer == prefix + shorter for prefix in language().spelling.negating_prefixes)


def _error_cost(typed: str, meant: str) -> float:
    """Return the cost of the error between what two texts have in common at start and end."""
    start = 0
    while start < min(len(typed), len(meant)) and typed[start] == meant[start]:
        start += 1
    end = 0
    while end < min(len(typed), len(meant)) - start and typed[-1 - end] == meant[-1 - end]:
        end += 1
    wrong, right = typed[start : len(typed) - end], meant[start : len(meant) - end]
    if len(right) <= 1 and not wrong:
        return OMISSION_COST
    if len(wrong) == 1 and not right:
        neighbours = typed[max(0, start - 1) : start] + typed[start + 1 : start + 2]
        is_doubling = any(c == wrong or are_adjacent_keys(c, wrong) for c in neighbours)
        return DOUBLING_COST if is_doubling else INSERTION_COST
    if len(wrong) == len(right) == 1:
        return ADJACENT_KEY_COST if are_adjacent_keys(wrong, right) else SUBSTITUTION_COST
    if len(wrong) == 2 and wrong == right[::-1]:
        return TRANSPOSITION_COST
    return SEVERAL_ERRORS_COST


def are_adjacent_keys(one: str, other: str) -> bool:
    """Return True if the keys of two letters on the usual keyboard touch or are the same."""
    places = _key_places()
    if one not in places or other not in places:
        return False
    (x, y), (p, q) = places[one], places[other]
    return abs(p - x) <= 1 and abs(q - y) <= 1


@cache
def _key_places() -> Mapping[str, tuple[float, int]]:
    """Return the place of each key: each row stands half a key to the right of the one above."""
    rows = language().spelling.keyboard
    return {key: (x + y / 2, y) for y, row in enumerate(rows) for x, key in enumerate(row)}
