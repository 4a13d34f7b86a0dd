"""Web: concepts where springs between neighbours pull them, then moved apart until none overlap."""

from __future__ import annotations

import math
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import count
from typing import NamedTuple

from kg.layout.box import Box, Size
from kg.layout.placement import NOTHING, READABLE, SCREEN, Placement
from kg.store import Key, Link

# The springs are those of Fruchterman and Reingold, "Graph drawing by force-directed placement"
# (1991), DOI 10.1002/spe.4380211102, with their grid: only near concepts repel each other.
# networkx has them too, but there they need numpy, which nothing else here does.
ROUNDS = 120
NEAR = 2.5  # in ideal distances
PULL = 0.02  # towards the middle, so that parts without an edge between them stay together

ROOMS = (Size(96, 72), Size(64, 48), Size(36, 28), Size(18, 14))
"""Free room around each box that is tried, the most generous that stays readable first."""

FILLED = 0.75
"""How much of the screen boxes with their room may take, as webs are rounder than screens."""

STEP = Size(20, 10)
"""How far apart the places are that a box may move to."""

MARGIN = 8.0


class Point(NamedTuple):
    """A place in ideal distances."""

    x: float
    y: float


def arrange_web(
    sizes: Mapping[Key, Size], links: Sequence[Link], screen: Size = SCREEN
) -> Placement:
    """Place concepts near those they are joined with.

    Args:
        sizes: how large each concept's box is.
        links: the edges; those with an end that has no size are left out.
        screen: the room whose shape the map should have.

    Returns:
        The placement. No two boxes overlap.
    """
    near: dict[Key, set[Key]] = {key: set() for key in sorted(sizes)}
    for link in links:
        if link.a in near and link.b in near and link.a != link.b:
            near[link.a].add(link.b)
            near[link.b].add(link.a)
    if not near:
        return NOTHING
    points = _spring(near)
    enough = FILLED * screen.width * screen.height / READABLE**2
    room = next((room for room in ROOMS if _area(sizes, room) <= enough), ROOMS[-1])
    return _spread(points, sizes, room, screen)


def _spring(near: Mapping[Key, set[Key]]) -> dict[Key, Point]:
    """Points about 1 apart, joined ones nearer; the same for the same edges."""
    order = list(_walk(near))
    radius = math.sqrt(len(order))
    at = {
        # Not all on the circle itself: a star's arms would never leave their line.
        key: Point(
            radius * math.cos(math.tau * n / len(order)),
            radius * math.sin(math.tau * n / len(order) + 0.1 * (n % 3)),
        )
        for n, key in enumerate(order)
    }
    joined = [(key, other) for key in near for other in sorted(near[key]) if key < other]
    for turn in range(ROUNDS):
        heat = 0.5 * radius * (1 - turn / ROUNDS) ** 2 + 0.01
        moves = {key: [-PULL * x, -PULL * y] for key, (x, y) in at.items()}
        _repel(at, moves)
        for key, other in joined:
            dx, dy = at[other].x - at[key].x, at[other].y - at[key].y
            far = math.hypot(dx, dy)
            moves[key][0] += dx * far
            moves[key][1] += dy * far
            moves[other][0] -= dx * far
            moves[other][1] -= dy * far
        for key, (dx, dy) in moves.items():
            far = math.hypot(dx, dy) or 1.0
            step = min(far, heat) / far
            at[key] = Point(at[key].x + dx * step, at[key].y + dy * step)
    return at


