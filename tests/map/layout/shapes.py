"""Checks on boxes, and edges to place them by."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from kg.map.layout import Box, Size
from kg.store import Key, StoredEdge


def overlapping(boxes: Sequence[Box]) -> list[tuple[Box, Box]]:
    return [(a, b) for a, b in combinations(boxes, 2) if a.overlaps(b)]


def is_within(box: Box, size: Size) -> bool:
    slack = 0.11  # webs are rounded to tenths
    return (
        box.left >= -slack
        and box.top >= -slack
        and box.right <= size.width + slack
        and box.bottom <= size.height + slack
    )


def edge(a: int, b: int) -> StoredEdge:
    return StoredEdge(Key(a), "leads to", Key(b), "")
