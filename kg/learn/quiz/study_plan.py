"""Plan: a study list spread over days, with reviews at the times when they help most."""

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
"""Minutes that it takes to be asked about a concept once more. Our estimate."""

MAX_PLAN_DAYS = 3_660
"""Days of a plan at most."""


@dataclass(frozen=True, slots=True)
class StudyDay:
    """What to learn and what to review on a day, in learning order, and how long both take."""

    date: date
    learn: tuple[StudyItem, ...]
    review: tuple[StudyItem, ...]

    @property
    def minutes(self) -> int:
        """How long the day takes."""
        return sum(item.minutes for item in self.learn) + MINUTES_PER_REVIEW * len(self.review)


@dataclass(frozen=True, slots=True)
class StudyPlan:
    """The days of a plan on which there is something to do, first to last."""

    topic: str
    interpretation: str
    days: tuple[StudyDay, ...]

    def to_json(self) -> dict[str, Any]:
        """The plan as a JSON object."""
        return {
            "topic": self.topic,
            "interpretation": self.interpretation,
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
    """Spread a study list over days.

    Each day begins with the reviews that are due and goes on with what comes next in the list, as
    much as its minutes hold. A review is due when FSRS says so, if every answer is right; one for
    which a day has no room moves to the next.

    Args:
        listed: the list, in learning order.
        first: the first day.
        last: the last day, included.
        minutes: how many minutes a day has.

    Raises:
        UsageError: the list does not fit; the message says what would.
    """
    if not 0 <= (last - first).days < MAX_PLAN_DAYS:
        raise UsageError(
            f"a plan from {first} until {last} has no days, or more than {MAX_PLAN_DAYS}"
        )
    found = _spread(listed, first, last, minutes)
    if found is not None:
        return StudyPlan(listed.topic, listed.interpretation, found)
    enough = next(
        (m for m in range(minutes + 1, listed.minutes + 1) if _spread(listed, first, last, m)),
        listed.minutes,
    )
    raise UsageError(
        f"{len(listed.items)} concepts of {listed.minutes} minutes do not fit until {last} in "
        f"{minutes} minutes a day with their reviews; {enough} a day would do, or fewer with -n"
    )


def _spread(
    listed: StudyList, first: date, last: date, minutes: int
) -> tuple[StudyDay, ...] | None:
    """The days of a plan, or None when something is left to learn after the last."""
    waiting = list(listed.items)
    memories: dict[str, Memory] = {}
    place = {item.concept.id: item for item in listed.items}
    days: list[StudyDay] = []
    for n in range((last - first).days + 1):
        today = first + timedelta(days=n)
        noon = datetime.combine(today, time(12), UTC)
        left = minutes
        due = [name for name in place if name in memories and memories[name].due <= noon]
        due.sort(key=lambda name: memories[name].due)
        # What is reviewed late can wait; what is never learnt can't.
        review = due[: left // MINUTES_PER_REVIEW]
        left -= MINUTES_PER_REVIEW * len(review)
        learn: list[StudyItem] = []
        while waiting and waiting[0].minutes <= left:
            learn.append(waiting.pop(0))
            left -= learn[-1].minutes
        for name in review:
            memories[name] = update_memory(memories[name], GOOD, noon)
        for item in learn:
            memories[item.concept.id] = _learn(noon)
        if learn or review:
            days.append(
                StudyDay(today, tuple(learn), tuple(i for k, i in place.items() if k in review))
            )
    return None if waiting else tuple(days)


def _learn(at: datetime) -> Memory:
    """A concept learnt in one sitting: asked until it is under review, as FSRS has it."""
    memory = update_memory(None, GOOD, at)
    while memory.state != STATE_REVIEW:
        memory = update_memory(memory, GOOD, memory.due)
    return memory
