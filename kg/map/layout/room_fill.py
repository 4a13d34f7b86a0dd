"""Fill: boxes set near their points in a room, none over another, and the outline around them."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import count

from kg.map.layout.placement import Box, Size
from kg.map.layout.springs import Point
from kg.store import Key

HEIGHT_STEP = 6.0
"""How far apart the heights are that a box may move to."""

VERTICAL_COST = 2.0
"""How much worse a way up or down is than one aside; boxes are wide, so that these are longer."""

BAND_HEIGHT = 60.0
"""Height of the bands by which boxes are found."""

MIN_BOX_DISTANCE = 8.0
"""Least free room between boxes."""

HULL_MARGIN = 10.0
"""How far an outline reaches around the boxes in it."""


def fill_room(points: Mapping[Key, Point], sizes: Mapping[Key, Size], room: Size) -> dict[Key, Box]:
    """Set boxes at their points, each at the nearest free place, in the room where there is one.

    Args:
        points: where each box should be, in a square of 1 by 1 that stands for the room.
        sizes: how large each box is.
        room: where they should be; boxes that find no place in it stand below it.

    Returns:
        The boxes, moved together so that the first ones start at 0.
    """
    bounds = Size(
        max(room.width, *(sizes[key].width for key in points)),
        max(room.height, *(sizes[key].height for key in points)),
    )
    taken = _PlacedBoxes(bounds)
    boxes: dict[Key, Box] = {}
    # From the middle outwards, as there the boxes are closest.
    for key in sorted(points, key=lambda key: (math.dist(points[key], (0.5, 0.5)), key)):
        (x, y), size = points[key], sizes[key]
        wish = Box(x * (bounds.width - size.width), y * (bounds.height - size.height), *size)
        boxes[key] = taken.put(wish)
    left, top = min(b.left for b in boxes.values()), min(b.top for b in boxes.values())
    return {key: shift(box, -left, -top) for key, box in boxes.items()}


def shift(box: Box, x: float, y: float) -> Box:
    """The box elsewhere, at tenths of a unit."""
    return box._replace(left=round(box.left + x, 1), top=round(box.top + y, 1))


def surround(boxes: Iterable[Box]) -> tuple[tuple[float, float], ...]:
    """The convex outline a little outside some boxes, clockwise on the screen.

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
    """The boxes set so far, found by the bands of the room that they are in."""

    def __init__(self, bounds: Size) -> None:
        self.bounds = bounds
        self.bands: defaultdict[int, list[Box]] = defaultdict(list)

    def put(self, wish: Box) -> Box:
        """Set a box at the free place nearest to the one wished for, or below the bounds."""
        best, least = wish, math.inf
        low, high = -wish.top, self.bounds.height - wish.height - wish.top
        for n in range(int((high - low) / HEIGHT_STEP) + 1):
            for down in (n * HEIGHT_STEP, -n * HEIGHT_STEP):
                far = abs(down) * VERTICAL_COST
                if low <= down <= high and far < least:
                    left = self._nearest(wish, wish.top + down)
                    if left is not None and (away := abs(left - wish.left) + far) < least:
                        best, least = wish._replace(left=left, top=wish.top + down), away
            if n * HEIGHT_STEP * VERTICAL_COST > least:
                break
        if least == math.inf:
            best = next(
                wish._replace(left=left, top=top)
                for top in count(self.bounds.height - wish.height, HEIGHT_STEP)
                if (left := self._nearest(wish, top)) is not None
            )
        for band in _bands(best.top, best.bottom):
            self.bands[band].append(best)
        return best

    def _nearest(self, wish: Box, top: float) -> float | None:
        """Where from left to right a box may stand at this height, nearest to its wish."""
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
        most = self.bounds.width - wish.width
        for start, end in (*spans, (math.inf, math.inf)):
            if start >= at and at <= most:  # free from `at` to `start`
                left = min(max(wish.left, at), start, most)
                if found is None or abs(left - wish.left) < abs(found - wish.left):
                    found = left
            at = max(at, end)
        return found


def _bands(top: float, bottom: float) -> range:
    return range(int(top // BAND_HEIGHT), int(bottom // BAND_HEIGHT) + 1)
