"""Read clozes: texts with numbered blanks, as Anki writes them ("{{c1::answer::hint}}")."""

from __future__ import annotations

import re

_BLANK = re.compile(r"\{\{c(\d{1,4})::((?:(?!\{\{|\}\}).)*)\}\}", re.DOTALL)
_BLANK_START = re.compile(r"\{\{c(\d{1,4})::")
_MAX_NESTED_BLANKS = 8
"""Levels of blanks within blanks that are filled; deeper ones stay as they are."""

_IMAGE_OCCLUSION = "image-occlusion:"
"""Start of a blank that hides part of a picture, so has no text."""


def has_blanks(text: str) -> bool:
    """Return True if a text is a cloze. Other double braces, such as a template's, do not count.

    >>> has_blanks("{{c1::tea}}"), has_blanks("{{csrf_token}}")
    (True, False)
    """
    return "{{c" in text and _BLANK.search(text) is not None


def fill_blanks(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a cloze with its blanks filled, and the hidden texts, in order; hints are dropped.

    >>> fill_blanks("the {{c1::capsid::part}} of a {{c2::virus}}")
    ('the capsid of a virus', ('capsid', 'virus'))
    """
    blanks: list[str] = []

    def fill(blank: re.Match[str]) -> str:
        hidden = blank[2].split("::")[0].strip()
        if hidden.startswith(_IMAGE_OCCLUSION):
            return ""
        if hidden:
            blanks.append(hidden)
        return hidden

    for _ in range(_MAX_NESTED_BLANKS):  # inner blanks first
        text, filled = _BLANK.subn(fill, text)
        if not filled:
            break
    return text, tuple(dict.fromkeys(blanks))


def count_cloze_cards(text: str) -> int:
    """Return how many cards a cloze makes: one for each number that its blanks have."""
    return len(set(_BLANK_START.findall(text)))
