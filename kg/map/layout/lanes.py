"""Lanes: columns of boxes under their stages, packed to be as large as a screen allows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.map.layout.columns import FilledColumns, KindGroup, StackItem, fill_columns, stack_height
from kg.map.layout.placement import (
    COMFORTABLE_ZOOM,
    EMPTY_PLACEMENT,
    READABLE_ZOOM,
    SCREEN,
    Box,
    GroupHeading,
    Panel,
    Placement,
    Size,
)
from kg.store import Key

GAP_CHOICES = (4.0, 8.0, 14.0, 22.0)
"""Between boxes, and between a panel's edge and its boxes; the widest that leaves room is taken."""

EXTRA_PANEL_GAP = 3.0
"""How much farther apart panels are than boxes: a lane's head points into that."""

HEADING_HEIGHT = 20.0
"""Height of the heading of a group."""

EXTRA_WIDTHS = (0.0, 6.0, 14.0, 28.0, 50.0)
"""What is added to the least width of a box; that with which the map comes out best is taken."""

MAX_LANE_ROWS = 6
MAX_LANE_COLUMNS = 40
MAX_HEIGHTS_TRIED = 40  # heights of the highest lane that are tried
MAX_SEARCHED_CONCEPTS = (
    1000  # concepts up to which all this is tried; beyond, one width and few heights
)


@dataclass(frozen=True, slots=True)
class Lane:
    """A stage with the concepts in it; `on_map` where the stage is on the map itself."""

    title: str
    stage: Key
    on_map: bool
    members: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class LaneContent:
    """What is to be placed: lanes, the groups below them, how high boxes are.

    `heights` gives every concept's and every lane's stage's height for a width; `min_width` is the
    least width a box may have; `unstaged_title` heads the panel of the groups.
    """

    lanes: Sequence[Lane]
    groups: Sequence[KindGroup]
    unstaged_title: str
    min_width: float
    heights: Callable[[float], Mapping[Key, float]]


_Row = tuple[tuple[Lane, int], ...]
"""Lanes beside each other, with the number of columns of each."""

_Rating = tuple[float, ...]


def place_lanes(content: LaneContent, screen: Size = SCREEN) -> Placement:
    """Place lanes left to right and the groups below them.

    Args:
        content: lanes in order; they wrap into further rows where all would be unreadable
            otherwise.
        screen: the room whose shape the map should have.

    Returns:
        The placement that can be shown largest, and where there is room to spare the one with
        the most of it. No two boxes overlap.
    """
    count = sum(1 + len(lane.members) for lane in content.lanes)
    many = count + sum(len(group.members) for group in content.groups) > MAX_SEARCHED_CONCEPTS
    best: tuple[_Rating, Placement] | None = None
    for gap in GAP_CHOICES[:1] if many else GAP_CHOICES:
        builder = _LaneBuilder(content, gap, many)
        for more in EXTRA_WIDTHS[2:3] if many else EXTRA_WIDTHS:
            width = content.min_width + more
            for rows in _shapes(
                content.lanes, builder.heights(width), gap, 3 if many else MAX_HEIGHTS_TRIED
            ):
                total = max((_row_width(row, width, gap) for row in rows), default=0)
                total = total or builder.usual_width(screen)
                # Not even without any height could a page of this width be the best.
                bound = _rate(Size(total, 1), screen, len(rows), gap, width)
                if best is not None and bound <= best[0]:
                    continue
                placement = builder.build(rows, width, total)
                rating = _rate(placement.size, screen, len(rows), gap, width)
                if best is None or rating > best[0]:
                    best = rating, placement
    return best[1] if best and (content.lanes or content.groups) else EMPTY_PLACEMENT


def _rate(size: Size, screen: Size, rows: int, gap: float, width: float) -> _Rating:
    """How good a page of this size is: readable, its lanes in one row, then large or roomy."""
    scale = min(screen.width / size.width, screen.height / size.height)
    return min(scale, READABLE_ZOOM), -rows, min(scale, COMFORTABLE_ZOOM), gap, width, scale


