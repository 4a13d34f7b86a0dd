"""Place concepts as a web: communities in cells, and in each its concepts, neighbours close."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

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
from kg.map.layout.room_fill import shift, surround
from kg.map.layout.web_blocks import (
    FilledBlock,
    fill_block,
    make_blocks,
    mirror_blocks,
    needed_area,
    tie_blocks,
)
from kg.store import Key, StoredEdge

BOX_ROOM = Size(96, 72)
"""Free space for each box, in CSS pixels, on the first page that is tried for a small web."""

MAX_BOX_SHARE = 0.4
"""Maximum share of a page that boxes cover; it sets the first page tried for a large web."""

PAGE_SHRINK = 0.975
"""Zoom of each page that is tried, compared with the one before."""

MAX_PAGES_TRIED = 10
"""Maximum number of pages tried; the one with the highest zoom is taken."""

LARGE_WEB_CONCEPTS = 300
"""Number of concepts from which only one page is tried."""


def place_web(
    sizes: Mapping[Key, Size],
    edges: Sequence[StoredEdge],
    communities: Sequence[Community] = (),
    screen: Size = SCREEN,
) -> Placement:
    """Place concepts close to their neighbours, each community in a hull of its own.

    Args:
        sizes: the size of each concept's box.
        edges: the edges; ignored if an end has no size.
        communities: the communities, without members in common.
        screen: the space whose shape the map should have.

    Returns:
        The placement, with a hull for each community. No two boxes or hulls overlap, and a hull
        contains only the boxes of its members.
    """
    neighbours: dict[Key, set[Key]] = {key: set() for key in sorted(sizes)}
    for edge in edges:
        if edge.subject in neighbours and edge.object in neighbours and edge.subject != edge.object:
            neighbours[edge.subject].add(edge.object)
            neighbours[edge.object].add(edge.subject)
    if not neighbours:
        return EMPTY_PLACEMENT
    blocks = make_blocks(neighbours, communities)
    ties, middles = tie_blocks(blocks, neighbours)
    page_area, shape = _first_page_area(sizes, screen), screen.width / screen.height
    best: Placement | None = None
    growth = [1.0] * len(blocks)
    for _ in range(MAX_PAGES_TRIED if len(sizes) < LARGE_WEB_CONCEPTS else 1):
        page = Size(math.sqrt(page_area * shape), math.sqrt(page_area / shape))
        needs = [
            needed_area(block, sizes, page_area) * factor
            for block, factor in zip(blocks, growth, strict=True)
        ]
        tree = cut_cells(middles, needs, ties, page)
        cells = share(tree, needs, Box(0, 0, *page))
        mirrored = mirror_blocks(blocks, cells, neighbours)
        filled = [fill_block(block, cells[n], sizes) for n, block in enumerate(mirrored)]
        placement = _join_blocks(filled, tree)
        if best is None or placement.zoom(screen) > best.zoom(screen):
            best = placement
        if placement.size.width <= page.width + 1 and placement.size.height <= page.height + 1:
            break
        page_area /= PAGE_SHRINK**2
        size = placement.size
        shape *= math.sqrt(screen.width / screen.height * size.height / size.width)
        # On the next page, blocks that were too high for their cells get a larger share.
        growth = [
            factor * max(1.0, block.size.height / cells[n].height)
            for n, (factor, block) in enumerate(zip(growth, filled, strict=True))
        ]
    assert best is not None  # noqa: S101 - for the type checker; there is always a first try
    return best


def _first_page_area(sizes: Mapping[Key, Size], screen: Size) -> float:
    """Return the area of the first page to try: enough room, but labels still readable."""
    roomy = sum((s.width + BOX_ROOM.width) * (s.height + BOX_ROOM.height) for s in sizes.values())
    smallest = sum(s.width * s.height for s in sizes.values()) / MAX_BOX_SHARE
    return max(min(roomy, screen.width * screen.height / READABLE_ZOOM**2), smallest)


def _join_blocks(filled: Sequence[FilledBlock], tree: Cut | int) -> Placement:
    """Put filled blocks into cells, which grow if a block is larger than its cell."""
    outer = [block.size for block in filled]
    whole = measure_cuts(tree, outer)
    cells = settle(tree, outer, Box(0, 0, *whole))
    boxes: dict[Key, Box] = {}
    hulls = []
    for n, block in enumerate(filled):
        left = cells[n].left + (cells[n].width - block.size.width) / 2
        top = cells[n].top + (cells[n].height - block.size.height) / 2
        moved = {key: shift(box, left, top) for key, box in block.boxes.items()}
        boxes |= moved
        if block.hub is not None and block.head is not None:
            head = shift(block.head, left, top)
            outline = surround([head, *moved.values()])
            hulls.append(Hull(block.hub, tuple(sorted(moved)), outline, head))
    size = Size(math.ceil(whole.width), math.ceil(whole.height))
    return Placement(dict(sorted(boxes.items())), size, hulls=tuple(hulls))
