"""Ways to look a concept up: what is built once, and what is asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.model.graph import Graph
from tests.bench.lookups import SETS, Set

Build = Callable[[Graph, Path], None]
"""Writes an index of the graph into an empty folder."""

Ask = Callable[[str], str | None]
"""The identifier of the concept that comes first for a text; None when nothing is found."""

Setting = dict[str, Any]
"""What is chosen on the tune half, as JSON."""


Choices = Mapping[str, Sequence[Any]]
"""What is tried for each part of a setting."""

BY_NAME: tuple[Set, ...] = ("exact", "typo")
"""The sets that can be answered by names alone."""


@dataclass(frozen=True, slots=True)
class Peer:
    """A row of the tables.

    `index` names what it reads, by which those that read the same are built once; `sets` are those
    that it can answer at all. `most` is how many lookups of each set it is asked, for those that
    take long. `start` is the setting from which the search for the best begins.
    """

    name: str
    index: str
    open: Callable[[Path, Setting], Ask]
    sets: tuple[Set, ...] = SETS
    most: int | None = None
    start: Setting = field(default_factory=dict)
    choices: Choices = field(default_factory=dict)
