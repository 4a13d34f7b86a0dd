"""Mentions: where the names of concepts stand in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from kg.extract.concept_names import join_prefixes, stems_of
from kg.text.normal_forms import normalise, stem

ENGLISH = 0.1
"""Share of empty words of English from which on texts count as English."""

LONGEST = 8
"""Words of a name that is looked for."""

TOKEN = re.compile(
    r"(?:(?:[Pp]re|[Pp]ost|[Rr]e|[Nn]on|[Mm]ulti|[Ss]ub|[Aa]nti|[Ss]emi|[Cc]o)-)?"
    r"[^\W_]+(?:['’][^\W_]+)?(?:[+#]+(?!\w))?"
)
_DERIVED = re.compile(
    r".*(?:ers?|ors?|i[sz]ations?|al|ive|ly|ity|ities|ments?|ness|able|ists?|ism)$", re.IGNORECASE
)
"""Endings that make another word: a controller is not what controls, nor "signing" a "sign"."""

_ARTICLE = re.compile(r"\b(?:an?|the) $", re.IGNORECASE)
_GOES_ON = re.compile(r" [A-Z][a-z]{2,}")
_CODE = re.compile(r"[@(){}<>$]")
_EMPTY = frozenset(
    "a about after all also an and any are as at be because been before being between both but "
    "by can case cases do does each example first for form from get give had has have he her "
    "him his how i if in into is it its just kind last less like made make many may means might "
    "more most much must need new next no not number of on once one only or other our out over "
    "own part parts point same second see set she should show so some such take than that the "
    "their them then there these they thing this those three time to too two type types under "
    "up us use used uses using value very was way we were what when where which while who why "
    "will with within without word work would yes you your".split()
)
"""Words that are the name of a concept only by themselves, as on a card, never within a text."""


class Mention(NamedTuple):
    """A name in a text: which, and from where to where."""

    which: int
    start: int
    end: int


def stems_in(text: str) -> list[str]:
    """The stems of a text's words, in order."""
    return [_stem(word) for word in TOKEN.findall(text)]


def is_english(texts: Iterable[str]) -> bool:
    """Whether texts have as many of English's empty words as English has."""
    said = [word for text in texts for word in TOKEN.findall(text.lower())]
    return sum(map(is_empty, said)) > ENGLISH * len(said)


def is_empty(word: str) -> bool:
    """Whether a word in small letters says nothing of its own."""
    return word in _EMPTY


class Finder:
    """Finds names, the longest first, by the stems of their words.

    `is_english` where endings tell which words are another's inflections, and which are not.
    """

    def __init__(self, *, is_english: bool = True) -> None:
        self._is_english = is_english
        self._first: dict[str, int] = {}
        self._names: dict[tuple[str, ...], tuple[int, str, bool]] = {}
        self._exact: dict[tuple[str, ...], str] = {}

    def add(self, name: str, which: int) -> None:
        """Look for a name from now on; of two with the same stems the first stays."""
        key = stems_of(name)
        if not key or len(key) > LONGEST:
            return
        if len(key) == 1:
            said = normalise(name)
            if said in _EMPTY or (len(said) < 2 and not name.isupper()) or said.isdigit():
                return
            if (name.isupper() and len(name) <= 4) or _CODE.search(name):
                self._exact.setdefault(key, name)
        if key not in self._names:
            self._names[key] = (which, name, _is_derived(name))
            self._first[key[0]] = max(self._first.get(key[0], 0), len(key))

    def find(self, text: str) -> list[Mention]:
        """The names in a text, from left to right, none within another."""
        stems = stems_in(text)
        begin = [n for n, first in enumerate(stems) if first in self._first]
        if not begin:
            return []
        tokens = list(TOKEN.finditer(text))
        found: list[Mention] = []
        after = 0
        for n in begin:
            if n < after:
                continue
            longest = min(self._first[stems[n]], len(tokens) - n)
            for size in range(longest, 0, -1):
                key = tuple(stems[n : n + size])
                known = self._names.get(key)
                if known is None:
                    continue
                which, name, is_derived = known
                start, end = tokens[n].start(), tokens[n + size - 1].end()
                exact = self._exact.get(key)
                if exact is not None and not _stands_at(text, exact, start):
                    continue
                if self._is_english and _is_derived(text[start:end]) != is_derived:
                    continue
                if size == 1 and _is_else(text, tokens[n], name):
                    continue
                if size > 1 and re.search(r"[.!?;:]\s", text[start:end]):
                    continue
                found.append(Mention(which, start, end))
                after = n + size
                break
        return found


@lru_cache(maxsize=200_000)
def _stem(token: str) -> str:
    said = normalise(join_prefixes(token))
    return stem(said) if said else ""


def _is_derived(word: str) -> bool:
    return _DERIVED.match(word) is not None


def _stands_at(text: str, name: str, start: int) -> bool:
    """Whether a name stands in a text as it is written, its first letter at a place."""
    before = next((n for n, c in enumerate(name) if c.isalnum()), 0)
    return start >= before and text.startswith(name, start - before)


def _is_else(text: str, token: re.Match[str], name: str) -> bool:
    """Whether a word is but part of another name, or a form that describes.

    "fine-tune" does not speak of a tune, nor "predicted value" of prediction, nor "Denmark Strait"
    of Denmark.
    """
    if text[token.start() - 1 : token.start()] == "-":
        return True
    if token[0].endswith("ed") and not name.endswith("ed"):
        return True
    if name.endswith("ing") and not token[0].endswith("ing"):  # "a sign" is not "signing"
        return _ARTICLE.search(text, max(0, token.start() - 5), token.start()) is not None
    return token[0].istitle() and name.istitle() and _GOES_ON.match(text, token.end()) is not None
