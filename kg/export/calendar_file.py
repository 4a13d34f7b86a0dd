"""Write a study plan as an iCalendar file (RFC 5545); the only module that imports icalendar."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from kg.export.terminal import printable
from kg.learn.quiz.study_plan import StudyDay, StudyPlan
from kg.system.extras import require_extra
from kg.text.phrasing import quantity
from kg.version import __version__

MAX_TITLE_NAMES = 3
"""Maximum number of concepts to learn that the title of a day names."""


def as_calendar(plan: StudyPlan, graph: str, now: datetime) -> str:
    """Return a plan as an iCalendar text with one all-day event for each day.

    An event's identifier depends on the graph, the topic and the day, so importing a new plan
    replaces the events of an earlier one.

    Args:
        plan: the plan.
        graph: the identifier of the graph.
        now: time of creation, in UTC.

    Raises:
        UsageError: icalendar is not installed.
    """
    with require_extra("icalendar", "calendar"):
        from icalendar import Calendar, Event  # noqa: TID251 - this is its home

    calendar = Calendar()
    calendar.add("prodid", f"-//deckgraph//kg {__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"Study {printable(plan.topic)}")
    for day in plan.days:
        event = Event()
        name = hashlib.sha256(f"{graph}\n{plan.topic}\n{day.date}".encode("utf-8", "replace"))
        event.add("uid", f"{name.hexdigest()[:32]}@deckgraph")
        event.add("dtstamp", now.replace(microsecond=0))
        event.add("dtstart", day.date)
        event.add("dtend", day.date + timedelta(days=1))
        event.add("summary", _title(day))
        event.add("description", _description(day))
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return str(calendar.to_ical().decode("utf-8"))


def _title(day: StudyDay) -> str:
    names = [printable(item.concept.name) for item in day.learn[:MAX_TITLE_NAMES]]
    if len(day.learn) > MAX_TITLE_NAMES:
        names.append(f"{len(day.learn) - MAX_TITLE_NAMES} more")
    if day.review:
        names.append(quantity(len(day.review), "review"))
    return f"Study ({day.minutes} min): {', '.join(names)}"


def _description(day: StudyDay) -> str:
    lines = []
    for item in day.learn:
        lines.append(f"Learn {printable(item.concept.name)} ({item.minutes} min)")
        if item.concept.definition:
            lines.append(f"  {printable(item.concept.definition)}")
    lines += [f"Review {printable(item.concept.name)}" for item in day.review]
    return "\n".join(lines)
