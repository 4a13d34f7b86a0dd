"""Find names that are one edit apart, which may be two spellings of one concept."""

from __future__ import annotations

from collections.abc import Sequence

from kg.linking.spelling import OSA
from kg.text.normal_forms import normalise, squash
from kg.text.word_list import frequency

MIN_COMPARED_CHARS = 6
"""Characters that a normalised name needs to be compared; an edit in a shorter name often makes
another word."""

MAX_COMPARED_PER_KEY = 200
"""Names compared with one another among those that share a key; later ones are skipped."""


def near_duplicates(names: Sequence[str]) -> list[tuple[int, int]]:
    """Return the pairs of names that are one edit apart, as positions in `names`, in order.

    Pairs are skipped where the edit probably makes another name: where it changes a number or a
    single letter, where both names are real words, and where a name is short.
    """
    norms = [normalise(name) for name in names]
    # Two names within one edit have a string in common that each becomes by losing at most one
    # character, so only names that share such a string are compared.
    positions_by_key: dict[str, list[int]] = {}
    for position, norm in enumerate(norms):
        if len(norm) >= MIN_COMPARED_CHARS:
            for key in {norm, *(norm[:n] + norm[n + 1 :] for n in range(len(norm)))}:
                positions_by_key.setdefault(key, []).append(position)
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


def _differ_by_misspelling(one: str, other: str) -> bool:
    """Return True if only words differ, not numbers or single letters, and one is not real."""
    different = set(one.split()) ^ set(other.split())
    if not all(len(word) > 2 and word.isalpha() for word in different):
        return False
    return not all(frequency(word) for word in different) or squash(one) == squash(other)
