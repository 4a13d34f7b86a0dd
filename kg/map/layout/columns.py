"""Stack boxes into columns of about equal height, keeping their order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.map.layout.placement import Box
from kg.store import Key

BISECTION_STEPS = 14
"""Number of bisections to find the lowest height, to 1/16,384 of the height of a single column."""


@dataclass(frozen=True, slots=True)
class KindGroup:
    """The concepts of one kind that belong to no stage.

    Attributes:
        title: heading of the group.
        kind: name of the kind.
        members: the concepts, by ascending key.
    """

    title: str
    kind: str
    members: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class StackItem:
    """A concept, or the heading of a group, which is never the last item of a column."""

    content: Key | KindGroup
    height: float


@dataclass(frozen=True, slots=True)
class FilledColumns:
    """Stacked items with their boxes, and the y of the lowest edge."""

    boxes: tuple[tuple[Key | KindGroup, Box], ...]
    bottom: float


def fill_columns(items: Sequence[StackItem], columns: int, first: Box, gap: float) -> FilledColumns:
    """Stack items into columns so that the highest column is as low as possible.

    Args:
        items: the items, in order.
        columns: maximum number of columns.
        first: left, top and width of the first column; its height is ignored.
        gap: distance between boxes, in both directions.

    Returns:
        The items with their boxes; without items, `bottom` is one gap above the top.
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
    """Return the height of a stack of boxes; 0 without boxes."""
    return sum(heights) + gap * (len(heights) - 1) if heights else 0.0


def _split(items: Sequence[StackItem], limit: float, gap: float) -> list[list[StackItem]]:
    """Split items into columns no higher than a limit, unless a single item is higher."""
    columns: list[list[StackItem]] = [[]]
    used = 0.0
    for n, item in enumerate(items):
        need = item.height
        if isinstance(item.content, KindGroup) and n + 1 < len(items):
            # A heading needs room for the item below it.
            need += gap + items[n + 1].height
        if columns[-1] and used + need > limit:
            columns.append([])
            used = 0.0
        columns[-1].append(item)
        used += item.height + gap
    return columns
