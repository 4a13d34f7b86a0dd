"""Placement: where everything on a map stands, and how large it can be shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.map.layout.box import Box, Size
from kg.store import Key

SCREEN = Size(980, 732)
"""The room for the map beside its panels on a screen of 1280x800, the least one planned for."""

READABLE = 0.94
"""Zoom from which labels can be read with ease; below, shape gives way to size."""

COMFORT = 1.0
"""Zoom from which more room between boxes is worth more than larger ones."""


@dataclass(frozen=True, slots=True)
class Heading:
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
    headings: tuple[Heading, ...] = ()


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

    def scale(self, screen: Size) -> float:
        """The largest zoom at which all of it is on the screen."""
        return min(screen.width / self.size.width, screen.height / self.size.height)


NOTHING = Placement({}, Size(1, 1))
"""Where nothing stands anywhere."""
