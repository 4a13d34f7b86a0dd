"""Prose: fronts and backs put together as running text."""

from __future__ import annotations

import re

LONGEST_NAME = 160
"""Characters of a front that is a name itself; of a longer one its beginning is."""

_END = re.compile(r"[.!?…]['\"”’)\]]*$")


def is_ended(text: str) -> bool:
    """Whether a text ends as a sentence does."""
    return _END.search(text) is not None


def full(text: str) -> str:
    """A text as a sentence."""
    is_text = any(map(str.isalnum, text))
    return f"{text}." if is_text and not is_ended(text) else text


def prose(back: str) -> str:
    """A back as running text: the items of a list between semicolons."""
    if "\n" not in back and not back.startswith("- "):
        return back.strip("()") if back.startswith("(") and back.endswith(")") else back
    parts: list[str] = []
    for line in back.split("\n"):
        bare = line.removeprefix("- ")
        if parts and line.startswith("- ") and not parts[-1].endswith((":", ".", "!", "?", ";")):
            parts[-1] += ";"
        parts.append(bare)
    return " ".join(parts)


def joined(front: str, back: str) -> str:
    """A front and its back, one after the other."""
    return " ".join(filter(None, [full(front), prose(back)]))


def shortened(front: str) -> str:
    """A front as a name; of a long one its beginning."""
    return front if len(front) <= LONGEST_NAME else f"{front[:150].rsplit(' ', 1)[0]}…"
