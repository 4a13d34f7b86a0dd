"""Tell by their form which aliases are search phrases, or name a part of their concept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

from kg.text.normal_forms import stem, words
from kg.text.word_list import frequencies

MAX_ALIAS_WORDS = 5
"""Maximum number of words of a name; longer aliases are phrases."""

MIN_VERB_RATIO = 0.1
"""Minimum frequency of a word's form in -ing, of that of the word itself, from which it is a verb.

Verbs have about a third; of nouns hardly any has a tenth.
"""

MIN_HEAD_WORDS = 2
"""Minimum number of words of a name that an alias of another concept must not end with.

A kind may well end with a name of one word: a tidal wave need not be a wave of this graph.
"""

_OPENING_WORDS = frozenset(
    """
    after always as before cannot from how if never no not only to too what when where which while
    who why with without by
    """.split()
)
"""Words with which no name starts."""

_SENTENCE_WORDS = frozenset(
    """
    anybody anyone are be been can cannot could did do does had has have how i if is it its may me
    might must my nobody nothing our should somebody someone something that their them they was we
    were what when where which who whom whose why will would you your
    """.split()
)
"""Words of sentences that names do not have."""

_ARTICLES = frozenset({"a", "an", "the"})
_PREPOSITIONS = frozenset("against at between by for from in of on over to under with".split())


def phrase_reason(alias: str, nouns: frozenset[str]) -> str:
    """Return a reason to take an alias for a search phrase; empty for a name.

    Args:
        alias: as it is written.
        nouns: words that are no verbs, as `name_words` returns them.

    >>> phrase_reason("how tides work", frozenset()), phrase_reason("tidal range", frozenset())
    ("it starts with 'how'", '')
    """
    found = words(alias)
    if len(found) > MAX_ALIAS_WORDS:
        return f"it has {len(found)} words"
    if len(found) < 2:
        return ""
    first = found[0]
    if first in _OPENING_WORDS and not _starts_with_compound(alias):
        return f"it starts with {str(first)!r}"
    for word in found:
        if word in _SENTENCE_WORDS and not _is_capital(alias, word):
            return f"it has the word {str(word)!r}"
    for before, word in pairwise(found):
        if word in _ARTICLES and before not in _PREPOSITIONS:
            return f"it has the word {str(word)!r}"
    is_plain = not _starts_with_compound(alias) and not _is_title(alias)
    if is_plain and first not in nouns and _is_verb(first):
        return f"it starts with the verb {str(first)!r}"
    return ""


def name_words(names: Iterable[str]) -> frozenset[str]:
    """Return the words of names, normalised, those in s also without it."""
    found = {str(word) for name in names for word in words(name)}
    return frozenset(found | {word.removesuffix("s") for word in found})


def singular_words(name: str) -> tuple[str, ...]:
    """Return the normalised words of a name, without the s of plurals."""
    return tuple(word.removesuffix("s") for word in words(name))


def foreign_head(alias: str, name: str, others: Mapping[tuple[str, ...], str]) -> str:
    """Return the name of another concept that an alias ends with; empty if there is none.

    Args:
        alias: as it is written.
        name: of its concept. An alias with the same last word names a kind of the same.
        others: the names of all concepts by their singular words.

    >>> foreign_head("height of a storm surge", "Flood", {("storm", "surge"): "Storm surges"})
    'Storm surges'
    """
    found, own = singular_words(alias), singular_words(name)
    if not found or not own or stem(found[-1]) == stem(own[-1]):
        return ""
    for size in range(min(len(found) - 1, MAX_ALIAS_WORDS), MIN_HEAD_WORDS - 1, -1):
        other = others.get(found[-size:])
        if other is not None and not set(own).issuperset(found[-size:]):
            return other
    return ""


def _starts_with_compound(alias: str) -> bool:
    """Return True if the first word is joined to the next by a hyphen: "on-demand"."""
    return "-" in alias.split()[0]


def _is_capital(alias: str, word: str) -> bool:
    """Return True if a word is written with a capital, as the I of "Type I error" is."""
    return any(part[:1].isupper() and part.casefold() == word for part in alias.split())


def _is_title(alias: str) -> bool:
    """Return True if each word has a capital, as in "Jump Start"."""
    return all(part[:1].isupper() for part in alias.split())


def _is_verb(word: str) -> bool:
    """Return True if a word is as often in -ing as verbs are."""
    known = frequencies()
    bare = word.removesuffix("e")
    forms = [bare + "ing", word + word[-1] + "ing"]
    return max(known.get(form, 0) for form in forms) >= MIN_VERB_RATIO * known.get(word, 10**9)
