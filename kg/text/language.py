"""The words and phrases of a language, from its file in `languages`, as expressions to search."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

_GAP = r"(?:\S+ ){0,4}"
"""Up to four words, in a text of words with one space between."""


@cache
def _tables(language: str) -> Mapping[str, Mapping[str, Sequence[str]]]:
    path = Path(__file__).parent / "languages" / f"{language}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def phrase_pattern(table: str, *lists: str, language: str = "en") -> re.Pattern[str]:
    """Return an expression that finds a phrase of some lists of a table.

    It is for texts of words in lower case with one space between, as of `normal_forms.words`.
    The syntax of the phrases is told at the head of the language's file.

    >>> bool(phrase_pattern("error", "miss").search("a weapon was not found"))
    True
    """
    phrases = _tables(language)[table]
    parts = sorted({_expression(p, phrases) for name in lists for p in phrases[name]})
    return re.compile(rf"(?<!\S)(?:{'|'.join(parts)})(?!\S)")


def _expression(phrase: str, phrases: Mapping[str, Sequence[str]]) -> str:
    """Return the expression of a phrase."""
    pattern = ""
    for word in phrase.split():
        if word == "...":
            pattern += _GAP
            continue
        if word.startswith("@"):
            part = "|".join(_expression(p, phrases) for p in phrases[word[1:]])
        else:
            part = "|".join(re.escape(w).replace(r"\*", r"\S*") for w in word.split("/"))
        pattern += f"(?:{part}) "
    return pattern.removesuffix(" ")
