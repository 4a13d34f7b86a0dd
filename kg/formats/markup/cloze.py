"""Read clozes: texts with numbered blanks, as Anki writes them ("{{c1::answer::hint}}")."""

from __future__ import annotations

import re
from typing import NamedTuple

_BLANK_START = re.compile(r"\{\{c(\d{1,4})::")
_MARK = re.compile(r"\{\{c\d{1,4}::|[{}]")

_IMAGE_OCCLUSION = "image-occlusion:"
"""Start of a blank that hides part of a picture, so has no text."""


def has_blanks(text: str) -> bool:
    """Return True if a text is a cloze. Other double braces, such as a template's, do not count.

    >>> has_blanks("{{c1::tea}}"), has_blanks("{{csrf_token}}")
    (True, False)
    """
    start = _BLANK_START.search(text) if "{{c" in text else None
    return start is not None and text.find("}}", start.end()) >= 0


def fill_blanks(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a cloze with its blanks filled, and the hidden texts, in order; hints are dropped.

    Braces within a blank, as in a formula, belong to it.

    >>> fill_blanks("the {{c1::capsid::part}} of a {{c2::virus}}")
    ('the capsid of a virus', ('capsid', 'virus'))
    >>> fill_blanks("half is {{c1::x_{1}}}")
    ('half is x_{1}', ('x_{1}',))
    """
    if not has_blanks(text):
        return text, ()
    filled = _fill(text, are_braces_paired=True)
    if filled is None:
        filled = _fill(text, are_braces_paired=False) or _Filled(text, [])
    return filled.text, tuple(dict.fromkeys(filled.hidden))


def count_cloze_cards(text: str) -> int:
    """Return how many cards a cloze makes: one for each number that its blanks have."""
    return len(set(_BLANK_START.findall(text)))


class _Filled(NamedTuple):
    """A text with its blanks filled, and the texts that they hide."""

    text: str
    hidden: list[str]


class _Open(NamedTuple):
    """A blank, or a brace within one, that is not closed yet: its mark and what follows it."""

    mark: str
    parts: list[str]


def _fill(text: str, *, are_braces_paired: bool) -> _Filled | None:
    """Fill the blanks of a text in one pass.

    Returns None if braces are to be paired and those of a blank are not.
    """
    hidden: list[str] = []
    stack = [_Open("", [])]
    at = 0
    for token in _MARK.finditer(text):
        if token.start() < at:
            continue  # the second brace of an end
        stack[-1].parts.append(text[at : token.start()])
        at = token.end()
        mark = token[0]
        is_in_blank = len(stack) > 1
        if len(mark) > 1 or (mark == "{" and is_in_blank and are_braces_paired):
            stack.append(_Open(mark, []))
        elif mark == "}" and stack[-1].mark == "{":
            brace = stack.pop()
            stack[-1].parts.append(f"{{{''.join(brace.parts)}}}")
        elif mark == "}" and is_in_blank and text.startswith("}", at):
            at += 1
            blank = stack.pop()
            stack[-1].parts.append(_close("".join(blank.parts), hidden))
        else:
            stack[-1].parts.append(mark)
    stack[-1].parts.append(text[at:])
    if are_braces_paired and len(stack) > 1:
        return None
    whole = "".join(part for open_ in stack for part in (open_.mark, *open_.parts))
    return _Filled(whole, hidden)


def _close(content: str, hidden: list[str]) -> str:
    """Note what a blank hides, and return its text."""
    answer = content.split("::")[0].strip()
    if answer.startswith(_IMAGE_OCCLUSION):
        return ""
    if answer:
        hidden.append(answer)
    return answer
