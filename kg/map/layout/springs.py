"""Place concepts as points by springs: neighbours attract, all others repel each other."""

from __future__ import annotations

import math
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kg.store import Key

# The springs are those of Fruchterman and Reingold, "Graph drawing by force-directed placement"
# (1991), DOI 10.1002/spe.4380211102, with their grid: only close concepts repel each other.
# networkx has them too, but needs numpy for them, which nothing else here does.

MAX_SPRING_ROUNDS = 120
"""Maximum number of rounds; fewer for more than 250 concepts, down to a quarter from 1,000."""

REPULSION_RADIUS = 2.5
"""Side of the grid's cells, in ideal distances; concepts repel those in adjacent cells."""

CENTRE_PULL = 0.02
"""Force towards the centre per ideal distance, which keeps unconnected parts together."""


class Point(NamedTuple):
    """A position, in the unit that its owner states."""

    x: float
    y: float


def spring_layout(neighbours: Mapping[Key, Mapping[Key, float]]) -> dict[Key, Point]:
    """Place concepts as points, about 1 apart, neighbours closer.

    Args:
        neighbours: the neighbours of each concept with the strength of their attraction, usually 1.

    Returns:
        A point for every concept, in ideal distances; the same for the same neighbours.
    """
    order = list(_breadth_first(neighbours))
    radius = math.sqrt(len(order))
    at = {
        # Not exactly on a circle, or the arms of a star would stay on a line.
        key: Point(
            radius * math.cos(math.tau * n / len(order)),
            radius * math.sin(math.tau * n / len(order) + 0.1 * (n % 3)),
        )
        for n, key in enumerate(order)
    }
    joined = [
        (key, other, neighbours[key][other])
        for key in sorted(neighbours)
        for other in sorted(neighbours[key])
        if key < other
    ]
    rounds = min(MAX_SPRING_ROUNDS, max(MAX_SPRING_ROUNDS // 4, 30_000 // max(len(order), 1)))
    for turn in range(rounds):
        heat = 0.5 * radius * (1 - turn / rounds) ** 2 + 0.01
        moves = {key: [-CENTRE_PULL * x, -CENTRE_PULL * y] for key, (x, y) in at.items()}
        _repel(at, moves)
        for key, other, strength in joined:
            dx, dy = at[other].x - at[key].x, at[other].y - at[key].y
            pull = strength * math.hypot(dx, dy)
            moves[key][0] += dx * pull
            moves[key][1] += dy * pull
            moves[other][0] -= dx * pull
            moves[other][1] -= dy * pull
        for key, (dx, dy) in moves.items():
            distance = math.hypot(dx, dy) or 1.0
            step = min(distance, heat) / distance
            at[key] = Point(at[key].x + dx * step, at[key].y + dy * step)
    return at


def _repel(at: Mapping[Key, Point], moves: Mapping[Key, list[float]]) -> None:
    """Add the repulsion between concepts in the same or adjacent cells to `moves`."""
    cells: defaultdict[tuple[int, int], list[tuple[Key, float, float]]] = defaultdict(list)
    for key, (x, y) in at.items():
        cells[int(x // REPULSION_RADIUS), int(y // REPULSION_RADIUS)].append((key, x, y))
    for (column, row), here in cells.items():
        # Each pair of cells once: this one with itself and with four of its eight neighbours.
        adjacent = [
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
            for other, ox, oy in (*here[n + 1 :], *adjacent):
                dx, dy = x - ox, y - oy
                square = dx * dx + dy * dy
                if square < 1e-6:  # two at the same point move apart sideways
                    dx, square = 1e-3, 1e-6
                dx, dy = dx / square, dy / square
                move[0] += dx
                move[1] += dy
                away = moves[other]
                away[0] -= dx
                away[1] -= dy


def _breadth_first(neighbours: Mapping[Key, Mapping[Key, float]]) -> Iterator[Key]:
    """Yield every concept breadth first, starting from those with most neighbours."""
    seen: set[Key] = set()
    for start in sorted(neighbours, key=lambda key: (-len(neighbours[key]), key)):
        queue = deque([start])
        while queue:
            key = queue.popleft()
            if key not in seen:
                seen.add(key)
                yield key
                queue.extend(sorted(neighbours[key].keys() - seen))
