"""Imbalance: whether a text tells of cases of which one class is far larger than the other."""

from __future__ import annotations

import re

from kg.text.language import phrase_pattern
from kg.text.normal_forms import words

MIN_SHARE = 0.95
"""Share (0-1) of the cases from which a class is far larger than the other."""

_PERCENT = re.compile(r"(\d{1,3}(?:[.,]\d{1,6})?) ?(?:%|per ?cent\b)", re.IGNORECASE)
_OUT_OF = re.compile(
    r"(\d[\d,]{0,15}) (?:out )?of (?:the |our |its )?(\d[\d,]{0,15})\b", re.IGNORECASE
)
_ASIDE = re.compile(
    r"\bout of (?:the |our )?(\d[\d,]{0,15})\b[^.;]{0,80}?\b(\d[\d,]{0,15})\b", re.IGNORECASE
)


def speaks_of_imbalance(text: str) -> bool:
    """Return True if a text says that nearly all cases, or very few of them, are of one class.

    >>> speaks_of_imbalance("Out of 10,000 blades 9,990 are sound"), speaks_of_imbalance("half")
    (True, False)
    """
    if phrase_pattern("imbalance", "said").search(" ".join(words(text))):
        return True
    shares = [float(m[1].replace(",", ".")) / 100 for m in _PERCENT.finditer(text)]
    shares += [_ratio(m[1], m[2]) for m in _OUT_OF.finditer(text)]
    shares += [_ratio(m[2], m[1]) for m in _ASIDE.finditer(text)]
    return any(MIN_SHARE <= share <= 1 or 0 < share <= 1 - MIN_SHARE for share in shares)


def _ratio(part: str, whole: str) -> float:
    total = float(whole.replace(",", "") or 0)
    return float(part.replace(",", "") or 0) / total if total else 0.0