def _repel(at: Mapping[Key, Point], moves: Mapping[Key, list[float]]) -> None:
    """Add to the moves what concepts in the same or a neighbouring cell do to each other."""
    cells: defaultdict[tuple[int, int], list[tuple[Key, float, float]]] = defaultdict(list)
    for key, (x, y) in at.items():
        cells[int(x // NEAR), int(y // NEAR)].append((key, x, y))
    for (column, row), here in cells.items():
        # Each pair of cells once: this one with itself and with four of the eight around it.
        beside = [
            other
            for cell in (
                (column + 1, row - 1),
                (column + 1, row),
                (column + 1, row + 1),
                (column, row + 1),
            )
            for other in cells.get(cell, ())
        ]
        for n, (key, x, y) in enumerate(here):
            move = moves[key]
            for other, ox, oy in (*here[n + 1 :], *beside):
                dx, dy = x - ox, y - oy
                square = dx * dx + dy * dy
                if square < 1e-6:  # two in one spot part sideways
                    dx, square = 1e-3, 1e-6
                dx, dy = dx / square, dy / square
                move[0] += dx
                move[1] += dy
                away = moves[other]
                away[0] -= dx
                away[1] -= dy


def _walk(near: Mapping[Key, set[Key]]) -> Iterator[Key]:
    """Every concept, neighbours close to each other: breadth first, the best joined leading."""
    seen: set[Key] = set()
    for start in sorted(near, key=lambda key: (-len(near[key]), key)):
        queue = deque([start])
        while queue:
            key = queue.popleft()
            if key not in seen:
                seen.add(key)
                yield key
                queue.extend(sorted(near[key] - seen))


def _spread(
    points: Mapping[Key, Point],
    sizes: Mapping[Key, Size],
    room: Size,
    screen: Size,
) -> Placement:
    """Set boxes at the points, stretched to the screen's shape, each at the nearest free place."""
    area = _area(sizes, room)
    width = math.sqrt(area * screen.width / screen.height)
    height = area / width
    xs, ys = [x for x, _ in points.values()], [y for _, y in points.values()]
    wide, high = max(xs) - min(xs) or 1.0, max(ys) - min(ys) or 1.0
    taken = _Taken(max(s.width for s in sizes.values()) + MARGIN)
    boxes: dict[Key, Box] = {}
    for key in sorted(points, key=lambda key: (math.hypot(*points[key]), key)):
        size = sizes[key]
        wish = Box(
            (points[key][0] - min(xs)) / wide * width - size.width / 2,
            (points[key][1] - min(ys)) / high * height - size.height / 2,
            *size,
        )
        boxes[key] = taken.put(wish)
    left, top = min(b.left for b in boxes.values()), min(b.top for b in boxes.values())
    moved = {
        key: box._replace(left=round(box.left - left, 1), top=round(box.top - top, 1))
        for key, box in sorted(boxes.items())
    }
    right, bottom = max(b.right for b in moved.values()), max(b.bottom for b in moved.values())
    return Placement(moved, Size(right, bottom))


def _area(sizes: Mapping[Key, Size], room: Size) -> float:
    return sum((s.width + room.width) * (s.height + room.height) for s in sizes.values())


class _Taken:
    """The boxes set so far, found by where they are."""

    def __init__(self, cell: float) -> None:
        self.cell = cell
        self.cells: defaultdict[tuple[int, int], list[Box]] = defaultdict(list)

    def put(self, wish: Box) -> Box:
        """Set a box at the free place nearest to the one wished for."""
        for dx, dy in _offsets():
            box = wish._replace(left=wish.left + dx, top=wish.top + dy)
            wider = Box(
                box.left - MARGIN, box.top - MARGIN, box.width + 2 * MARGIN, box.height + 2 * MARGIN
            )
            if not any(
                wider.is_over(other) for cell in self._cells(wider) for other in self.cells[cell]
            ):
                for cell in self._cells(box):
                    self.cells[cell].append(box)
                return box
        raise AssertionError("the places to try have no end")

    def _cells(self, box: Box) -> list[tuple[int, int]]:
        return [
            (x, y)
            for x in range(int(box.left // self.cell), int(box.right // self.cell) + 1)
            for y in range(int(box.top // self.cell), int(box.bottom // self.cell) + 1)
        ]


def _offsets() -> Iterator[tuple[float, float]]:
    """Ways to move, shortest first, without end: squares around the spot."""
    for ring in count():
        yield from _ring(ring)


@cache
def _ring(ring: int) -> list[tuple[float, float]]:
    square = [
        (x, y)
        for x in range(-ring, ring + 1)
        for y in range(-ring, ring + 1)
        if max(abs(x), abs(y)) == ring
    ]
    return [
        (x * STEP.width, y * STEP.height)
        for x, y in sorted(square, key=lambda p: (abs(p[0]) + abs(p[1]), p))
    ]
