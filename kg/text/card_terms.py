"""Split the text of cards, in any language, into the terms by which they are searched."""

from __future__ import annotations

import unicodedata

from kg.text.normal_forms import normalise, stem

_UNSPACED_SCRIPTS = (
    range(0x0E00, 0x0F00),  # Thai and Lao
    range(0x1000, 0x10A0),  # Burmese
    range(0x1780, 0x1800),  # Khmer
    range(0x3040, 0x3100),  # kana
    range(0x3400, 0xA000),  # Chinese characters
    range(0xAC00, 0xD7B0),  # Hangul
    range(0xF900, 0xFB00),
    range(0x20000, 0x32000),
)
"""Code points of scripts without spaces between words, or with particles joined to them."""


def card_terms(text: str) -> list[str]:
    """Return the terms of a text in order: stems of words, and pairs of unspaced characters.

    >>> card_terms("Running tests"), card_terms("查看提交")
    (['run', 'test'], ['查看', '看提', '提交'])
    """
    terms: list[str] = []
    for word in normalise(text).split():
        if word.isascii():
            terms.append(stem(word))
            continue
        for run, is_unspaced in _runs(unicodedata.normalize("NFC", word)):
            if not is_unspaced:
                terms.append(stem(run))
            elif len(run) == 1:
                terms.append(run)
            else:
                terms += [run[n : n + 2] for n in range(len(run) - 1)]
    return terms


def is_unspaced(c: str) -> bool:
    """Return True if a character belongs to a script that is searched by pairs."""
    code = ord(c)
    return code >= 0x0E00 and any(code in block for block in _UNSPACED_SCRIPTS)


def _runs(word: str) -> list[tuple[str, bool]]:
    """Return the parts of a word that are unspaced or not, in order."""
    runs: list[tuple[str, bool]] = []
    for c in word:
        kind = is_unspaced(c)
        if runs and runs[-1][1] == kind:
            runs[-1] = (runs[-1][0] + c, kind)
        else:
            runs.append((c, kind))
    return runs
