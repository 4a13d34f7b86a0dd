"""How text is compared: normal forms, words, stems, squashed keys and slugs."""

from __future__ import annotations

import unicodedata

from Stemmer import Stemmer

from kg._typing import NewType, cast

Norm = NewType("Norm", str)
"""Text made comparable by `normalise`: lower case, no accents, single spaces."""

Stem = NewType("Stem", str)
"""A word reduced to its stem by `stem`."""

_STEMMER = Stemmer("english")

# Text is compared without `re`, which takes longer to import than a question to be answered.

# Marks that writers leave out: accents, Hebrew points, Arabic vowels. Other marks are vowels of
# Indic scripts or tell one kana from another, and stay.
_ACCENTS = (
    range(0x0300, 0x0370),
    range(0x0483, 0x048A),
    range(0x0591, 0x05C8),
    range(0x0610, 0x061B),
    range(0x064B, 0x0660),
    range(0x0670, 0x0671),
    range(0x06D6, 0x06EE),
    range(0x1AB0, 0x1B00),
    range(0x1DC0, 0x1E00),
    range(0x20D0, 0x2100),
    range(0xFE00, 0xFE10),
    range(0xFE20, 0xFE30),
    range(0xE0100, 0xE01F0),
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
        is_accent = category[0] == "M" and any(code in accents for accents in _ACCENTS)
        return self.setdefault(code, "" if is_accent or category == "Cf" else c)


class _OfWords(dict[int, str]):
    """Each character of a word as it is, any other as a space."""

    def __missing__(self, code: int) -> str:
        c = chr(code)
        is_of_word = c.isalnum() or c in "+#" or unicodedata.category(c) in ("Mn", "Mc")
        return self.setdefault(code, c if is_of_word else " ")


_COMPARABLE = _Comparable(dict.fromkeys(map(ord, "’ʼ`"), "'"))
_OF_WORDS = _OfWords()


def normalise(text: str) -> Norm:
    """Make text comparable; idempotent.

    >>> normalise("  R²: the Café's C++/low-code  ")
    'r2 the cafe c++ low code'
    """
    if text.isascii() and _RARE.isdisjoint(text):
        return Norm(" ".join(text.translate(_PLAIN).split()))
    text = unicodedata.normalize("NFKD", text).casefold().translate(_COMPARABLE)
    parts = _without_apostrophes(text).translate(_OF_WORDS).split()
    if "+" in text or "#" in text:
        parts = [word for part in parts for word in _told_apart(part)]
    return Norm(" ".join(parts))


def _without_apostrophes(text: str) -> str:
    """What stands around them joined, without an s that tells whose: "don't", "the model's"."""
    first, *rest = text.split("'")
    kept = first
    before = first
    for part in rest:
        is_within = before[-1:].isalnum()
        is_whose = is_within and part[:1] == "s" and not part[1:2].isalnum()
        kept += part[is_whose:] if is_within else f" {part}"
        before = part
    return kept


def _told_apart(part: str) -> list[str]:
    """The words between + and #, which stay at the end, as they tell C from C++ and C#."""
    text = part.rstrip("+#")
    found = text.replace("+", " ").replace("#", " ").split()
    return [*found[:-1], found[-1] + part[len(text) :]] if found else []


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
