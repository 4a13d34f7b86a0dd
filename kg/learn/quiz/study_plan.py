"""Plan a study list over days, with reviews when FSRS schedules them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from kg.errors import UsageError
from kg.learn.progress import STATE_REVIEW, Memory
from kg.learn.quiz.grade import GOOD
from kg.learn.quiz.review_schedule import update_memory
from kg.learn.study import StudyItem, StudyList

MINUTES_PER_REVIEW = 1
"""Minutes to review one concept. Our estimate."""

MAX_PLAN_DAYS = 3_660
"""Maximum number of days in a plan."""


@dataclass(frozen=True, slots=True)
class StudyDay:
    """One day of a plan: the items to learn and those to review, in learning order."""

    date: date
    learn: tuple[StudyItem, ...]
    review: tuple[StudyItem, ...]

    @property
    def minutes(self) -> int:
        """Minutes that the day takes."""
        return sum(item.minutes for item in self.learn) + MINUTES_PER_REVIEW * len(self.review)


@dataclass(frozen=True, slots=True)
class StudyPlan:
    """A plan for a study list.

    Attributes:
        topic: the list's topic.
        reading: how the topic was understood, in words.
        days: the days on which there is something to do, first to last.
    """

    topic: str
    reading: str
    days: tuple[StudyDay, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the plan as a JSON object; items by their identifiers."""
        return {
            "topic": self.topic,
            "reading": self.reading,
            "days": [
                {
                    "date": day.date.isoformat(),
                    "minutes": day.minutes,
                    "learn": [item.concept.id for item in day.learn],
                    "review": [item.concept.id for item in day.review],
                }
                for day in self.days
            ],
        }


def make_plan(listed: StudyList, first: date, last: date, minutes: int) -> StudyPlan:
    """Plan a study list over days.

    Each day starts with the reviews that are due, then takes the next items of the list, as many
    as fit into its minutes. Reviews are due when FSRS schedules them, assuming right answers; a
    review that does not fit moves to the next day.

    Args:
        listed: the list, in learning order.
        first: the first day.
        last: the last day, included.
        minutes: minutes for each day.

    Raises:
        UsageError: there are no days or more than `MAX_PLAN_DAYS`, or the list does not fit; the
            message then says how many minutes a day would be enough.
    """
    if not 0 <= (last - first).days < MAX_PLAN_DAYS:
        raise UsageError(f"from {first} to {last}: a plan needs 1 to {MAX_PLAN_DAYS} days")
    days = _plan_days(listed, first, last, minutes)
    if days is not None:
        return StudyPlan(listed.topic, listed.reading, days)
    enough = next(
        (m for m in range(minutes + 1, listed.minutes + 1) if _plan_days(listed, first, last, m)),
        listed.minutes,
    )
    raise UsageError(
        f"{len(listed.items)} concepts ({listed.minutes} minutes) and their reviews do not fit "
        f"into {minutes} minutes a day until {last}; allow {enough} minutes a day, or list fewer "
        "concepts with -n"
    )


def _plan_days(
    listed: StudyList, first: date, last: date, minutes: int
) -> tuple[StudyDay, ...] | None:
    """Return the days of a plan, or None if something is left to learn after the last day."""
    waiting = list(listed.items)
    memories: dict[str, Memory] = {}
    items = {item.concept.id: item for item in listed.items}
    days: list[StudyDay] = []
    for n in range((last - first).days + 1):
        today = first + timedelta(days=n)
        noon = datetime.combine(today, time(12), UTC)
        left = minutes
        due = [name for name in items if name in memories and memories[name].due <= noon]
        due.sort(key=lambda name: memories[name].due)
        # A review that does not fit waits until the next day.
        review = due[: left // MINUTES_PER_REVIEW]
        left -= MINUTES_PER_REVIEW * len(review)
        learn: list[StudyItem] = []
        while waiting and waiting[0].minutes <= left:
            learn.append(waiting.pop(0))
            left -= learn[-1].minutes
        for name in review:
            memories[name] = update_memory(memories[name], GOOD, noon)
        for item in learn:
            memories[item.concept.id] = _learn_in_one_sitting(noon)
        if learn or review:
            days.append(
                StudyDay(today, tuple(learn), tuple(i for k, i in items.items() if k in review))
            )
    return None if waiting else tuple(days)


def _learn_in_one_sitting(at: datetime) -> Memory:
    """Return the memory of a concept that was asked until FSRS put it under review."""
    memory = update_memory(None, GOOD, at)
    while memory.state != STATE_REVIEW:
        memory = update_memory(memory, GOOD, memory.due)
    return memory
