from __future__ import annotations

from datetime import timedelta

from icalendar import Calendar  # noqa: TID251 - reads back what was written

from kg.export.calendar_file import as_calendar
from kg.learn.quiz.study_plan import StudyPlan, make_plan
from kg.learn.study import study_list
from kg.store import Store
from tests.learn.quiz.plans import FIRST, NOW, listing


def read(plan: StudyPlan) -> list[dict[str, str]]:
    events = Calendar.from_ical(as_calendar(plan, "deck", NOW)).walk("VEVENT")
    return [
        {name: str(event[name]) for name in ("uid", "summary", "description")} for event in events
    ]


def test_a_calendar_has_an_event_for_each_day_with_a_stable_identifier(store: Store) -> None:
    listed = study_list("metrics", store)
    plan = make_plan(listed, FIRST, FIRST + timedelta(days=20), 20)
    events = read(plan)
    assert len(events) == len(plan.days)
    assert len({event["uid"] for event in events}) == len(events)
    assert read(plan) == events
    (first, *_) = plan.days[0].learn
    start = f"Study ({plan.days[0].minutes} min): {first.concept.name}"
    assert events[0]["summary"].startswith(start)
    learnt = f"Learn {first.concept.name} ({first.minutes} min)\n  {first.concept.definition}"
    assert events[0]["description"].startswith(learnt)
    other = as_calendar(plan, "another deck", NOW)
    assert events[0]["uid"] not in other


def test_names_with_line_breaks_do_not_break_the_calendar() -> None:
    listed = listing([1], "a\r\nBEGIN:VALARM\r\n;,\\:é")
    (event, *_) = read(make_plan(listed, FIRST, FIRST, 5))
    assert "BEGIN:VALARM" in event["summary"]
    text = as_calendar(make_plan(listed, FIRST, FIRST, 5), "deck", NOW)
    assert "\nBEGIN:VALARM" not in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
