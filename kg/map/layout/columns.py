"""Columns: boxes stacked beside each other, as level as their order allows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.map.layout.placement import Box
from kg.store import Key

BISECTION_STEPS = 14
"""Halvings by which the least height is found; to a ten-thousandth of the whole stack."""


@dataclass(frozen=True, slots=True)
class KindGroup:
    """Concepts of one kind that stand in no stage."""

    title: str
    kind: str
    members: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class StackItem:
    """What is stacked: a concept, or the heading of a group, which stays above the next item."""

    content: Key | KindGroup
    height: float


@dataclass(frozen=True, slots=True)
class FilledColumns:
    """Items in their boxes, and the lowest edge of these."""

    boxes: tuple[tuple[Key | KindGroup, Box], ...]
    bottom: float


def fill_columns(items: Sequence[StackItem], columns: int, first: Box, gap: float) -> FilledColumns:
    """Stack items into columns, none higher than it must be.

    Args:
        items: in order.
        columns: how many there may be.
        first: the left, top and width of the first column.
        gap: between boxes, both ways.

    Returns:
        The items' boxes; with no items, nothing that reaches below the top.
    """
    if not items:
        return FilledColumns((), first.top - gap)
    low = max(item.height for item in items)
    high = stack_height([item.height for item in items], gap)
    for _ in range(BISECTION_STEPS):
        middle = (low + high) / 2
        if len(_split(items, middle, gap)) <= columns:
            high = middle
        else:
            low = middle
    placed: list[tuple[Key | KindGroup, Box]] = []
    bottom = first.top
    for n, column in enumerate(_split(items, high, gap)):
        left, top = first.left + n * (first.width + gap), first.top
        for item in column:
            placed.append((item.content, Box(left, top, first.width, item.height)))
            top += item.height + gap
        bottom = max(bottom, top - gap)
    return FilledColumns(tuple(placed), bottom)


def stack_height(heights: Sequence[float], gap: float) -> float:
    """The height of boxes above each other."""
    return sum(heights) + gap * (len(heights) - 1) if heights else 0.0


def _split(items: Sequence[StackItem], limit: float, gap: float) -> list[list[StackItem]]:
    """Items in columns no higher than the limit, unless one item alone is."""
    columns: list[list[StackItem]] = [[]]
    used = 0.0
    for n, item in enumerate(items):
        need = item.height
        if isinstance(item.content, KindGroup) and n + 1 < len(items):
            # A heading at the foot of a column would head nothing.
            need += gap + items[n + 1].height
        if columns[-1] and used + need > limit:
            columns.append([])
            used = 0.0
        columns[-1].append(item)
        used += item.height + gap
    return columns
