"""Postings: for each stem the concepts that have it, those first for which it tells most.

How much a stem tells of a concept is its impact: what the formula of BM25 gives for it there,
without its rarity, as a byte. Lists are cut into parts of `PART`, so that of a common stem's the
beginning can be read alone: what stands farther back weighs little (impact-ordered postings:
V. Anh, O. de Kretser, A. Moffat, Vector-space ranking with effective early termination, SIGIR
2001).
"""

from __future__ import annotations

import math
import zlib
from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import islice

from kg._typing import NamedTuple

PART = 1_024
"""Concepts in a part."""

K1, B = 1.2, 0.75
"""How fast repeated words stop counting, and how much long passages lose: S. Robertson,
H. Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009)."""

READ = 6 * PART
"""Postings that one search reads at most, but for the beginnings of `LEAST` stems' lists."""

LEAST = 3
"""Stems of which a search always reads something."""

SOME = 4
"""How many times as many keys as are wanted tell what the heaviest weigh at least."""

_PARTS = 1 << 13
_FULL = 255
_RAW = 16


class Stub(NamedTuple):
    """The beginning of a list that is to be read: whose, how many parts, and the stem's weight."""

    number: int
    parts: int
    weight: float


def impact(frequency: float, length: float) -> int:
    """What a stem tells of a passage, 1-255.

    Args:
        frequency: how often it stands there.
        length: words of the passage, in mean lengths of a passage.
    """
    part = frequency / (frequency + K1 * (1 - B + B * length))
    return max(1, round(_FULL * part))


def rarity(concepts: int, among: int) -> float:
    """What a stem weighs that so many of all concepts have: BM25's, and a little for any."""
    return max(1e-6, math.log((among - concepts + 0.5) / (concepts + 0.5)))


def list_number(stem: int, *, named: bool) -> int:
    """The number of a stem's list: of all who have it, or of those who are called so."""
    return 2 * stem + named


def place(row: int) -> tuple[int, bool, int]:
    """Whose list a row of `posting` is of, whether of those who are called so, and its part."""
    number, part = divmod(row, _PARTS)
    return number // 2, bool(number % 2), part


def pack(number: int, keys: array[int], impacts: bytes) -> Iterator[tuple[int, int, bytes]]:
    """A list as rows of `posting`; the keys ascend, each with its impact."""
    if len(keys) > PART:
        order = sorted([(_FULL - i) << 40 | k for k, i in zip(keys, impacts, strict=True)])
        keys = array("I", [one & 0xFFFFFFFF for one in order])
        impacts = bytes([_FULL - (one >> 40) for one in order])
    for n, start in enumerate(range(0, min(len(keys), PART * _PARTS), PART)):
        some = keys[start : start + PART]
        content = some.tobytes()
        # Byte by byte, what is alike stands together, and packs well.
        parted = b"".join(content[at :: some.itemsize] for at in range(some.itemsize))
        data = impacts[start : start + PART] + parted
        join = zlib.compress(data, 1) if len(some) >= _RAW else data
        yield number * _PARTS + n, len(some), min(join, data, key=len)


def unpack(size: int, data: bytes) -> tuple[array[int], bytes]:
    """The keys of a part, and their impacts."""
    keys = array("I")
    if len(data) != size * (keys.itemsize + 1):
        data = zlib.decompress(data)
    content = bytearray(size * keys.itemsize)
    for at in range(keys.itemsize):
        content[at :: keys.itemsize] = data[size * (at + 1) : size * (at + 2)]
    keys.frombytes(content)
    return keys, data[:size]


def row_numbers(stub: Stub) -> range:
    """The rows of `posting` that hold the beginning of a list."""
    return range(stub.number * _PARTS, stub.number * _PARTS + stub.parts)


def stubs(spread: Mapping[int, int], among: int, *, named: bool = False) -> list[Stub]:
    """How much of the list of each stem to read: the rarest whole, as far as `READ` goes.

    Args:
        spread: how many concepts have each stem, by its number.
        among: how many concepts there are.
        named: whether those are meant who are called so.
    """
    left = READ
    found: list[Stub] = []
    for stem, concepts in sorted(spread.items(), key=lambda item: (item[1], item[0])):
        if left <= 0 and len(found) >= LEAST:
            break
        parts = -(-min(concepts, max(left, PART)) // PART)
        left -= parts * PART if concepts > PART else concepts
        found.append(Stub(list_number(stem, named=named), parts, rarity(concepts, among)))
    return found


def weigh(
    stubs: Iterable[Stub], read: Callable[[Collection[int]], Mapping[int, tuple[int, bytes]]]
) -> dict[int, float]:
    """The weight of every key in some lists: the sum of what each stem tells of it.

    Args:
        stubs: what to read of the lists, the rarest stem first.
        read: gives size and data of rows by their numbers.
    """
    wanted = [(stub.weight, row_numbers(stub)) for stub in stubs]
    rows = read([n for _, numbers in wanted for n in numbers])
    weights: dict[int, float] = {}
    for weight, numbers in wanted:
        known = weights.get
        for n in numbers:
            if n not in rows:
                break
            for key, i in zip(*unpack(*rows[n]), strict=True):
                weights[key] = known(key, 0.0) + weight * i
    return weights


def heaviest(weights: Mapping[int, float], limit: int) -> list[int]:
    """The keys of most weight, then of least number."""
    least = -math.inf
    if len(weights) > SOME * limit > 0:
        # The heaviest of some, as of those with the rarest stems, bound the heaviest of all.
        least = sorted(islice(weights.values(), SOME * limit))[-limit]
    best = [(-weight, key) for key, weight in weights.items() if weight >= least]
    return [key for _, key in sorted(best)[:limit]]
