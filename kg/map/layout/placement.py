"""Placement: where everything on a map stands, and how large it can be shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from kg.store import Key


class Size(NamedTuple):
    """How wide and how high a thing is."""

    width: float
    height: float


class Box(NamedTuple):
    """A rectangle by its upper left corner."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.top + self.height

    def overlaps(self, other: Box) -> bool:
        """Whether the two share any area; boxes that only touch do not.

        >>> Box(0, 0, 2, 2).is_over(Box(2, 0, 2, 2)), Box(0, 0, 2, 2).is_over(Box(1, 1, 2, 2))
        (False, True)
        """
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


SCREEN = Size(980, 732)
"""The room for the map beside its panels on a screen of 1280x800, the least one planned for."""

READABLE_ZOOM = 0.94
"""Zoom from which labels can be read with ease; below, shape gives way to size."""

COMFORTABLE_ZOOM = 1.0
"""Zoom from which more room between boxes is worth more than larger ones."""


@dataclass(frozen=True, slots=True)
class GroupHeading:
    """A text above the boxes of one kind."""

    title: str
    kind: str
    box: Box


@dataclass(frozen=True, slots=True)
class Panel:
    """The ground behind boxes: of a lane, or of all concepts that stand in no lane.

    `head` is where the title stands, or the box of the concept that `stage` names, if it is on
    the map.
    """

    title: str
    stage: Key | None
    box: Box
    head: Box
    headings: tuple[GroupHeading, ...] = ()


@dataclass(frozen=True, slots=True)
class Hull:
    """The ground behind a community, named after its `hub`.

    `outline` is convex and runs clockwise; `head` is where the title stands.
    """

    hub: Key
    members: tuple[Key, ...]
    outline: tuple[tuple[float, float], ...]
    head: Box


@dataclass(frozen=True, slots=True)
class Placement:
    """Every concept's box, the grounds behind them, and how large all of it is."""

    boxes: Mapping[Key, Box]
    size: Size
    panels: tuple[Panel, ...] = ()
    hulls: tuple[Hull, ...] = ()

    def zoom(self, screen: Size) -> float:
        """The largest zoom at which all of it is on the screen."""
        return min(screen.width / self.size.width, screen.height / self.size.height)


EMPTY_PLACEMENT = Placement({}, Size(1, 1))
"""Where nothing stands anywhere."""
