"""Place concepts in lanes under their stages, so that the map is as large as a screen allows."""

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
"""Gaps that are tried between boxes, and between them and the edge of a panel, in CSS pixels."""

EXTRA_PANEL_GAP = 3.0
"""CSS pixels by which the gap between panels exceeds that between boxes: room for arrow tips."""

HEADING_HEIGHT = 20.0
"""Height of the heading of a group, in CSS pixels."""

EXTRA_WIDTHS = (0.0, 6.0, 14.0, 28.0, 50.0)
"""Widths, in CSS pixels, that are tried in addition to the minimum width of a box."""

MAX_LANE_ROWS = 6
"""Maximum number of rows of lanes."""

MAX_LANE_COLUMNS = 40
"""Maximum number of columns of boxes in a row of lanes."""

MAX_HEIGHTS_TRIED = 40
"""Maximum number of heights of the highest lane that are tried."""

MAX_SEARCHED_CONCEPTS = 1000
"""Maximum number of concepts for which all this is tried; with more, only three heights are."""


@dataclass(frozen=True, slots=True)
class Lane:
    """A stage with its concepts.

    Attributes:
        title: its title.
        stage: the stage.
        on_map: True if the stage itself is on the map.
        members: its concepts, in order.
    """

    title: str
    stage: Key
    on_map: bool
    members: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class LaneContent:
    """The lanes and groups to place.

    Attributes:
        lanes: the lanes, in order.
        groups: the groups of the concepts without a stage.
        unstaged_title: title of the panel of the groups.
        min_width: minimum width of a box.
        heights: returns the height of every concept's box, and of every lane's head, for a width.
    """

    lanes: Sequence[Lane]
    groups: Sequence[KindGroup]
    unstaged_title: str
    min_width: float
    heights: Callable[[float], Mapping[Key, float]]


_Row = tuple[tuple[Lane, int], ...]
"""A row of lanes, each with its number of columns."""

_Rating = tuple[float, ...]
"""The quality of a placement; the greater, the better."""


def place_lanes(content: LaneContent, screen: Size = SCREEN) -> Placement:
    """Place lanes from left to right, and the groups below them.

    Lanes wrap into several rows if labels in one row would be too small to read.

    Args:
        content: what to place.
        screen: the space whose shape the map should have.

    Returns:
        The placement with the highest zoom; of those above `COMFORTABLE_ZOOM`, the one with the
        widest gaps. No two boxes overlap.
    """
    count = sum(1 + len(lane.members) for lane in content.lanes)
    many = count + sum(len(group.members) for group in content.groups) > MAX_SEARCHED_CONCEPTS
    best: tuple[_Rating, Placement] | None = None
    for gap in GAP_CHOICES[:1] if many else GAP_CHOICES:
        builder = _LaneBuilder(content, gap, many)
        for extra in EXTRA_WIDTHS[2:3] if many else EXTRA_WIDTHS:
            width = content.min_width + extra
            for rows in _shapes(
                content.lanes, builder.heights(width), gap, 3 if many else MAX_HEIGHTS_TRIED
            ):
                total = max((_row_width(row, width, gap) for row in rows), default=0)
                total = total or builder.usual_width(screen)
                # The best rating possible for a page of this width.
                bound = _rate(Size(total, 1), screen, len(rows), gap, width)
                if best is not None and bound <= best[0]:
                    continue
                placement = builder.build(rows, width, total)
                rating = _rate(placement.size, screen, len(rows), gap, width)
                if best is None or rating > best[0]:
                    best = rating, placement
    return best[1] if best and (content.lanes or content.groups) else EMPTY_PLACEMENT


def _rate(size: Size, screen: Size, rows: int, gap: float, width: float) -> _Rating:
    """Rate a page: by readability, few rows, zoom up to comfortable, gap, width, and zoom."""
    zoom = min(screen.width / size.width, screen.height / size.height)
    return min(zoom, READABLE_ZOOM), -rows, min(zoom, COMFORTABLE_ZOOM), gap, width, zoom


