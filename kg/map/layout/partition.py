"""Cells: the map cut into one rectangle for each block, as large as the block needs.

The idea is "group in a box" by Rodrigues, Milic-Frayling, Smith, Shneiderman and Hansen (2011);
here the cuts part the blocks' own points, so that blocks that share edges lie together.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.map.layout.placement import Box, Size
from kg.map.layout.springs import Point

ROTATIONS = 12
"""Ways to turn the points that are tried, over half a circle."""

CELL_ASPECT = 1.5
"""How wide for their height cells are best; boxes of text are wide."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A rectangle cut in two, from left to right or else from the top down."""

    across: bool
    first: Cut | int
    second: Cut | int


def cut_cells(
    points: Sequence[Point],
    needs: Sequence[float],
    ties: Mapping[tuple[int, int], float],
    page: Size,
) -> Cut | int:
    """Cut a page for blocks, those with strong ties near each other.

    Args:
        points: about where each block should be, in any unit.
        needs: the area each needs.
        ties: how much joins blocks, by their numbers.
        page: the shape of the whole.

    Returns:
        The cuts; their ends are the numbers of the blocks.
    """

    def cost(tree: Cut | int) -> float:
        cells = share(tree, needs, Box(0, 0, *page))
        ends = {n: (c.left + c.width / 2, c.top + c.height / 2) for n, c in cells.items()}
        far = sum(w * math.dist(ends[a], ends[b]) for (a, b), w in ties.items())
        odd = sum(abs(math.log(c.width / c.height / CELL_ASPECT)) ** 2 for c in cells.values())
        return far / (math.hypot(*page) * (sum(ties.values()) or 1)) + odd / len(order)

    order = range(len(points))
    turned = (_turn(points, math.pi * n / ROTATIONS) for n in range(ROTATIONS))
    return min((_cut(list(order), each, needs, page) for each in turned), key=cost)


def _turn(points: Sequence[Point], angle: float) -> list[Point]:
    cos, sin = math.cos(angle), math.sin(angle)
    return [Point(x * cos - y * sin, x * sin + y * cos) for x, y in points]


def _cut(
    blocks: Sequence[int], points: Sequence[Point], needs: Sequence[float], page: Size
) -> Cut | int:
    """Cut where the needs on both sides are most alike, along the longer side."""
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
    """Each block's cell when every cut shares the page by what its sides need."""
    if isinstance(tree, int):
        return {tree: page}
    one, other = _need(tree.first, needs), _need(tree.second, needs)
    first, second = _part(tree.across, page, one / (one + other))
    return share(tree.first, needs, first) | share(tree.second, needs, second)


def _need(tree: Cut | int, needs: Sequence[float]) -> float:
    if isinstance(tree, int):
        return needs[tree]
    return _need(tree.first, needs) + _need(tree.second, needs)


def measure_cuts(tree: Cut | int, sizes: Sequence[Size]) -> Size:
    """The least page on which blocks of these sizes have room."""
    if isinstance(tree, int):
        return sizes[tree]
    one, other = measure_cuts(tree.first, sizes), measure_cuts(tree.second, sizes)
    if tree.across:
        return Size(one.width + other.width, max(one.height, other.height))
    return Size(max(one.width, other.width), one.height + other.height)


def settle(tree: Cut | int, sizes: Sequence[Size], page: Box) -> dict[int, Box]:
    """Each block's cell, no smaller than its size, on a page that has room for all."""
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
    if across:
        width = page.width * part
        return page._replace(width=width), page._replace(
            left=page.left + width, width=page.width - width
        )
    height = page.height * part
    return page._replace(height=height), page._replace(
        top=page.top + height, height=page.height - height
    )
