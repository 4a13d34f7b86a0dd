"""Find the names of known concepts in texts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from kg.extract.concept_names import join_prefixes, name_stems
from kg.text.normal_forms import normalise, stem

MIN_FUNCTION_WORD_SHARE = 0.1
"""Share (0-1) of a text's words that must be English function words for it to count as English."""

MAX_GAZETTEER_WORDS = 8
"""Most words in a name that the gazetteer looks for; longer names are never found."""

TOKEN = re.compile(
    r"(?:(?:[Pp]re|[Pp]ost|[Rr]e|[Nn]on|[Mm]ulti|[Ss]ub|[Aa]nti|[Ss]emi|[Cc]o)-)?"
    r"[^\W_]+(?:['’][^\W_]+)?(?:[+#]+(?!\w))?"
)
"""A word of a text: with a prefix such as "pre-", an apostrophe within, or "+" and "#" after it."""

_DERIVING_SUFFIX = re.compile(
    r".*(?:ers?|ors?|i[sz]ations?|al|ive|ly|ity|ities|ments?|ness|able|ists?|ism)$", re.IGNORECASE
)
"""Words with a suffix that makes another word: a "controller" is not what controls."""

_ARTICLE_BEFORE = re.compile(r"\b(?:an?|the) $", re.IGNORECASE)
_CAPITALISED_NEXT = re.compile(r" [A-Z][a-z]{2,}")
_CODE_PUNCTUATION = re.compile(r"[@(){}<>$]")
_ENGLISH_FUNCTION_WORDS = frozenset(
    "a about after all also an and any are as at be because been before being between both but "
    "by can case cases do does each example first for form from get give had has have he her "
    "him his how i if in into is it its just kind last less like made make many may means might "
    "more most much must need new next no not number of on once one only or other our out over "
    "own part parts point same second see set she should show so some such take than that the "
    "their them then there these they thing this those three time to too two type types under "
    "up us use used uses using value very was way we were what when where which while who why "
    "will with within without word work would yes you your".split()
)
"""Words that may name a concept on a card of their own, but are never found within a text."""


class GazetteerMatch(NamedTuple):
    """A name found in a text: the number of its concept, and its span up to `end`, exclusive."""

    concept: int
    start: int
    end: int


def text_stems(text: str) -> list[str]:
    """Return the stems of a text's words, in order."""
    return [_token_stem(token) for token in TOKEN.findall(text)]


def is_english(texts: Iterable[str]) -> bool:
    """Return True if texts have about as many English function words as English has."""
    words = [word for text in texts for word in TOKEN.findall(text.lower())]
    return sum(map(is_function_word, words)) > MIN_FUNCTION_WORD_SHARE * len(words)


def is_function_word(word: str) -> bool:
    """Return True if a word in lower case is too common in English to name anything in a text."""
    return word in _ENGLISH_FUNCTION_WORDS


class Gazetteer:
    """A list of names that are found in texts by the stems of their words.

    With `is_english` a derived word does not match the word that it is derived from, so that
    "controller" does not match "controls".
    """

    def __init__(self, *, is_english: bool = True) -> None:
        self._is_english = is_english
        self._max_words: dict[str, int] = {}
        self._names: dict[tuple[str, ...], tuple[int, str, bool]] = {}
        self._spellings: dict[tuple[str, ...], str] = {}

    def add(self, name: str, concept: int) -> None:
        """Add a name of the concept with this number; of two names with equal stems keep the first.

        Short names in capitals and names with code punctuation match only as they are written.
        """
        key = name_stems(name)
        if not key or len(key) > MAX_GAZETTEER_WORDS:
            return
        if len(key) == 1:
            word = normalise(name)
            if (
                word in _ENGLISH_FUNCTION_WORDS
                or (len(word) < 2 and not name.isupper())
                or word.isdigit()
            ):
                return
            if (name.isupper() and len(name) <= 4) or _CODE_PUNCTUATION.search(name):
                self._spellings.setdefault(key, name)
        if key not in self._names:
            self._names[key] = (concept, name, _is_derived(name))
            self._max_words[key[0]] = max(self._max_words.get(key[0], 0), len(key))

    def find(self, text: str) -> list[GazetteerMatch]:
        """Return the names in a text from left to right, longest first; no two overlap."""
        stems = text_stems(text)
        starts = [n for n, first in enumerate(stems) if first in self._max_words]
        if not starts:
            return []
        tokens = list(TOKEN.finditer(text))
        found: list[GazetteerMatch] = []
        next_free = 0
        for n in starts:
            if n < next_free:
                continue
            longest = min(self._max_words[stems[n]], len(tokens) - n)
            for size in range(longest, 0, -1):
                key = tuple(stems[n : n + size])
                known = self._names.get(key)
                if known is None:
                    continue
                concept, name, is_derived = known
                start, end = tokens[n].start(), tokens[n + size - 1].end()
                spelling = self._spellings.get(key)
                if spelling is not None and not _is_written_at(text, spelling, start):
                    continue
                if self._is_english and _is_derived(text[start:end]) != is_derived:
                    continue
                if size == 1 and _is_other_use(text, tokens[n], name):
                    continue
                if size > 1 and re.search(r"[.!?;:]\s", text[start:end]):
                    continue
                found.append(GazetteerMatch(concept, start, end))
                next_free = n + size
                break
        return found


@lru_cache(maxsize=200_000)
def _token_stem(token: str) -> str:
    word = normalise(join_prefixes(token))
    return stem(word) if word else ""


def _is_derived(word: str) -> bool:
    return _DERIVING_SUFFIX.match(word) is not None


def _is_written_at(text: str, name: str, start: int) -> bool:
    """Return True if a text has exactly this name, with the name's first letter at `start`."""
    before = next((n for n, c in enumerate(name) if c.isalnum()), 0)
    return start >= before and text.startswith(name, start - before)


def _is_other_use(text: str, token: re.Match[str], name: str) -> bool:
    """Return True if a word only belongs to another name, or is a form that describes.

    "fine-tune" does not mention a tune, "predicted value" does not mention prediction, and
    "Denmark Strait" does not mention Denmark.
    """
    if text[token.start() - 1 : token.start()] == "-":
        return True
    if token[0].endswith("ed") and not name.endswith("ed"):
        return True
    if name.endswith("ing") and not token[0].endswith("ing"):  # "a sign" is not "signing"
        return _ARTICLE_BEFORE.search(text, max(0, token.start() - 5), token.start()) is not None
    return (
        token[0].istitle()
        and name.istitle()
        and _CAPITALISED_NEXT.match(text, token.end()) is not None
    )
