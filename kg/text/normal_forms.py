"""Bring texts into comparable forms: normalised text, words, stems, squashed text, slugs."""

from __future__ import annotations

import unicodedata

from Stemmer import Stemmer

from kg._typing import NewType, cast

Norm = NewType("Norm", str)
"""Text made comparable by `normalise`: lower case, no accents, single spaces."""

Stem = NewType("Stem", str)
"""A word reduced to its stem by `stem`."""

_STEMMER = Stemmer("english")

# No `re` here: importing it takes longer than answering a question.

# Combining marks that writers leave out: accents, Hebrew points, Arabic vowels. Others are kept, as
# they are vowels of Indic scripts or distinguish two kana.
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

# Most text is plain ASCII, which one `translate` handles in a tenth of the time.
_NOT_PLAIN = frozenset("+#'`")
_PLAIN = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}


class _WithoutAccents(dict[int, str]):
    """A table for `str.translate` that removes accents and invisible characters."""

    def __missing__(self, code: int) -> str:
        c = chr(code)
        category = unicodedata.category(c)
        is_accent = category[0] == "M" and any(code in accents for accents in _ACCENTS)
        return self.setdefault(code, "" if is_accent or category == "Cf" else c)


class _WordCharacters(dict[int, str]):
    """A table for `str.translate` that turns characters that are not of words into spaces."""

    def __missing__(self, code: int) -> str:
        c = chr(code)
        is_kept = c.isalnum() or c in "+#" or unicodedata.category(c) in ("Mn", "Mc")
        return self.setdefault(code, c if is_kept else " ")


_WITHOUT_ACCENTS = _WithoutAccents(dict.fromkeys(map(ord, "’ʼ`"), "'"))
_WORD_CHARACTERS = _WordCharacters()


def normalise(text: str) -> Norm:
    """Return text in lower case, without accents and punctuation, with single spaces.

    Normalising twice changes nothing more.

    >>> normalise("  R²: the Café's C++/low-code  ")
    'r2 the cafe c++ low code'
    """
    if text.isascii() and _NOT_PLAIN.isdisjoint(text):
        return Norm(" ".join(text.translate(_PLAIN).split()))
    text = unicodedata.normalize("NFKD", text).casefold().translate(_WITHOUT_ACCENTS)
    parts = _without_apostrophes(text).translate(_WORD_CHARACTERS).split()
    if "+" in text or "#" in text:
        parts = [word for part in parts for word in _split_at_signs(part)]
    return Norm(" ".join(parts))


def _without_apostrophes(text: str) -> str:
    """Return text without apostrophes and possessive endings: "dont", "the model"."""
    first, *rest = text.split("'")
    result = before = first
    for part in rest:
        is_within_word = before[-1:].isalnum()
        is_possessive = is_within_word and part[:1] == "s" and not part[1:2].isalnum()
        result += part[is_possessive:] if is_within_word else f" {part}"
        before = part
    return result


def _split_at_signs(part: str) -> list[str]:
    """Split a word at + and #, but keep them at its end, where they distinguish C, C++ and C#."""
    text = part.rstrip("+#")
    found = text.replace("+", " ").replace("#", " ").split()
    return [*found[:-1], found[-1] + part[len(text) :]] if found else []


def words(text: str) -> list[Norm]:
    """Return the words of a text in order, each normalised."""
    return cast("list[Norm]", normalise(text).split())


def squash(text: str) -> str:
    """Return normalised text without spaces: "Feature Store" and "feature-store" become equal."""
    return normalise(text).replace(" ", "")


def stem(word: str) -> Stem:
    """Return the stem of one normalised English word (Snowball's English stemmer, Porter2).

    >>> [stem(w) for w in ("tunes", "tuning", "tuned")]
    ['tune', 'tune', 'tune']
    """
    return Stem(_STEMMER.stemWord(word))


def stems(text: str) -> list[Stem]:
    """Return the stems of a text's words, in order."""
    return [stem(w) for w in words(text)]


def initialism(text: str) -> str | None:
    """Return the first letters of a name's words; None if it has fewer than two.

    >>> initialism("Mean squared error")
    'mse'
    """
    parts = words(text)
    return "".join(p[0] for p in parts) if len(parts) > 1 else None


def slug(name: str) -> str:
    """Return a name as an identifier: lower-case words joined by hyphens, never empty.

    >>> slug("CI/CD"), slug("R squared"), slug("C#")
    ('ci-cd', 'r-squared', 'c-sharp')
    """
    text = normalise(name).replace("+", " plus").replace("#", " sharp")
    joined = "-".join(text.split())
    if joined:
        return joined
    import hashlib  # imported late: few names have no letter or digit

    return "x" + hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:10]
