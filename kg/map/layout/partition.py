"""Partition a page into one rectangular cell for each block, sized by what the block needs.

The idea is "Group-in-a-Box" by Rodrigues, Milic-Frayling, Smith, Shneiderman and Hansen (2011).
Here each cut separates the blocks by their points, so that linked blocks lie together.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.map.layout.placement import Box, Size
from kg.map.layout.springs import Point

ROTATIONS = 12
"""Number of rotations of the points that are tried, over half a circle."""

CELL_ASPECT = 1.5
"""Ideal ratio of a cell's width to its height; boxes of text are wide."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A rectangle cut in two.

    Attributes:
        across: True if the parts are left and right; False if they are above and below.
        first: the left or upper part, a further cut or the number of a block.
        second: the right or lower part.
    """

    across: bool
    first: Cut | int
    second: Cut | int


def cut_cells(
    points: Sequence[Point],
    needs: Sequence[float],
    ties: Mapping[tuple[int, int], float],
    page: Size,
) -> Cut | int:
    """Cut a page into cells, those of blocks with strong ties close to each other.

    Args:
        points: about where each block should be, in any unit.
        needs: the area that each block needs, in any unit.
        ties: the strength of the ties between pairs of blocks, by their numbers.
        page: the size of the page.

    Returns:
        A tree of cuts, with the numbers of the blocks as its leaves.
    """

    def cost(tree: Cut | int) -> float:
        cells = share(tree, needs, Box(0, 0, *page))
        centres = {n: (c.left + c.width / 2, c.top + c.height / 2) for n, c in cells.items()}
        distance = sum(w * math.dist(centres[a], centres[b]) for (a, b), w in ties.items())
        odd_shape = sum(
            abs(math.log(c.width / c.height / CELL_ASPECT)) ** 2 for c in cells.values()
        )
        mean_distance = distance / (math.hypot(*page) * (sum(ties.values()) or 1))
        return mean_distance + odd_shape / len(order)

    order = range(len(points))
    rotated = (_rotate(points, math.pi * n / ROTATIONS) for n in range(ROTATIONS))
    return min((_cut(list(order), each, needs, page) for each in rotated), key=cost)


def _rotate(points: Sequence[Point], angle: float) -> list[Point]:
    """Rotate points about the origin by an angle in radians."""
    cos, sin = math.cos(angle), math.sin(angle)
    return [Point(x * cos - y * sin, x * sin + y * cos) for x, y in points]


def _cut(
    blocks: Sequence[int], points: Sequence[Point], needs: Sequence[float], page: Size
) -> Cut | int:
    """Cut blocks into two parts of needs as equal as possible, across the longer side, and so on.

    Args:
        blocks: numbers of blocks.
        points: where each block should be.
        needs: the area that each block needs.
        page: the size of the cell for all of them.
    """
    if len(blocks) == 1:
        return blocks[0]
    across = page.width >= CELL_ASPECT * page.height
    ranked = sorted(blocks, key=lambda n: (points[n].x if across else points[n].y, n))
    whole = sum(needs[n] for n in ranked)
    parts = [sum(needs[n] for n in ranked[:at]) / whole for at in range(1, len(ranked))]
    at = min(range(len(parts)), key=lambda n: abs(parts[n] - 0.5))
    part = parts[at]
    first, second = (
        (Size(page.width * p, page.height) if across else Size(page.width, page.height * p))
        for p in (part, 1 - part)
    )
    return Cut(
        across,
        _cut(ranked[: at + 1], points, needs, first),
        _cut(ranked[at + 1 :], points, needs, second),
    )


def share(tree: Cut | int, needs: Sequence[float], page: Box) -> dict[int, Box]:
    """Return each block's cell if every cut divides its area by what the two parts need."""
    if isinstance(tree, int):
        return {tree: page}
    one, other = _need(tree.first, needs), _need(tree.second, needs)
    first, second = _part(tree.across, page, one / (one + other))
    return share(tree.first, needs, first) | share(tree.second, needs, second)


def _need(tree: Cut | int, needs: Sequence[float]) -> float:
    """Return the area that all blocks of a tree need."""
    if isinstance(tree, int):
        return needs[tree]
    return _need(tree.first, needs) + _need(tree.second, needs)


def measure_cuts(tree: Cut | int, sizes: Sequence[Size]) -> Size:
    """Return the smallest page on which the cells have room for blocks of these sizes."""
    if isinstance(tree, int):
        return sizes[tree]
    one, other = measure_cuts(tree.first, sizes), measure_cuts(tree.second, sizes)
    if tree.across:
        return Size(one.width + other.width, max(one.height, other.height))
    return Size(max(one.width, other.width), one.height + other.height)


def settle(tree: Cut | int, sizes: Sequence[Size], page: Box) -> dict[int, Box]:
    """Return each block's cell, at least as large as the block.

    Args:
        tree: the cuts.
        sizes: the size of each block.
        page: a page at least as large as `measure_cuts` returns.
    """
    if isinstance(tree, int):
        return {tree: page}
    one, other = measure_cuts(tree.first, sizes), measure_cuts(tree.second, sizes)
    part = (
        one.width / (one.width + other.width)
        if tree.across
        else one.height / (one.height + other.height)
    )
    first, second = _part(tree.across, page, part)
    return settle(tree.first, sizes, first) | settle(tree.second, sizes, second)


def _part(across: bool, page: Box, part: float) -> tuple[Box, Box]:
    """Divide a rectangle in two; `part` is the first one's share, from 0 to 1."""
    if across:
        width = page.width * part
        return page._replace(width=width), page._replace(
            left=page.left + width, width=page.width - width
        )
    height = page.height * part
    return page._replace(height=height), page._replace(
        top=page.top + height, height=page.height - height
    )
