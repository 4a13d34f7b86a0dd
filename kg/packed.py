"""Texts within one text, between the characters that ASCII has for this.

They are how a compiled graph keeps short lists: to read them takes `str.split` alone.
"""

from __future__ import annotations

from collections.abc import Sequence

FILE, GROUP, RECORD, UNIT = MARKS = "\x1c\x1d\x1e\x1f"

_UNMARKED = dict.fromkeys(map(ord, MARKS), " ")

Packable = str | Sequence["Packable"]
"""A text, or a list of what is packable."""


def packed(content: Packable, marks: str = UNIT) -> str:
    r"""Nested lists of texts as one text, in which marks are spaces.

    Args:
        content: texts, in lists as deep as there are marks.
        marks: what stands between the items of the outermost list, of those in it, and so on.

    >>> packed(["a", "b"]), packed([["a", "b"], ["c"]], GROUP + UNIT)
    ('a\x1fb', 'a\x1fb\x1dc')
    """
    if isinstance(content, str):
        return content.translate(_UNMARKED)
    return marks[0].join(packed(one, marks[1:]) for one in content)


def unpacked(text: str, mark: str = UNIT) -> list[str]:
    """The texts between marks; none in an empty one.

    >>> unpacked(packed(["a", "b"])), unpacked("")
    (['a', 'b'], [])
    """
    return text.split(mark) if text else []
