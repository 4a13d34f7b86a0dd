"""Rectangles on the map."""

from __future__ import annotations

from typing import NamedTuple


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

    def is_over(self, other: Box) -> bool:
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
