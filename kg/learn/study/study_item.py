"""A study list and its items."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kg.model.graph import Concept


@dataclass(frozen=True, slots=True)
class StudyItem:
    """One item of a study list: a concept, why it is in the list, and why at its place.

    Attributes:
        concept: what to learn.
        reason: how the concept relates to the topic, in words.
        place: what comes before the concept, in words.
        minutes: whole minutes to learn it, as `estimate_minutes` gives them.
        builds_on: names of the items that come before because this one builds on them.
        chapter: title of its chapter; empty in a list without chapters.
    """

    concept: Concept
    reason: str
    place: str
    minutes: int = 1
    builds_on: tuple[str, ...] = ()
    chapter: str = ""

    @property
    def explanation(self) -> str:
        """Reason and place as one text, as in "the topic · after Recall"."""
        return f"{self.reason} · {self.place}"

    def to_json(self) -> dict[str, Any]:
        """Return the item as a JSON object; `chapter` only where there are chapters."""
        data = {
            "id": self.concept.id,
            "name": self.concept.name,
            "kind": self.concept.kind,
            "reason": self.reason,
            "place": self.place,
            "summary": self.concept.summary,
            "background": self.concept.background,
            "source": self.concept.citation,
            "minutes": self.minutes,
        }
        return data | ({"chapter": self.chapter} if self.chapter else {})


@dataclass(frozen=True, slots=True)
class StudyList:
    """Items in learning order.

    Attributes:
        topic: the topic as it was asked for.
        reading: how the topic was understood, in words.
        items: the items, first to learn first.
        circles: names of the items that build on one another, circle by circle.
    """

    topic: str
    reading: str
    items: tuple[StudyItem, ...]
    circles: tuple[tuple[str, ...], ...] = ()

    @property
    def minutes(self) -> int:
        """Minutes to learn all items."""
        return sum(item.minutes for item in self.items)

    def to_json(self) -> dict[str, Any]:
        """Return the list as a JSON object, without circles."""
        return {
            "topic": self.topic,
            "reading": self.reading,
            "items": [item.to_json() for item in self.items],
        }
