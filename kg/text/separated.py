"""Texts within one text, set apart by the characters that ASCII has for this.

They are how a compiled graph keeps short lists: to read them takes `str.split` alone.
"""

from __future__ import annotations

from collections.abc import Sequence

FILE, GROUP, RECORD, UNIT = MARKS = "\x1c\x1d\x1e\x1f"

_UNMARKED = dict.fromkeys(map(ord, MARKS), " ")

Separable = str | Sequence["Separable"]
"""A text, or a list of what is packable."""


def join(content: Separable, marks: str = UNIT) -> str:
    r"""Nested lists of texts as one text, in which marks are spaces.

    Args:
        content: texts, in lists as deep as there are marks.
        marks: what stands before each item of the outermost list, of those in it, and so on.

    >>> packed(["a", "b"]), packed([["a", "b"], ["c"]], GROUP + UNIT)
    ('\x1fa\x1fb', '\x1d\x1fa\x1fb\x1d\x1fc')
    """
    if isinstance(content, str):
        return content.translate(_UNMARKED)
    return "".join(marks[0] + join(one, marks[1:]) for one in content)


def split(text: str, mark: str = UNIT) -> list[str]:
    """The texts that marks stand before.

    >>> unpacked(packed(["a", "b"])), unpacked("")
    (['a', 'b'], [])
    """
    return text.split(mark)[1:]
