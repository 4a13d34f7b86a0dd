"""Web: communities side by side, in each its concepts where springs between neighbours pull."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.map.layout.communities import Community
from kg.map.layout.partition import Cut, cut_cells, measure_cuts, settle, share
from kg.map.layout.placement import (
    EMPTY_PLACEMENT,
    READABLE_ZOOM,
    SCREEN,
    Box,
    Hull,
    Placement,
    Size,
)
from kg.map.layout.room_fill import HULL_MARGIN, fill_room, shift, surround
from kg.map.layout.springs import Point, spring
from kg.store import Key, StoredEdge

BOX_ROOM = Size(96, 72)
"""Free room around each box in a small web; larger ones have less."""

MAX_BOX_SHARE = 0.4
"""How much of the page boxes may take at most; the first page tried for a large web."""

PAGE_SHRINK = 0.975
"""How much smaller the next page that is tried is shown."""

MAX_PAGES_TRIED = 10
"""Pages tried, of which the one shown largest is taken; of very large webs only the first."""

LARGE_WEB_CONCEPTS = 300
"""Concepts from which a web is very large."""

CELL_MARGIN = 6.0
"""From a hull, or a box in none, to the edge of its cell."""

HULL_CELL_MARGIN = HULL_MARGIN + CELL_MARGIN
"""From a box in a hull to the edge of its cell."""

HULL_TITLE_HEIGHT = 20.0
"""How high the strip for a hull's title is."""

MIRRORINGS = ((False, False), (True, False), (False, True), (True, True))


@dataclass(frozen=True, slots=True)
class Block:
    """What has a cell of its own: a community, or without `hub` all concepts that are in none.

    `points` has its concepts in a square of 1 by 1.
    """

    hub: Key | None
    points: Mapping[Key, Point]


@dataclass(frozen=True, slots=True)
class FilledBlock:
    """A block's boxes and its title's strip by its own corner, and its size with the free edge."""

    hub: Key | None
    boxes: Mapping[Key, Box]
    head: Box | None
    size: Size


def place_web(
    sizes: Mapping[Key, Size],
    links: Sequence[StoredEdge],
    communities: Sequence[Community] = (),
    screen: Size = SCREEN,
) -> Placement:
    """Place concepts near those they are joined with, and communities beside each other.

    Args:
        sizes: how large each concept's box is.
        links: the edges; those with an end that has no size are left out.
        communities: which of the concepts have a hull, each in one community at most.
        screen: the room whose shape the map should have.

    Returns:
        The placement, with one hull for each community. No two boxes or hulls overlap, and in a
        hull stand its members only.
    """
    near: dict[Key, set[Key]] = {key: set() for key in sorted(sizes)}
    for link in links:
        if link.subject in near and link.object in near and link.subject != link.object:
            near[link.subject].add(link.object)
            near[link.object].add(link.subject)
    if not near:
        return EMPTY_PLACEMENT
    blocks = _blocks(near, communities)
    ties, middles = _join(blocks, near)
    page_area, shape = _largest(sizes, screen), screen.width / screen.height
    best: Placement | None = None
    spilt = [1.0] * len(blocks)
    for _ in range(MAX_PAGES_TRIED if len(sizes) < LARGE_WEB_CONCEPTS else 1):
        page = Size(math.sqrt(page_area * shape), math.sqrt(page_area / shape))
        needs = [_need(b, sizes, page_area) * more for b, more in zip(blocks, spilt, strict=True)]
        tree = cut_cells(middles, needs, ties, page)
        cells = share(tree, needs, Box(0, 0, *page))
        filled = [_fill(b, cells[n], sizes) for n, b in enumerate(_flip(blocks, cells, near))]
        placement = _place(filled, tree)
        if best is None or placement.zoom(screen) > best.zoom(screen):
            best = placement
        if placement.size.width <= page.width + 1 and placement.size.height <= page.height + 1:
            break
        page_area /= PAGE_SHRINK**2
        size = placement.size
        shape *= math.sqrt(screen.width / screen.height * size.height / size.width)
        # The next page is shared so that blocks that found too little room have more.
        spilt = [
            more * max(1.0, each.size.height / cells[n].height)
            for n, (more, each) in enumerate(zip(spilt, filled, strict=True))
        ]
    assert best is not None  # noqa: S101 - for the type checker; there is always a first try
    return best


def _blocks(near: Mapping[Key, set[Key]], communities: Sequence[Community]) -> list[Block]:
    parts: list[tuple[Key | None, Sequence[Key]]] = [(one.hub, one.members) for one in communities]
    placed = {key for one in communities for key in one.members}
    if loose := [key for key in near if key not in placed]:
        parts.append((None, loose))
    return [
        Block(
            hub,
            _square(spring({k: dict.fromkeys(near[k] & set(keys), 1.0) for k in sorted(keys)})),
        )
        for hub, keys in parts
    ]


def _square(points: Mapping[Key, Point]) -> dict[Key, Point]:
    """The points moved into a square of 1 by 1 and apart in it, so that they fill it."""

    def level(ats: Mapping[Key, float]) -> dict[Key, float]:
        low, high = min(ats.values()), max(ats.values())
        ranked = sorted(ats, key=lambda key: (ats[key], key))
        if len(ranked) == 1:
            return dict.fromkeys(ranked, 0.5)
        return {
            key: ((ats[key] - low) / (high - low or 1) + n / (len(ranked) - 1)) / 2
            for n, key in enumerate(ranked)
        }

    xs = level({key: point.x for key, point in points.items()})
    ys = level({key: point.y for key, point in points.items()})
    return {key: Point(xs[key], ys[key]) for key in points}