def _shapes(
    lanes: Sequence[Lane], heights: Mapping[Key, float], gap: float, max_limits: int
) -> Iterator[tuple[_Row, ...]]:
    """Yield different ways to divide lanes into rows and columns.

    They come from limits on the height of a lane, combined with numbers of rows.

    Args:
        lanes: the lanes, in order; without any, the only way has no rows.
        heights: the height of each concept's box.
        gap: distance between boxes.
        max_limits: maximum number of limits on the height that are tried.
    """
    totals = [stack_height([heights[key] for key in lane.members], gap) for lane in lanes]
    limits = sorted({total / n for total in totals if total for n in range(1, 9)}) or [1.0]
    seen = set()
    for limit in limits[:: -(-len(limits) // max_limits)]:
        columns = [
            max(1, min(len(lane.members), int(total / limit + 0.99)))
            for lane, total in zip(lanes, totals, strict=True)
        ]
        for rows in range(1, min(len(lanes), MAX_LANE_ROWS) + 1):
            shape = _wrap(lanes, columns, max(max(columns), -(-sum(columns) // rows)))
            key = tuple(tuple(n for _, n in row) for row in shape)
            if key not in seen and max(map(sum, key)) <= MAX_LANE_COLUMNS:
                seen.add(key)
                yield shape
    if not lanes:
        yield ()


def _wrap(lanes: Sequence[Lane], columns: Sequence[int], max_columns: int) -> tuple[_Row, ...]:
    """Divide lanes into rows of up to `max_columns` columns, unless one lane has more."""
    rows: list[list[tuple[Lane, int]]] = [[]]
    for lane, n in zip(lanes, columns, strict=True):
        if rows[-1] and sum(c for _, c in rows[-1]) + n > max_columns:
            rows.append([])
        rows[-1].append((lane, n))
    return tuple(map(tuple, rows))


class _LaneBuilder:
    """Builds placements of the same content, and keeps what they have in common.

    Args:
        content: what to place.
        gap: distance between boxes.
        many: True if there are too many concepts to try several numbers of columns.
    """

    def __init__(self, content: LaneContent, gap: float, many: bool) -> None:
        self.content, self.gap, self.many = content, gap, many
        self._heights: dict[int, Mapping[Key, float]] = {}
        self._groups: dict[tuple[float, float], FilledColumns] = {}

    def heights(self, width: float) -> Mapping[Key, float]:
        """Return the heights for a width, rounded down to whole pixels so that labels fit."""
        whole = int(width)
        if whole not in self._heights:
            self._heights[whole] = self.content.heights(whole)
        return self._heights[whole]

    def build(self, rows: tuple[_Row, ...], width: float, total: float) -> Placement:
        """Place rows of lanes, and the groups below them.

        Args:
            rows: the rows, from the top.
            width: minimum width of a box.
            total: width of the page.
        """
        boxes: dict[Key, Box] = {}
        panels: list[Panel] = []
        top = 0.0
        for row in rows:
            top = self._place_row(row, Box(0, top, total, 0), width, boxes, panels)
        if self.content.groups:
            filled = self._place_groups(total, width)
            placed = [(each, box._replace(top=box.top + top)) for each, box in filled.boxes]
            boxes.update((each, box) for each, box in placed if not isinstance(each, KindGroup))
            headings = tuple(
                GroupHeading(each.title, each.kind, box)
                for each, box in placed
                if isinstance(each, KindGroup)
            )
            title = self.content.unstaged_title if rows else ""
            panel = Box(0, top, total, filled.bottom + self.gap)
            panels.append(
                Panel(title, None, panel, panel._replace(height=HEADING_HEIGHT), headings)
            )
            top = panel.bottom + self.gap + EXTRA_PANEL_GAP
        return Placement(boxes, Size(total, top - self.gap - EXTRA_PANEL_GAP), tuple(panels))

    def _place_row(
        self, row: _Row, room: Box, width: float, boxes: dict[Key, Box], panels: list[Panel]
    ) -> float:
        """Place a row of lanes, and return the top of what comes below it.

        Args:
            row: the lanes.
            room: left, top and width of the row.
            width: minimum width of a box.
            boxes: where the boxes are added.
            panels: where the panels are added.
        """
        gap = self.gap
        # Boxes in a row with few columns are wider, so that all rows are equally wide.
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
            boxes.update(
                (each, box) for each, box in filled.boxes if not isinstance(each, KindGroup)
            )
            bottom, left = max(bottom, filled.bottom), title.right + gap + EXTRA_PANEL_GAP
            placed.append((lane, title))
        panels += [
            Panel(lane.title, lane.stage, title._replace(height=bottom + gap - room.top), title)
            for lane, title in placed
        ]
        return bottom + gap + gap + EXTRA_PANEL_GAP

    def _place_groups(self, total: float, width: float) -> FilledColumns:
        """Place the groups in as many columns as make their panel lowest.

        Args:
            total: width of the panel, whose top is at 0.
            width: minimum width of a box.
        """
        if (total, width) not in self._groups:
            most = max(1, int((total - self.gap) / (width + self.gap)))
            fewest = most if self.many else 1
            self._groups[total, width] = min(
                (self._place_groups_in(n, total) for n in range(fewest, most + 1)),
                key=lambda filled: filled.bottom,
            )
        return self._groups[total, width]

    def _place_groups_in(self, columns: int, total: float) -> FilledColumns:
        """Place the groups in a number of columns, in a panel `total` wide."""
        width = (total - self.gap) / columns - self.gap
        heights = self.heights(width)
        items: list[StackItem] = []
        for group in self.content.groups:
            items.append(StackItem(group, HEADING_HEIGHT))
            items.extend(StackItem(key, heights[key]) for key in group.members)
        top = HEADING_HEIGHT + self.gap if self.content.lanes else self.gap
        return fill_columns(items, columns, Box(self.gap, top, width, 0), self.gap)

    def usual_width(self, screen: Size) -> float:
        """Return the width at which a page without lanes has about the shape of the screen."""
        width = self.content.min_width
        heights = self.heights(width)
        total_height = sum(heights[k] + self.gap for g in self.content.groups for k in g.members)
        area = total_height * (width + self.gap) * screen.width / screen.height
        return float(max(width + 2 * self.gap, area**0.5))


def _row_width(row: _Row, width: float, gap: float) -> float:
    """Return the width of a row of lanes, given the width of a box."""
    return sum(_panel_width(n, width, gap) for _, n in row) + (gap + EXTRA_PANEL_GAP) * (
        len(row) - 1
    )


def _panel_width(columns: int, width: float, gap: float) -> float:
    """Return the width of a panel with some columns of boxes, given the width of a box."""
    return columns * (width + gap) + gap
