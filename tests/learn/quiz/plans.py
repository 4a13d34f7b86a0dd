"""Study lists to plan, and the days of the plans."""

from __future__ import annotations

from datetime import UTC, datetime

from kg.learn.study import StudyItem, StudyList
from kg.model.graph import Concept, ConceptId

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
FIRST = NOW.date()


def listing(minutes: list[int], name: str = "c") -> StudyList:
    concepts = [Concept(ConceptId(f"{name}{n}"), f"{name} {n}", "k") for n in range(len(minutes))]
    items = (StudyItem(c, "why", "place", m) for c, m in zip(concepts, minutes, strict=True))
    return StudyList("topic", "topic", tuple(items))
