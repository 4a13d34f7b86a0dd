"""A graph as its author wrote it: names not yet resolved, everything with its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from kg.errors import Finding
from kg.model.vocabulary import Vocabulary


class Place(NamedTuple):
    """A line of a file, counted from 1."""

    path: str
    line: int


NOWHERE = Place("", 1)
"""The place of what no file holds."""


@dataclass(frozen=True, slots=True)
class DraftEdge:
    """An edge as written: `object` is a name or alias. `citation` is its own or its concept's."""

    relation: str
    object: str
    citation: str
    place: Place


@dataclass(frozen=True, slots=True)
class DraftConcept:
    """A concept table as written."""

    name: str
    kind: str
    aliases: tuple[str, ...]
    summary: str
    citation: str
    edges: tuple[DraftEdge, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything read from a graph folder, and the faults met while reading.

    `citation` cites the deck lines that speak of the deck itself, such as its title;
    `place` is where it stands.
    """

    vocabulary: Vocabulary
    concepts: tuple[DraftConcept, ...]
    faults: tuple[Finding, ...] = ()
    title: str = ""
    description: str = ""
    citation: str = ""
    place: Place = NOWHERE

    def sources(self) -> list[str]:
        """Every citation in the draft, well formed or not, empty ones left out."""
        cited = [self.citation]
        for concept in self.concepts:
            cited.append(concept.citation)
            cited.extend(edge.citation for edge in concept.edges)
        return [source for source in cited if source]
