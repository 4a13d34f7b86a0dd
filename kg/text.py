"""How text is compared: normal forms, words, stems, squashed keys and slugs."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import NewType

Norm = NewType("Norm", str)
"""Text made comparable by `normalise`: lower case, no accents, single spaces."""

Stem = NewType("Stem", str)
"""A word reduced to its stem by `stem`."""

# Letters and digits of any script; + and # stay because they tell C from C++ and C#.
_WORD = re.compile(r"[^\W_]+(?:[+#]+(?![^\W_]))?")
_APOSTROPHE = re.compile(r"(?<=\w)['’`](?:s\b)?")


def normalise(text: str) -> Norm:
    """Make text comparable; idempotent.

    >>> normalise("  R²: the Café's C++/low-code  ")
    'r2 the cafe c++ low code'
    """
    text = unicodedata.normalize("NFKD", text).casefold()
    # Casefolding can bring back composed or compatibility forms, so decompose once more.
    text = unicodedata.normalize("NFKD", text)
    text = "".join(c for c in text if not unicodedata.combining(c))
    return Norm(" ".join(_WORD.findall(_APOSTROPHE.sub("", text))))


def words(text: str) -> list[Norm]:
    """The words of a text, in order, each normalised."""
    return [Norm(w) for w in normalise(text).split()]


def squash(text: str) -> str:
    """A key that ignores spacing: "Feature Store", "feature-store" and "featurestore" agree."""
    return normalise(text).replace(" ", "")


@cache
def stem(word: str) -> Stem:
    """The stem of one normalised English word (Snowball English, known as Porter2).

    >>> [stem(w) for w in ("tunes", "tuning", "tuned")]
    ['tune', 'tune', 'tune']
    """
    return Stem(_stemmer().stemWord(word))


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
    return joined or "x" + hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:10]


def oxford(items: Iterable[str], last: str = "and") -> str:
    """Items as a phrase.

    >>> oxford(["a", "b", "c"]), oxford(["a", "b"], "or"), oxford([])
    ('a, b and c', 'a or b', '')
    """
    *head, tail = list(items) or [""]
    return f"{', '.join(head)} {last} {tail}" if head else tail


@cache
def _stemmer():  # type: ignore[no-untyped-def]  # snowballstemmer ships no types
    # Imported late: a question made of known words is answered without it.
    from snowballstemmer import stemmer

    return stemmer("english")
