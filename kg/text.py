"""How text is compared: normal forms, words, stems, squashed keys and slugs."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from Stemmer import Stemmer

from kg.typed import NewType, cast

Norm = NewType("Norm", str)
"""Text made comparable by `normalise`: lower case, no accents, single spaces."""

Stem = NewType("Stem", str)
"""A word reduced to its stem by `stem`."""

_STEMMER = Stemmer("english")

# + and # stay at the end of a word because they tell C from C++ and C#.
# Patterns are compiled, and `re` imported, when they are first needed: plain text does without.
_WORD = r"[^\s+#]+(?:[+#]++(?!\S))?"
_APART = r"[^\w+#]|_"
_APOSTROPHE = r"(?<=\w)['’ʼ`](?:s\b)?"
# Marks that writers leave out: accents, Hebrew points, Arabic vowels. Other marks are vowels of
# Indic scripts or tell one kana from another, and stay.
_ACCENT = (
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\U000e0100-\U000e01ef]"
)


_ABBREVIATIONS = "Mr Mrs Ms Dr Prof St Mt Jr Sr vs approx".split()
SENTENCE_END = r"(?<=[^\W\d_]{2}[.!?])" + "".join(rf"(?<!\b{a}\.)" for a in _ABBREVIATIONS)
"""A pattern for where a sentence ends: behind a word of two letters, and not in "e.g." or "Dr."."""

# Most text is plain, and takes a tenth of the time: letters small, a space for any other mark.
_RARE = frozenset("+#'`")
_PLAIN = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}


class _Comparable(dict[int, str]):
    """Each character as it is compared: nothing where it is an accent or can't be seen."""

    def __missing__(self, code: int) -> str:
        c = chr(code)
        category = unicodedata.category(c)
        is_dropped = category == "Cf" or (category[0] == "M" and _is_accent(c))
        return self.setdefault(code, "" if is_dropped else c)


def _is_accent(mark: str) -> bool:
    import re

    return re.match(_ACCENT, mark) is not None


class _OfWords(dict[int, str]):
    """Each character of a word as it is, any other as a space."""

    def __missing__(self, code: int) -> str:
        c = chr(code)
        is_of_word = c.isalnum() or c in "+#" or unicodedata.category(c) in ("Mn", "Mc")
        return self.setdefault(code, c if is_of_word else " ")


_COMPARABLE = _Comparable()
_OF_WORDS = _OfWords()


def normalise(text: str) -> Norm:
    """Make text comparable; idempotent.

    >>> normalise("  R²: the Café's C++/low-code  ")
    'r2 the cafe c++ low code'
    """
    if text.isascii() and _RARE.isdisjoint(text):
        return Norm(" ".join(text.translate(_PLAIN).split()))
    import re

    if text.isascii():
        text = re.sub(_APART, " ", re.sub(_APOSTROPHE, "", text.lower()))
    else:
        text = unicodedata.normalize("NFKD", text).casefold()
        text = re.sub(_APOSTROPHE, "", text.translate(_COMPARABLE)).translate(_OF_WORDS)
    return Norm(" ".join(re.findall(_WORD, text)))


def words(text: str) -> list[Norm]:
    """The words of a text, in order, each normalised."""
    return cast("list[Norm]", normalise(text).split())


def squash(text: str) -> str:
    """A key that ignores spacing: "Feature Store", "feature-store" and "featurestore" agree."""
    return normalise(text).replace(" ", "")


def stem(word: str) -> Stem:
    """The stem of one normalised English word (Snowball English, known as Porter2).

    >>> [stem(w) for w in ("tunes", "tuning", "tuned")]
    ['tune', 'tune', 'tune']
    """
    return Stem(_STEMMER.stemWord(word))


def stems(text: str) -> list[Stem]:
    """The stems of a text's words, in order."""
    return [stem(w) for w in words(text)]


def initialism(text: str) -> str | None:
    """First letters of a name of two or more words; None for a single word.

    >>> initialism("Mean squared error")
    'mse'
    """
    parts = words(text)
    return "".join(p[0] for p in parts) if len(parts) > 1 else None


def slug(name: str) -> str:
    """A name as an identifier: lower-case words joined by hyphens, never empty.

    >>> slug("CI/CD"), slug("R squared"), slug("C#")
    ('ci-cd', 'r-squared', 'c-sharp')
    """
    text = normalise(name).replace("+", " plus").replace("#", " sharp")
    joined = "-".join(text.split())
    if joined:
        return joined
    import hashlib  # imported late: names without a letter are few

    return "x" + hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:10]


def oxford(items: Iterable[str], last: str = "and") -> str:
    """Items as a phrase.

    >>> oxford(["a", "b", "c"]), oxford(["a", "b"], "or"), oxford([])
    ('a, b and c', 'a or b', '')
    """
    *head, tail = list(items) or [""]
    return f"{', '.join(head)} {last} {tail}" if head else tail


def capital(text: str) -> str:
    """Give a text a large first letter."""
    return text[:1].upper() + text[1:]


def count(number: int, noun: str) -> str:
    """How many of something there are.

    >>> count(1, "concept"), count(2, "concept")
    ('1 concept', '2 concepts')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def span(minutes: int) -> str:
    """How long some minutes are.

    >>> span(45), span(60), span(135)
    ('45 min', '1 h', '2 h 15 min')
    """
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} h"] * bool(hours) + [f"{rest} min"] * bool(rest or not hours)
    return " ".join(parts)
