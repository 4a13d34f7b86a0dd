"""Lists of texts as one text, with ASCII's control characters for separators.

A compiled graph keeps short lists in this form, because `str.split` reads them fast.
"""

from __future__ import annotations

from collections.abc import Sequence

FILE, GROUP, RECORD, UNIT = SEPARATORS = "\x1c\x1d\x1e\x1f"

_WITHOUT_SEPARATORS = dict.fromkeys(map(ord, SEPARATORS), " ")

NestedTexts = str | Sequence["NestedTexts"]
"""A text, or a list of texts or further lists."""


def join(content: NestedTexts, separators: str = UNIT) -> str:
    r"""Write lists of texts as one text; separators within a text become spaces.

    Args:
        content: texts, in as many levels of lists as there are separators.
        separators: the separator before each item of the outermost list, then of those in it, ...

    >>> join(["a", "b"]), join([["a", "b"], ["c"]], GROUP + UNIT)
    ('\x1fa\x1fb', '\x1d\x1fa\x1fb\x1d\x1fc')
    """
    if isinstance(content, str):
        return content.translate(_WITHOUT_SEPARATORS)
    return "".join(separators[0] + join(one, separators[1:]) for one in content)


def split(text: str, separator: str = UNIT) -> list[str]:
    """Return the texts that `join` wrote, each after a separator.

    >>> split(join(["a", "b"])), split("")
    (['a', 'b'], [])
    """
    return text.split(separator)[1:]
