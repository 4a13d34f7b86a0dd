"""Term codes: stems as single characters, so that the text of a concept is a short string.

The first stem of a graph has code 1, the next 2, and so on. Frequent stems tend to come early, so
most codes take one or two bytes in UTF-8, and looking for a stem in a text is a search for a
character in a string.
"""

from __future__ import annotations

NO_CODE = "\0"
"""A character that no stem has as its code."""

_SURROGATES = 0xD800, 0xE000  # the code points in between are not characters
MAX_CODED_STEMS = 0x10FFFF - (_SURROGATES[1] - _SURROGATES[0])
"""Stems that have a code. Later stems of a graph, each of a concept or two, can't be searched."""


def code_of(number: int) -> str:
    """Return the code of the stem with this number (from 1); "" above `MAX_CODED_STEMS`.

    >>> numbers = [1, 55295, 55296, MAX_CODED_STEMS]
    >>> [stem_number(code_of(n)) for n in numbers] == numbers
    True
    """
    if number > MAX_CODED_STEMS:
        return ""
    return chr(number if number < _SURROGATES[0] else number + _SURROGATES[1] - _SURROGATES[0])


def stem_number(code: str) -> int:
    """Return the number of the stem that has this code."""
    point = ord(code)
    return point if point < _SURROGATES[0] else point - _SURROGATES[1] + _SURROGATES[0]
