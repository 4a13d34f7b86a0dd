"""Springs: points for concepts, where neighbours pull each other and others push."""

from __future__ import annotations

import math
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kg.store import Key

# The springs are those of Fruchterman and Reingold, "Graph drawing by force-directed placement"
# (1991), DOI 10.1002/spe.4380211102, with their grid: only near concepts repel each other.
# networkx has them too, but there they need numpy, which nothing else here does.
MAX_SPRING_ROUNDS = 120  # a quarter of them where there are very many concepts
REPULSION_RADIUS = 2.5  # in ideal distances
CENTRE_PULL = 0.02  # towards the middle, so that parts without an edge between them stay together


class Point(NamedTuple):
    """A place in ideal distances, or in whatever unit its holder tells."""

    x: float
    y: float


def spring(near: Mapping[Key, Mapping[Key, float]]) -> dict[Key, Point]:
    """Points about 1 apart, joined ones nearer; the same for the same edges.

    Args:
        near: each concept's neighbours, and how strongly each pulls it; 1 is usual.
    """
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
    joined = [
        (key, other, near[key][other])
        for key in sorted(near)
        for other in sorted(near[key])
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
            far = math.hypot(dx, dy) or 1.0
            step = min(far, heat) / far
            at[key] = Point(at[key].x + dx * step, at[key].y + dy * step)
    return at


def _repel(at: Mapping[Key, Point], moves: Mapping[Key, list[float]]) -> None:
    """Add to the moves what concepts in the same or a neighbouring cell do to each other."""
    cells: defaultdict[tuple[int, int], list[tuple[Key, float, float]]] = defaultdict(list)
    for key, (x, y) in at.items():
        cells[int(x // REPULSION_RADIUS), int(y // REPULSION_RADIUS)].append((key, x, y))
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


def _walk(near: Mapping[Key, Mapping[Key, float]]) -> Iterator[Key]:
    """Every concept, neighbours close to each other: breadth first, the best joined leading."""
    seen: set[Key] = set()
    for start in sorted(near, key=lambda key: (-len(near[key]), key)):
        queue = deque([start])
        while queue:
            key = queue.popleft()
            if key not in seen:
                seen.add(key)
                yield key
                queue.extend(sorted(near[key].keys() - seen))
