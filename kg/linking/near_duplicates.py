"""Find names that are one edit apart, which may be two spellings of one concept."""

from __future__ import annotations

from collections.abc import Sequence

from kg.linking.spelling import OSA
from kg.text.normal_forms import normalise, squash
from kg.text.word_list import frequency

MIN_COMPARED_CHARS = 6
"""Characters that a normalised name needs to be compared; an edit in a shorter name often makes
another word."""

MAX_SHORT_CHARS = 200
"""Characters of a normalised name up to which it is looked up by all that one lost character leaves
of it; the time for that grows with the square of the length. Longer names have two keys."""

MAX_COMPARED_PER_KEY = 200
"""Names compared with one another among those that share a key; later ones are skipped."""


def near_duplicates(names: Sequence[str]) -> list[tuple[int, int]]:
    """Return the pairs of names that are one edit apart, as positions in `names`, in order.

    Pairs are skipped where the edit probably makes another name: where it changes a number or a
    single letter, where both names are real words, and where a name is short.
    """
    norms = [normalise(name) for name in names]
    positions_by_key: dict[tuple[str, str], list[int]] = {}
    for position, norm in enumerate(norms):
        if len(norm) >= MIN_COMPARED_CHARS:
            same = " ".join(sorted({word for word in norm.split() if not _may_differ(word)}))
            for key in _keys(norm):
                positions_by_key.setdefault((key, same), []).append(position)
    pairs = {
        (one, other)
        for positions in positions_by_key.values()
        for n, one in enumerate(positions[:MAX_COMPARED_PER_KEY])
        for other in positions[n + 1 : MAX_COMPARED_PER_KEY]
    }
    return sorted(
        (one, other)
        for one, other in pairs
        if norms[one] != norms[other]
        and OSA.distance(norms[one], norms[other], score_cutoff=1) <= 1
        and _differ_by_misspelling(norms[one], norms[other])
    )


def _keys(norm: str) -> set[str]:
    """Return texts of which two names within one edit have one in common.

    They are what a name becomes by losing at most one character. One edit of a long name leaves
    its first or its last half as it is.
    """
    keys: set[str] = set()
    if len(norm) <= MAX_SHORT_CHARS:
        keys |= {norm, *(norm[:n] + norm[n + 1 :] for n in range(len(norm)))}
    if len(norm) >= MAX_SHORT_CHARS:  # both, as names that differ by one character may be of each
        half = MAX_SHORT_CHARS // 2 - 1
        keys |= {f"{norm[:half]}…", f"…{norm[-half:]}"}
    return keys


def _may_differ(word: str) -> bool:
    """Return True for a word, not a number or a letter, that may be misspelt."""
    return len(word) > 2 and word.isalpha()


def _differ_by_misspelling(one: str, other: str) -> bool:
    """Return True if only words differ, not numbers or single letters, and one is not real."""
    different = set(one.split()) ^ set(other.split())
    if not all(map(_may_differ, different)):
        return False
    return not all(frequency(word) for word in different) or squash(one) == squash(other)
