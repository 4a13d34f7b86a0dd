"""Place boxes near given points without overlaps, and compute outlines around boxes."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import count

from kg.map.layout.placement import Box, Size
from kg.map.layout.springs import Point
from kg.store import Key

HEIGHT_STEP = 6.0
"""Distance between the heights that are tried for a box, in CSS pixels."""

VERTICAL_COST = 2.0
"""Cost of moving a box up or down, compared with sideways.

Boxes are wider than high, so moves sideways are longer.
"""

BAND_HEIGHT = 60.0
"""Height of the horizontal bands by which placed boxes are looked up, in CSS pixels."""

MIN_BOX_DISTANCE = 8.0
"""Minimum distance between boxes, in CSS pixels."""

HULL_MARGIN = 10.0
"""Distance from an outline to the boxes in it, in CSS pixels."""


def fill_room(points: Mapping[Key, Point], sizes: Mapping[Key, Size], room: Size) -> dict[Key, Box]:
    """Place each box at the free place nearest to its point.

    Args:
        points: where each box should be, in a unit square that represents the room.
        sizes: the size of each box.
        room: the size of the room; boxes for which it has no place left are put below it.

    Returns:
        The boxes, shifted so that the leftmost and topmost edges are at 0.
    """
    bounds = Size(
        max(room.width, *(sizes[key].width for key in points)),
        max(room.height, *(sizes[key].height for key in points)),
    )
    placed = _PlacedBoxes(bounds)
    boxes: dict[Key, Box] = {}
    # From the centre outwards, as boxes are closest together there.
    for key in sorted(points, key=lambda key: (math.dist(points[key], (0.5, 0.5)), key)):
        (x, y), size = points[key], sizes[key]
        wish = Box(x * (bounds.width - size.width), y * (bounds.height - size.height), *size)
        boxes[key] = placed.put(wish)
    left, top = min(b.left for b in boxes.values()), min(b.top for b in boxes.values())
    return {key: shift(box, -left, -top) for key, box in boxes.items()}


def shift(box: Box, x: float, y: float) -> Box:
    """Return a box moved by x and y, rounded to tenths of a pixel."""
    return box._replace(left=round(box.left + x, 1), top=round(box.top + y, 1))


def surround(boxes: Iterable[Box]) -> tuple[tuple[float, float], ...]:
    """Return the convex outline of some boxes with `HULL_MARGIN`, clockwise on the screen.

    By Andrew, "Another efficient algorithm for convex hulls in two dimensions" (1979), DOI
    10.1016/0020-0190(79)90072-3.

    >>> surround([Box(0, 0, 30, 20)])
    ((-10.0, -10.0), (40.0, -10.0), (40.0, 30.0), (-10.0, 30.0))
    """
    corners = sorted(
        {
            (round(x, 1), round(y, 1))
            for box in boxes
            for x in (box.left - HULL_MARGIN, box.right + HULL_MARGIN)
            for y in (box.top - HULL_MARGIN, box.bottom + HULL_MARGIN)
        }
    )

    def half(points: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
        chain: list[tuple[float, float]] = []
        for x, y in points:
            while len(chain) > 1:
                (ax, ay), (bx, by) = chain[-2:]
                if (bx - ax) * (y - ay) - (by - ay) * (x - ax) > 1e-6:
                    break
                chain.pop()
            chain.append((x, y))
        return chain[:-1]

    return tuple(half(corners) + half(reversed(corners)))


class _PlacedBoxes:
    """The boxes placed so far, by the bands that they touch."""

    def __init__(self, bounds: Size) -> None:
        self.bounds = bounds
        self.bands: defaultdict[int, list[Box]] = defaultdict(list)

    def put(self, wish: Box) -> Box:
        """Place a box at the free place nearest to `wish`, or below the bounds, and return it."""
        best, lowest_cost = wish, math.inf
        low, high = -wish.top, self.bounds.height - wish.height - wish.top
        for n in range(int((high - low) / HEIGHT_STEP) + 1):
            for down in (n * HEIGHT_STEP, -n * HEIGHT_STEP):
                vertical = abs(down) * VERTICAL_COST
                if low <= down <= high and vertical < lowest_cost:
                    left = self._nearest_left(wish, wish.top + down)
                    if (
                        left is not None
                        and (cost := abs(left - wish.left) + vertical) < lowest_cost
                    ):
                        best = wish._replace(left=left, top=wish.top + down)
                        lowest_cost = cost
            if n * HEIGHT_STEP * VERTICAL_COST > lowest_cost:
                break
        if lowest_cost == math.inf:
            best = next(
                wish._replace(left=left, top=top)
                for top in count(self.bounds.height - wish.height, HEIGHT_STEP)
                if (left := self._nearest_left(wish, top)) is not None
            )
        for band in _bands(best.top, best.bottom):
            self.bands[band].append(best)
        return best

    def _nearest_left(self, wish: Box, top: float) -> float | None:
        """Return the free left edge nearest to that of `wish`, at some height; None if none is."""
        above, below = top - MIN_BOX_DISTANCE, top + wish.height + MIN_BOX_DISTANCE
        spans = sorted(
            {
                (box.left - MIN_BOX_DISTANCE - wish.width, box.right + MIN_BOX_DISTANCE)
                for band in _bands(above, below)
                for box in self.bands[band]
                if box.top < below and above < box.bottom
            }
        )
        found, at = None, 0.0
        max_left = self.bounds.width - wish.width
        for start, end in (*spans, (math.inf, math.inf)):
            if start >= at and at <= max_left:  # free from `at` to `start`
                left = min(max(wish.left, at), start, max_left)
                if found is None or abs(left - wish.left) < abs(found - wish.left):
                    found = left
            at = max(at, end)
        return found


def _bands(top: float, bottom: float) -> range:
    """Return the numbers of the bands between two heights."""
    return range(int(top // BAND_HEIGHT), int(bottom // BAND_HEIGHT) + 1)
