"""Marks: stems as single characters, so that a passage is a short string.

The first stem of a graph is character 1, the next 2, and so on; as common stems come early, most
take one or two bytes in UTF-8, and whether a passage has a stem is a search in a string.
"""

from __future__ import annotations

NO_CODE = "\0"
"""Stands for a stem that no passage has."""

_SURROGATES = 0xD800, 0xE000  # code points that are no characters
MAX_CODED_STEMS = 0x10FFFF - (_SURROGATES[1] - _SURROGATES[0])
"""Stems that have a mark; a graph's later ones, each in a concept or two, can't be searched for."""


def code_of(number: int) -> str:
    """The character of a stem by its number, from 1; empty beyond `MAX_CODED_STEMS`.

    >>> [stem_number(mark(n)) for n in (1, 55295, 55296, MAX_CODED_STEMS)] == [1, 55295, 55296, MAX_CODED_STEMS]
    True
    """
    if number > MAX_CODED_STEMS:
        return ""
    return chr(number if number < _SURROGATES[0] else number + _SURROGATES[1] - _SURROGATES[0])


def stem_number(character: str) -> int:
    """The number of the stem that a mark stands for."""
    code = ord(character)
    return code if code < _SURROGATES[0] else code - _SURROGATES[1] + _SURROGATES[0]
