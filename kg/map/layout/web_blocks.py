"""Prepare the blocks of a web: the concepts of a community, or those outside communities."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.map.layout.communities import Community
from kg.map.layout.placement import Box, Size
from kg.map.layout.room_fill import HULL_MARGIN, fill_room, shift
from kg.map.layout.springs import Point, spring_layout
from kg.store import Key

Neighbours = Mapping[Key, set[Key]]
"""The neighbours of each concept, either way."""

CELL_MARGIN = 6.0
"""Distance from a hull, or a box outside hulls, to the edge of its cell, in CSS pixels."""

HULL_CELL_MARGIN = HULL_MARGIN + CELL_MARGIN
"""Distance from a box in a hull to the edge of its cell, in CSS pixels."""

HULL_TITLE_HEIGHT = 20.0
"""Height of the strip for a hull's title, in CSS pixels."""

MIRRORINGS = ((False, False), (True, False), (False, True), (True, True))
"""Ways to mirror a block: left to right, and top to bottom."""


@dataclass(frozen=True, slots=True)
class Block:
    """The concepts of one cell: a community, or all concepts outside communities.

    Attributes:
        hub: the community's hub; None for the concepts outside communities.
        points: a point for each concept, in a unit square.
    """

    hub: Key | None
    points: Mapping[Key, Point]


@dataclass(frozen=True, slots=True)
class FilledBlock:
    """A block with its boxes placed, measured from the upper left corner of its cell.

    Attributes:
        hub: the block's hub.
        boxes: the boxes of its concepts.
        head: where its title stands; None without a hub.
        size: the size of the cell that it needs.
    """

    hub: Key | None
    boxes: Mapping[Key, Box]
    head: Box | None
    size: Size


def make_blocks(neighbours: Neighbours, communities: Sequence[Community]) -> list[Block]:
    """Return a block for each community, and one for the other concepts if there are any.

    Springs between neighbours of the same block set their points.
    """
    parts: list[tuple[Key | None, Sequence[Key]]] = [(one.hub, one.members) for one in communities]
    placed = {key for one in communities for key in one.members}
    if others := [key for key in neighbours if key not in placed]:
        parts.append((None, others))
    blocks = []
    for hub, keys in parts:
        inside = {k: dict.fromkeys(neighbours[k] & set(keys), 1.0) for k in sorted(keys)}
        blocks.append(Block(hub, _spread(spring_layout(inside))))
    return blocks


def _spread(points: Mapping[Key, Point]) -> dict[Key, Point]:
    """Move points into a unit square, spread out so that they fill it.

    Each coordinate becomes the mean of its share of the range and of its rank.
    """

    def level(values: Mapping[Key, float]) -> dict[Key, float]:
        low, high = min(values.values()), max(values.values())
        ranked = sorted(values, key=lambda key: (values[key], key))
        if len(ranked) == 1:
            return dict.fromkeys(ranked, 0.5)
        return {
            key: ((values[key] - low) / (high - low or 1) + n / (len(ranked) - 1)) / 2
            for n, key in enumerate(ranked)
        }

    xs = level({key: point.x for key, point in points.items()})
    ys = level({key: point.y for key, point in points.items()})
    return {key: Point(xs[key], ys[key]) for key in points}


def tie_blocks(
    blocks: Sequence[Block], neighbours: Neighbours
) -> tuple[dict[tuple[int, int], int], list[Point]]:
    """Count the ties between blocks, and place the blocks by springs of that strength.

    Returns:
        For pairs of blocks, by their numbers, the number of neighbours in both; and a point for
        each block.
    """
    home = {key: n for n, block in enumerate(blocks) for key in block.points}
    ties: defaultdict[tuple[int, int], int] = defaultdict(int)
    for key, others in neighbours.items():
        for other in others:
            if home[key] < home[other]:
                ties[home[key], home[other]] += 1
    most = max(ties.values(), default=1)
    strengths: dict[Key, dict[Key, float]] = {Key(n): {} for n in range(len(blocks))}
    for (first, second), count in ties.items():
        strength = count / most
        strengths[Key(first)][Key(second)] = strengths[Key(second)][Key(first)] = strength
    points = spring_layout(strengths)
    return dict(ties), [points[Key(n)] for n in range(len(blocks))]


def needed_area(block: Block, sizes: Mapping[Key, Size], page_area: float) -> float:
    """Return the area that a block should have on a page, compared with other blocks."""
    gap = math.sqrt(page_area / len(sizes)) / 4
    boxes = sum((sizes[key].width + gap) * (sizes[key].height + gap) for key in block.points)
    margin = CELL_MARGIN if block.hub is None else HULL_CELL_MARGIN
    width = math.sqrt(boxes * 1.5)
    title = HULL_TITLE_HEIGHT if block.hub else 0
    return (width + 2 * margin) * (boxes / width + 2 * margin + title)


def mirror_blocks(
    blocks: Sequence[Block], cells: Mapping[int, Box], neighbours: Neighbours
) -> list[Block]:
    """Mirror blocks so that concepts are close to their neighbours in other blocks.

    Args:
        blocks: the blocks.
        cells: the cell of each block, by its number.
        neighbours: the neighbours of each concept.
    """
    home = {key: n for n, block in enumerate(blocks) for key in block.points}
    mirrored = list(blocks)

    def position(block: Block, key: Key) -> Point:
        cell, (x, y) = cells[home[key]], block.points[key]
        return Point(cell.left + x * cell.width, cell.top + y * cell.height)

    # Twice, as each choice depends on those of the other blocks.
    for n in (*range(len(blocks)), *range(len(blocks))):
        targets = [
            (key, position(mirrored[home[other]], other))
            for key in blocks[n].points
            for other in sorted(neighbours[key])
            if home[other] != n
        ]
        variants = [
            Block(
                blocks[n].hub,
                {
                    key: Point(1 - x if across else x, 1 - y if down else y)
                    for key, (x, y) in blocks[n].points.items()
                },
            )
            for across, down in MIRRORINGS
        ]
        mirrored[n] = min(
            variants,
            key=lambda block: sum(math.dist(position(block, key), at) for key, at in targets),
        )
    return mirrored


def fill_block(block: Block, cell: Box, sizes: Mapping[Key, Size]) -> FilledBlock:
    """Place a block's boxes in its cell; if they need more room, the block is larger."""
    margin, title_height = (
        (CELL_MARGIN, 0.0) if block.hub is None else (HULL_CELL_MARGIN, HULL_TITLE_HEIGHT)
    )
    room = Size(cell.width - 2 * margin, cell.height - 2 * margin - title_height)
    boxes = fill_room(block.points, sizes, room)
    width = max(box.right for box in boxes.values())
    height = max(box.bottom for box in boxes.values()) + title_height
    indent, head = 0.0, None
    if block.hub is not None:
        hub = sizes[block.hub]
        # The title is on one line, while the hub's own box may have several.
        title_width = max(hub.width, hub.width * hub.height / HULL_TITLE_HEIGHT)
        indent = max(0.0, title_width - width) / 2
        width = max(width, title_width)
        head = Box(margin + (width - title_width) / 2, margin, title_width, HULL_TITLE_HEIGHT)
    moved = {key: shift(box, margin + indent, margin + title_height) for key, box in boxes.items()}
    return FilledBlock(block.hub, moved, head, Size(width + 2 * margin, height + 2 * margin))
