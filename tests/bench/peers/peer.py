"""Ways to look a concept up: what is built once, and what is asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.model import Graph
from tests.bench.lookups import SETS, Set

Build = Callable[[Graph, Path], None]
"""Writes an index of the graph into an empty folder."""

Ask = Callable[[str], str | None]
"""The identifier of the concept that comes first for a text; None when nothing is found."""

Setting = dict[str, Any]
"""What is chosen on the tune half, as JSON."""


@dataclass(frozen=True, slots=True)
class Peer:
    """A row of the tables.

    `index` names what it reads, by which those that read the same are built once; `sets` are those
    that it can answer at all. `most` is how many lookups of each set it is asked, for those that
    take long.
    """

    name: str
    index: str
    open: Callable[[Path, Setting], Ask]
    sets: tuple[Set, ...] = SETS
    most: int | None = None
