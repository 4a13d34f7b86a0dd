"""Item: a step of a study list, and the list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kg.model.graph import Concept


@dataclass(frozen=True, slots=True)
class StudyItem:
    """One step of a study list: why the concept is here, and why at this place.

    `minutes` is how long it takes to learn, in whole minutes; see `estimate_minutes`. `builds_on`
    names those of the list that it comes after; `chapter` is its heading in a list that has some.
    """

    concept: Concept
    reason: str
    place: str
    minutes: int = 1
    builds_on: tuple[str, ...] = ()
    chapter: str = ""

    def to_json(self) -> dict[str, Any]:
        """The item as a JSON object; `chapter` only where there are chapters."""
        data = {
            "id": self.concept.id,
            "name": self.concept.name,
            "kind": self.concept.kind,
            "reason": self.reason,
            "place": self.place,
            "summary": self.concept.summary,
            "source": self.concept.citation,
            "minutes": self.minutes,
        }
        return data | ({"chapter": self.chapter} if self.chapter else {})


@dataclass(frozen=True, slots=True)
class StudyList:
    """Items in learning order. `interpretation` says how the topic was understood.

    `circles` names the concepts of the list that build on one another, where any do.
    """

    topic: str
    interpretation: str
    items: tuple[StudyItem, ...]
    circles: tuple[tuple[str, ...], ...] = ()

    @property
    def minutes(self) -> int:
        """How long all of it takes."""
        return sum(item.minutes for item in self.items)

    def to_json(self) -> dict[str, Any]:
        """The list as a JSON object."""
        return {
            "topic": self.topic,
            "interpretation": self.interpretation,
            "items": [item.to_json() for item in self.items],
        }