def _shapes(
    lanes: Sequence[Lane], heights: Mapping[Key, float], gap: float, most: int
) -> Iterator[tuple[_Row, ...]]:
    """Ways to lay the lanes in rows, each once: by how high a lane may be and how wide a row."""
    totals = [stack_height([heights[key] for key in lane.members], gap) for lane in lanes]
    limits = sorted({total / n for total in totals if total for n in range(1, 9)}) or [1.0]
    seen = set()
    for limit in limits[:: -(-len(limits) // most)]:
        wide = [
            max(1, min(len(lane.members), int(total / limit + 0.99)))
            for lane, total in zip(lanes, totals, strict=True)
        ]
        for rows in range(1, min(len(lanes), MAX_LANE_ROWS) + 1):
            shape = _wrap(lanes, wide, max(max(wide), -(-sum(wide) // rows)))
            key = tuple(tuple(n for _, n in row) for row in shape)
            if key not in seen and max(map(sum, key)) <= MAX_LANE_COLUMNS:
                seen.add(key)
                yield shape
    if not lanes:
        yield ()


def _wrap(lanes: Sequence[Lane], wide: Sequence[int], columns: int) -> tuple[_Row, ...]:
    rows: list[list[tuple[Lane, int]]] = [[]]
    for lane, n in zip(lanes, wide, strict=True):
        if rows[-1] and sum(c for _, c in rows[-1]) + n > columns:
            rows.append([])
        rows[-1].append((lane, n))
    return tuple(map(tuple, rows))


class _LaneBuilder:
    """Builds placements of one content; what several of them share is worked out once."""

    def __init__(self, content: LaneContent, gap: float, many: bool) -> None:
        self.content, self.gap, self.many = content, gap, many
        self.measured: dict[int, Mapping[Key, float]] = {}
        self.feet: dict[tuple[float, float], FilledColumns] = {}

    def heights(self, width: float) -> Mapping[Key, float]:
        """For whole widths only, never wider: a box high enough so is high enough here."""
        whole = int(width)
        if whole not in self.measured:
            self.measured[whole] = self.content.heights(whole)
        return self.measured[whole]

    def build(self, rows: tuple[_Row, ...], width: float, total: float) -> Placement:
        """Place rows from the top on a page `total` wide, with boxes of at least `width`."""
        boxes: dict[Key, Box] = {}
        panels: list[Panel] = []
        top = 0.0
        for row in rows:
            top = self._place_row(row, Box(0, top, total, 0), width, boxes, panels)
        if self.content.groups:
            foot = self._fill_foot(total, width)
            placed = [(of, box._replace(top=box.top + top)) for of, box in foot.boxes]
            boxes.update((of, box) for of, box in placed if not isinstance(of, KindGroup))
            headings = tuple(
                GroupHeading(of.title, of.kind, box)
                for of, box in placed
                if isinstance(of, KindGroup)
            )
            title = self.content.unstaged_title if rows else ""
            panel = Box(0, top, total, foot.bottom + self.gap)
            panels.append(
                Panel(title, None, panel, panel._replace(height=HEADING_HEIGHT), headings)
            )
            top = panel.bottom + self.gap + EXTRA_PANEL_GAP
        return Placement(boxes, Size(total, top - self.gap - EXTRA_PANEL_GAP), tuple(panels))

    def _place_row(
        self, row: _Row, room: Box, width: float, boxes: dict[Key, Box], panels: list[Panel]
    ) -> float:
        """Place one row of lanes; returns the top of what comes below it."""
        gap = self.gap
        # A row with fewer columns than the widest has wider ones, so that all end flush.
        width += (room.width - _row_width(row, width, gap)) / sum(n for _, n in row)
        heights = self.heights(width)
        head = max(heights[lane.stage] for lane, _ in row)
        left, bottom = room.left, room.top + head
        placed: list[tuple[Lane, Box]] = []
        for lane, n in row:
            title = Box(left, room.top, _panel_width(n, width, gap), head)
            if lane.on_map:
                boxes[lane.stage] = title
            filled = fill_columns(
                [StackItem(key, heights[key]) for key in lane.members],
                n,
                Box(left + gap, title.bottom + gap, width, 0),
                gap,
            )
            boxes.update((of, box) for of, box in filled.boxes if not isinstance(of, KindGroup))
            bottom, left = max(bottom, filled.bottom), title.right + gap + EXTRA_PANEL_GAP
            placed.append((lane, title))
        panels += [
            Panel(lane.title, lane.stage, title._replace(height=bottom + gap - room.top), title)
            for lane, title in placed
        ]
        return bottom + gap + gap + EXTRA_PANEL_GAP

    def _fill_foot(self, total: float, width: float) -> FilledColumns:
        """The groups on a page `total` wide, their panel's top at 0, as low as can be."""
        if (total, width) not in self.feet:
            most = max(1, int((total - self.gap) / (width + self.gap)))
            fewest = most if self.many else 1
            self.feet[total, width] = min(
                (self._fill_groups(n, total) for n in range(fewest, most + 1)),
                key=lambda filled: filled.bottom,
            )
        return self.feet[total, width]

    def _fill_groups(self, columns: int, width: float) -> FilledColumns:
        own = (width - self.gap) / columns - self.gap
        heights = self.heights(own)
        items: list[StackItem] = []
        for group in self.content.groups:
            items.append(StackItem(group, HEADING_HEIGHT))
            items.extend(StackItem(key, heights[key]) for key in group.members)
        top = HEADING_HEIGHT + self.gap if self.content.lanes else self.gap
        return fill_columns(items, columns, Box(self.gap, top, own, 0), self.gap)

    def usual_width(self, screen: Size) -> float:
        """How wide a page without lanes should be to have the screen's shape."""
        least = self.content.min_width
        heights = self.heights(least)
        high = sum(heights[k] + self.gap for g in self.content.groups for k in g.members)
        area = high * (least + self.gap) * screen.width / screen.height
        return float(max(least + 2 * self.gap, area**0.5))


def _row_width(row: _Row, width: float, gap: float) -> float:
    return sum(_panel_width(n, width, gap) for _, n in row) + (gap + EXTRA_PANEL_GAP) * (
        len(row) - 1
    )


def _panel_width(columns: int, width: float, gap: float) -> float:
    return columns * (width + gap) + gap
