"""Imbalance: whether a text tells of cases of which one class is far larger than the other."""

from __future__ import annotations

import re
from functools import cache

from kg.text.language import language, pattern
from kg.text.normal_forms import words
from kg.text.word_table import Phrases, Words

MIN_SHARE = 0.95
"""Share (0-1) of the cases from which a class is far larger than the other."""

_COUNT = r"(\d[\d,]{0,15})"


def speaks_of_imbalance(text: str) -> bool:
    """Return True if a text says that nearly all cases, or very few of them, are of one class.

    >>> speaks_of_imbalance("Out of 10,000 blades 9,990 are sound"), speaks_of_imbalance("half")
    (True, False)
    """
    imbalance = language().imbalance
    if pattern(imbalance.said).search(" ".join(words(text))):
        return True
    percent, part_of, out_of = _patterns(
        imbalance.percent, imbalance.part_of, imbalance.out_of, imbalance.determiners
    )
    shares = [float(m[1].replace(",", ".")) / 100 for m in percent.finditer(text)]
    shares += [_ratio(m[1], m[2]) for m in part_of.finditer(text)]
    shares += [_ratio(m[2], m[1]) for m in out_of.finditer(text)]
    return any(MIN_SHARE <= share <= 1 or 0 < share <= 1 - MIN_SHARE for share in shares)


@cache
def _patterns(
    percent: Phrases, part_of: Phrases, out_of: Phrases, determiners: Words
) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return expressions for "95 %", "95 of 100" and "out of 100 ... 95"."""
    optional = rf"(?:(?:{'|'.join(sorted(determiners))}) )?"
    signs = rf"(?:{_any(percent)})(?!\w)"
    sources = (
        rf"(\d{{1,3}}(?:[.,]\d{{1,6}})?) ?{signs}",
        rf"{_COUNT} (?:{_any(part_of)}) {optional}{_COUNT}\b",
        rf"\b(?:{_any(out_of)}) {optional}{_COUNT}\b[^.;]{{0,80}}?\b{_COUNT}\b",
    )
    one, two, three = (re.compile(source, re.IGNORECASE) for source in sources)
    return one, two, three


def _any(phrases: Phrases) -> str:
    return "|".join(" ".join(map(re.escape, phrase)) for phrase in phrases)


def _ratio(part: str, whole: str) -> float:
    total = float(whole.replace(",", "") or 0)
    return float(part.replace(",", "") or 0) / total if total else 0.0
