"""Slip: how likely it is that somebody who meant a text typed another."""

from __future__ import annotations

import math

from kg.text.word_list import frequency

# Bits that a slip at one given place costs: a letter is left out at one of few places, but a wrong
# one may be any of 25. How often each happens: J. Pollock, A. Zamora, Automatic spelling
# correction in scientific and scholarly text, CACM 27 (1984); that the two together tell words
# apart: M. Kernighan, K. Church, W. Gale, A spelling correction program based on a noisy channel
# model, COLING 1990.
LEFT_OUT, SWAPPED, DOUBLED, BESIDE, ADDED, WRONG = 1.5, 3.0, 3.3, 5.6, 6.6, 7.6

SEVERAL = 12.0
"""Bits of more than one slip."""

SHORTER = 2.0
"""Bits more if several letters are wrong and more were typed than meant, for more get lost."""

FIRST = 3.0
"""Bits more if the first letter is wrong, which it seldom is."""

KNOWN = 0.4
"""Bits that each doubling of a word's frequency in English is worth."""

_DENYING = ("dis", "il", "im", "in", "ir", "mis", "non", "un")

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_AT = {key: (x + y / 2, y) for y, row in enumerate(_ROWS) for x, key in enumerate(row)}


def typo_cost(typed: str, meant: str) -> float:
    """How unlikely a text is to have been typed by somebody who meant another, in bits.

    Both are normalised. The commoner in English those words are that were meant and not typed,
    the fewer.

    >>> bits("krlon", "orlon") < bits("krlon", "arlon")
    True
    """
    first = FIRST * (typed[:1] != meant[:1])
    slip = _slip(typed, meant)
    if slip == SEVERAL:  # then there is a common word near any text
        return slip + first + SHORTER * (len(meant) < len(typed))
    new = set(meant.split()) - set(typed.split())
    common = min(map(frequency, new), default=0)
    return slip + first - KNOWN * math.log2(1 + common)


def differ_by_negation(one: str, other: str) -> bool:
    """Whether one of two words is the other with a prefix that turns it round.

    >>> differ_by_negation("imbalanced", "balanced"), differ_by_negation("balancd", "balanced")
    (True, False)
    """
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return any(longer == prefix + shorter for prefix in _DENYING)


def _slip(typed: str, meant: str) -> float:
    start = 0
    while start < min(len(typed), len(meant)) and typed[start] == meant[start]:
        start += 1
    end = 0
    while end < min(len(typed), len(meant)) - start and typed[-1 - end] == meant[-1 - end]:
        end += 1
    was, is_ = typed[start : len(typed) - end], meant[start : len(meant) - end]
    if len(is_) <= 1 and not was:
        return LEFT_OUT
    if len(was) == 1 and not is_:
        around = typed[max(0, start - 1) : start] + typed[start + 1 : start + 2]
        # What ends alike may begin alike as well: of two equal letters either was added.
        return DOUBLED if any(c == was or are_adjacent_keys(c, was) for c in around) else ADDED
    if len(was) == len(is_) == 1:
        return BESIDE if are_adjacent_keys(was, is_) else WRONG
    if len(was) == 2 and was == is_[::-1]:
        return SWAPPED
    return SEVERAL


def are_adjacent_keys(one: str, other: str) -> bool:
    """Whether two letters have keys on a QWERTY keyboard that touch, or the same."""
    if one not in _AT or other not in _AT:
        return False
    (x, y), (p, q) = _AT[one], _AT[other]
    return abs(p - x) <= 1 and abs(q - y) <= 1