def _join(
    blocks: Sequence[Block], near: Mapping[Key, set[Key]]
) -> tuple[dict[tuple[int, int], int], list[Point]]:
    """How many neighbours two blocks share, and where springs of that strength put the blocks."""
    home = {key: n for n, block in enumerate(blocks) for key in block.points}
    ties: defaultdict[tuple[int, int], int] = defaultdict(int)
    for key, others in near.items():
        for other in others:
            if home[key] < home[other]:
                ties[home[key], home[other]] += 1
    most = max(ties.values(), default=1)
    strengths: dict[Key, dict[Key, float]] = {Key(n): {} for n in range(len(blocks))}
    for (a, b), shared in ties.items():
        strengths[Key(a)][Key(b)] = strengths[Key(b)][Key(a)] = shared / most
    points = spring(strengths)
    return dict(ties), [points[Key(n)] for n in range(len(blocks))]


def _largest(sizes: Mapping[Key, Size], screen: Size) -> float:
    """The area of the first page to try: not so large that boxes are lost on it or too small."""
    roomy = sum((s.width + BOX_ROOM.width) * (s.height + BOX_ROOM.height) for s in sizes.values())
    least = sum(s.width * s.height for s in sizes.values()) / MAX_BOX_SHARE
    return max(min(roomy, screen.width * screen.height / READABLE_ZOOM**2), least)


def _need(block: Block, sizes: Mapping[Key, Size], page_area: float) -> float:
    """The part of the page that a block should have, compared with other blocks."""
    room = math.sqrt(page_area / len(sizes)) / 4
    boxes = sum((sizes[key].width + room) * (sizes[key].height + room) for key in block.points)
    edge = CELL_MARGIN if block.hub is None else HULL_CELL_MARGIN
    width = math.sqrt(boxes * 1.5)
    return (width + 2 * edge) * (boxes / width + 2 * edge + (HULL_TITLE_HEIGHT if block.hub else 0))


def _flip(
    blocks: Sequence[Block], cells: Mapping[int, Box], near: Mapping[Key, set[Key]]
) -> list[Block]:
    """Mirror blocks so that members stand on the side of their neighbours in other blocks."""
    home = {key: n for n, block in enumerate(blocks) for key in block.points}
    turned = list(blocks)

    def stand(block: Block, key: Key) -> Point:
        cell, (x, y) = cells[home[key]], block.points[key]
        return Point(cell.left + x * cell.width, cell.top + y * cell.height)

    for n in (*range(len(blocks)), *range(len(blocks))):
        abroad = [
            (key, stand(turned[home[other]], other))
            for key in blocks[n].points
            for other in sorted(near[key])
            if home[other] != n
        ]
        ways = [
            Block(
                blocks[n].hub,
                {k: Point(1 - x if a else x, 1 - y if b else y) for k, (x, y) in points},
            )
            for points in [blocks[n].points.items()]
            for a, b in MIRRORINGS
        ]
        turned[n] = min(
            ways, key=lambda way: sum(math.dist(stand(way, key), at) for key, at in abroad)
        )
    return turned


def _place(filled: Sequence[FilledBlock], tree: Cut | int) -> Placement:
    """Set filled cells side by side, grown where their boxes did not all find room."""
    outer = [each.size for each in filled]
    least = measure_cuts(tree, outer)
    places = settle(tree, outer, Box(0, 0, *least))
    boxes: dict[Key, Box] = {}
    hulls = []
    for n, each in enumerate(filled):
        left = places[n].left + (places[n].width - each.size.width) / 2
        top = places[n].top + (places[n].height - each.size.height) / 2
        moved = {key: shift(box, left, top) for key, box in each.boxes.items()}
        boxes |= moved
        if each.hub is not None and each.head is not None:
            head = shift(each.head, left, top)
            outline = surround([head, *moved.values()])
            hulls.append(Hull(each.hub, tuple(sorted(moved)), outline, head))
    page = Size(math.ceil(least.width), math.ceil(least.height))
    return Placement(dict(sorted(boxes.items())), page, hulls=tuple(hulls))


def _fill(block: Block, cell: Box, sizes: Mapping[Key, Size]) -> FilledBlock:
    edge, head = (CELL_MARGIN, 0.0) if block.hub is None else (HULL_CELL_MARGIN, HULL_TITLE_HEIGHT)
    room = Size(cell.width - 2 * edge, cell.height - 2 * edge - head)
    boxes = fill_room(block.points, sizes, room)
    width = max(box.right for box in boxes.values())
    height = max(box.bottom for box in boxes.values()) + head
    aside, title = 0.0, None
    if block.hub is not None:
        hub = sizes[block.hub]
        # The name on one line, for which its own box may have several.
        long = max(hub.width, hub.width * hub.height / HULL_TITLE_HEIGHT)
        aside = max(0.0, long - width) / 2
        width = max(width, long)
        title = Box(edge + (width - long) / 2, edge, long, HULL_TITLE_HEIGHT)
    moved = {key: shift(box, edge + aside, edge + head) for key, box in boxes.items()}
    return FilledBlock(block.hub, moved, title, Size(width + 2 * edge, height + 2 * edge))
