"""Posting lists: for each stem, the concepts that have it, those of highest impact first.

The impact of a stem on a concept is its BM25 score there without the idf factor, as one byte. Lists
are split into parts of `PART_SIZE` concepts. Of a frequent stem's list a search reads only the
first parts, for later concepts gain little from it (impact-ordered postings: V. Anh, O. de Kretser,
A. Moffat, "Vector-space ranking with effective early termination", SIGIR 2001).

Each stem has two lists: of the concepts whose passage has it, and of those whose names have it.
"""

from __future__ import annotations

import math
import zlib
from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import islice

from kg._typing import NamedTuple

PART_SIZE = 1_024
"""Concepts in a part of a posting list, which is one row of `posting`."""

K1, B = 1.2, 0.75
"""BM25's parameters: how soon repeated words stop counting, and how much long passages lose.
S. Robertson, H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009)."""

MAX_POSTINGS_READ = 6 * PART_SIZE
"""Postings after which a search reads no further stem's list, except for `MIN_STEMS_READ`."""

MIN_STEMS_READ = 3
"""Stems of which a search always reads the first part."""

TOP_K_SAMPLE_FACTOR = 4
"""Scores sampled for each key wanted; the best of the sample bound the score of the top keys."""

MIN_IDF = 1e-6
"""The idf of stems that more than half of the concepts have, so that they still break ties."""

_MAX_PARTS = 1 << 13
_MAX_IMPACT = 255
_MIN_COMPRESSED_KEYS = 16  # shorter rows rarely get smaller


class Slice(NamedTuple):
    """The first `parts` parts of the posting list `number`, to be read for a stem of this idf."""

    number: int
    parts: int
    idf: float


def impact(frequency: float, length: float) -> int:
    """Return the impact of a stem on a passage, 1-255.

    Args:
        frequency: how often the passage has the stem.
        length: words of the passage, as a multiple of the mean length of passages.
    """
    part = frequency / (frequency + K1 * (1 - B + B * length))
    return max(1, round(_MAX_IMPACT * part))


def idf(document_frequency: int, concepts: int) -> float:
    """Return BM25's inverse document frequency of a stem, at least `MIN_IDF`.

    `document_frequency` is the number of concepts that have the stem, `concepts` that of all.
    """
    return max(
        MIN_IDF, math.log((concepts - document_frequency + 0.5) / (document_frequency + 0.5))
    )


def list_number(stem: int, *, of_names: bool) -> int:
    """Return the number of a stem's posting list, that of passages or that of names."""
    return 2 * stem + of_names


def parse_row_number(row: int) -> tuple[int, bool, int]:
    """Return the stem of a row of `posting`, True if its list is of names, and its part."""
    number, part = divmod(row, _MAX_PARTS)
    return number // 2, bool(number % 2), part


def row_numbers(slice_: Slice) -> range:
    """Return the numbers of the rows of `posting` that a slice reads."""
    return range(slice_.number * _MAX_PARTS, slice_.number * _MAX_PARTS + slice_.parts)


def pack(number: int, keys: array[int], impacts: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Yield the rows of `posting` for a list: number, size and data of each part.

    Args:
        number: the number of the list.
        keys: the concepts, ascending.
        impacts: the impact on each of them.
    """
    if len(keys) > PART_SIZE:
        order = sorted([(_MAX_IMPACT - i) << 40 | k for k, i in zip(keys, impacts, strict=True)])
        keys = array("I", [one & 0xFFFFFFFF for one in order])
        impacts = bytes([_MAX_IMPACT - (one >> 40) for one in order])
    for n, start in enumerate(range(0, min(len(keys), PART_SIZE * _MAX_PARTS), PART_SIZE)):
        some = keys[start : start + PART_SIZE]
        content = some.tobytes()
        # First every lowest byte, then every second byte, ...: similar bytes compress well.
        planes = b"".join(content[at :: some.itemsize] for at in range(some.itemsize))
        data = impacts[start : start + PART_SIZE] + planes
        packed = zlib.compress(data, 1) if len(some) >= _MIN_COMPRESSED_KEYS else data
        yield number * _MAX_PARTS + n, len(some), min(packed, data, key=len)


def unpack(size: int, data: bytes) -> tuple[array[int], bytes]:
    """Return the keys of a part of a list, and the impact on each, from a row of `posting`."""
    keys = array("I")
    if len(data) != size * (keys.itemsize + 1):
        data = zlib.decompress(data)
    content = bytearray(size * keys.itemsize)
    for at in range(keys.itemsize):
        content[at :: keys.itemsize] = data[size * (at + 1) : size * (at + 2)]
    keys.frombytes(content)
    return keys, data[:size]


def plan_slices(
    document_frequencies: Mapping[int, int], concepts: int, *, of_names: bool = False
) -> list[Slice]:
    """Choose what to read for a search: the rarest stems first and whole, frequent ones in part.

    Args:
        document_frequencies: how many concepts have each stem, by the number of the stem.
        concepts: how many concepts the graph has.
        of_names: whether to read the lists of names instead of those of passages.

    Returns:
        What to read of each list; stems after `MAX_POSTINGS_READ` postings have none.
    """
    left = MAX_POSTINGS_READ
    slices: list[Slice] = []
    for stem, frequency in sorted(
        document_frequencies.items(), key=lambda item: (item[1], item[0])
    ):
        if left <= 0 and len(slices) >= MIN_STEMS_READ:
            break
        parts = -(-min(frequency, max(left, PART_SIZE)) // PART_SIZE)
        left -= parts * PART_SIZE if frequency > PART_SIZE else frequency
        slices.append(Slice(list_number(stem, of_names=of_names), parts, idf(frequency, concepts)))
    return slices


def score(
    slices: Iterable[Slice], read: Callable[[Collection[int]], Mapping[int, tuple[int, bytes]]]
) -> dict[int, float]:
    """Return the BM25 score (times 255) of every key in some slices: the sum of idf x impact.

    Args:
        slices: what to read, the rarest stem first.
        read: returns size and data of rows of `posting` by their numbers.
    """
    wanted = [(one.idf, row_numbers(one)) for one in slices]
    rows = read([n for _, numbers in wanted for n in numbers])
    scores: dict[int, float] = {}
    for factor, numbers in wanted:
        known = scores.get
        for n in numbers:
            if n not in rows:
                break
            for key, i in zip(*unpack(*rows[n]), strict=True):
                scores[key] = known(key, 0.0) + factor * i
    return scores


def top_k(scores: Mapping[int, float], limit: int) -> list[int]:
    """Return the keys with the highest scores, at most `limit`; equal ones by key."""
    least = -math.inf
    if len(scores) > TOP_K_SAMPLE_FACTOR * limit > 0:
        # Any sample bounds the result; the first keys are from the rarest stems, so the bound is
        # close.
        least = sorted(islice(scores.values(), TOP_K_SAMPLE_FACTOR * limit))[-limit]
    best = [(-value, key) for key, value in scores.items() if value >= least]
    return [key for _, key in sorted(best)[:limit]]
