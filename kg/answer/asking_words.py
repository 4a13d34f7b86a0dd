"""The words by which questions ask in several languages, from `asking_words.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from kg.text.card_terms import card_terms, is_unspaced
from kg.text.language import language

_TOML = Path(__file__).with_suffix(".toml")


def asking_words(words: Sequence[str]) -> frozenset[str]:
    """Return the words without content in the language that most of a question's words are in.

    Args:
        words: those of the question, normalised. Of several languages that have as many of them,
            the words of all are returned.
    """
    lists = _words_by_language()
    counts = {name: sum(word in there for word in words) for name, there in lists.items()}
    most = max(counts.values())
    if not most:
        return frozenset()
    return frozenset().union(*(lists[name] for name, n in counts.items() if n == most))


@cache
def _lists() -> dict[str, list[str]]:
    """Return the words of each list of the file."""
    tables = tomllib.loads(_TOML.read_text(encoding="utf-8"))
    return {name: text.split() for name, text in tables.items()}


@cache
def _words_by_language() -> dict[str, frozenset[str]]:
    """Return the words of each language that is written with spaces."""
    found = {
        name: frozenset(word for word in words if not is_unspaced(word[0]))
        for name, words in _lists().items()
    }
    languages = found.pop("languages")
    found["en"] |= set(language().stop_words)
    return {name: words | languages for name, words in found.items() if words}


@cache
def asking_characters() -> frozenset[str]:
    """Return the terms of the question words of languages that are searched by pairs."""
    asking = [word for words in _lists().values() for word in words if is_unspaced(word[0])]
    terms = {term for word in asking for term in card_terms(word)}
    return frozenset(terms | {c for word in asking for c in word})
