"""Values for a map's layout: boxes, the panels and hulls behind them, and the whole placement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from kg.store import Key


class Size(NamedTuple):
    """Width and height, in CSS pixels at zoom 1."""

    width: float
    height: float


class Box(NamedTuple):
    """A rectangle, by its upper left corner and size."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x of the right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The y of the lower edge."""
        return self.top + self.height

    def overlaps(self, other: Box) -> bool:
        """Return True if two boxes share any area; boxes that only touch do not.

        >>> Box(0, 0, 2, 2).overlaps(Box(2, 0, 2, 2)), Box(0, 0, 2, 2).overlaps(Box(1, 1, 2, 2))
        (False, True)
        """
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


SCREEN = Size(980, 732)
"""Space for the map next to its panels on a screen of 1280x800, the smallest supported."""

READABLE_ZOOM = 0.94
"""Lowest zoom at which labels are easy to read; to reach it, a layout gives up its usual shape."""

COMFORTABLE_ZOOM = 1.0
"""Zoom above which a layout prefers wider gaps between boxes to a higher zoom."""


@dataclass(frozen=True, slots=True)
class GroupHeading:
    """A heading above the boxes of a group of concepts of one kind.

    Attributes:
        title: its text.
        kind: name of the kind.
        box: where it stands.
    """

    title: str
    kind: str
    box: Box


@dataclass(frozen=True, slots=True)
class Panel:
    """The background of a lane, or of all concepts outside the lanes.

    Attributes:
        title: its title; may be empty.
        stage: the lane's stage; None for the concepts outside the lanes.
        box: where it stands.
        head: where the title stands, or the stage's own box if that is on the map.
        headings: the headings of the groups in it.
    """

    title: str
    stage: Key | None
    box: Box
    head: Box
    headings: tuple[GroupHeading, ...] = ()


@dataclass(frozen=True, slots=True)
class Hull:
    """The background of a community.

    Attributes:
        hub: the concept that the community is named after.
        members: its concepts.
        outline: corners of a convex polygon, clockwise on the screen.
        head: where the title stands.
    """

    hub: Key
    members: tuple[Key, ...]
    outline: tuple[tuple[float, float], ...]
    head: Box


@dataclass(frozen=True, slots=True)
class Placement:
    """The layout of a map.

    Attributes:
        boxes: every concept's box.
        size: the size of the whole.
        panels: the backgrounds of lanes and groups.
        hulls: the backgrounds of communities.
    """

    boxes: Mapping[Key, Box]
    size: Size
    panels: tuple[Panel, ...] = ()
    hulls: tuple[Hull, ...] = ()

    def zoom(self, screen: Size) -> float:
        """Return the highest zoom at which the whole placement fits on a screen."""
        return min(screen.width / self.size.width, screen.height / self.size.height)


EMPTY_PLACEMENT = Placement({}, Size(1, 1))
"""The layout of a map without concepts; its size is positive, so that it has a zoom."""
