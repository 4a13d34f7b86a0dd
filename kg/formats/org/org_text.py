"""Turn Org's markup into Markdown, and its blanks into those of Anki."""

from __future__ import annotations

import re
from collections.abc import Sequence

_LINK = re.compile(r"\[\[([^\[\]\n]{1,500})\](?:\[([^\[\]\n]{1,500})\])?\]")
_EDGE = r"(?<![\w/*~=\\])"
_EMPHASIS = re.compile(rf"{_EDGE}([/*_])(?=\S)([^\n/*_]{{1,200}}?)(?<=\S)\1(?![\w/*])")
_CODE = re.compile(rf"{_EDGE}([~=])(?=\S)([^\n~=]{{1,200}}|[^\n]{{1,80}}?)(?<=\S)\1(?!\w)")
_ORG_BLOCK = re.compile(r"\s*#\+begin_(\w+)\s*(\S*).*", re.IGNORECASE)
_BLOCK_END = re.compile(r"\s*#\+end_\w+\s*", re.IGNORECASE)
_ANGLED_BLANK = re.compile(r"<\[([^\[\]<>]{1,1000})\]>")
_BLANK = re.compile(r"(?<!\[)\[([^\[\]\n]{1,1000})\](?![\[\]])")


def to_markdown(lines: Sequence[str]) -> str:
    """Return lines of Org as Markdown."""
    found: list[str] = []
    is_code = False
    for line in lines:
        start = _ORG_BLOCK.fullmatch(line) if not is_code else None
        if start is not None:
            is_code = start[1].lower() in ("src", "example")
            if is_code:
                found.append(f"```{start[2]}")
        elif _BLOCK_END.fullmatch(line):
            if is_code:
                found.append("```")
            is_code = False
        elif is_code:
            found.append(line)
        else:
            found.append(_without_emphasis(line))
    if is_code:
        found.append("```")
    return "\n".join(found).strip("\n")


def _without_emphasis(line: str) -> str:
    """Return a line of text with links and code as in Markdown, and without emphasis."""
    line = _LINK.sub(lambda link: link[2] or link[1], line)
    parts: list[str] = []
    at = 0
    for code in _CODE.finditer(line):
        parts += [_EMPHASIS.sub(r"\2", line[at : code.start()]), f"`{code[2]}`"]
        at = code.end()
    return "".join([*parts, _EMPHASIS.sub(r"\2", line[at:])])


def with_blanks(text: str, *, are_bare: bool) -> str:
    """Return a text with its blanks as Anki writes them.

    Args:
        text: the text, in Markdown.
        are_bare: True if brackets alone make a blank; else only "<[" and "]>" do.

    >>> with_blanks("fired at [900 degrees|hot]", are_bare=True)
    'fired at {{c1::900 degrees::hot}}'
    """
    count = 0

    def blank(found: re.Match[str]) -> str:
        nonlocal count
        count += 1
        hidden, _, hint = found[1].partition("|")
        hint = hint.lstrip("|")
        return f"{{{{c{count}::{hidden}{f'::{hint}' if hint else ''}}}}}"

    if "<[" in text:
        return _ANGLED_BLANK.sub(blank, text)
    return _BLANK.sub(blank, text) if are_bare else text
