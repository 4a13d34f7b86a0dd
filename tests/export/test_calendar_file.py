from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar  # noqa: TID251 - reads back what was written

from kg.errors import UsageError
from kg.export.calendar_file import as_calendar
from kg.learn.quiz.study_plan import MINUTES_PER_REVIEW, StudyPlan, make_plan
from kg.learn.study import StudyItem, StudyList, study_all, study_list
from kg.model.graph import Concept, ConceptId
from kg.store import Store

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
FIRST = NOW.date()


def listing(minutes: list[int], name: str = "c") -> StudyList:
    concepts = [Concept(ConceptId(f"{name}{n}"), f"{name} {n}", "k") for n in range(len(minutes))]
    items = (StudyItem(c, "why", "place", m) for c, m in zip(concepts, minutes, strict=True))
    return StudyList("topic", "topic", tuple(items))


@given(st.lists(st.integers(1, 9), max_size=12), st.integers(1, 12), st.integers(0, 40))
def test_a_plan_learns_all_in_order_within_its_minutes(
    lengths: list[int], minutes: int, days: int
) -> None:
    listed = listing(lengths)
    last = FIRST + timedelta(days=days)
    try:
        plan = make_plan(listed, FIRST, last, minutes)
    except UsageError as error:
        assert "a day would do" in str(error)
        enough = int(str(error).split("reviews; ")[1].split()[0])
        assert enough > minutes or max(lengths) > minutes
        return
    assert [item for day in plan.days for item in day.learn] == list(listed.items)
    learnt: dict[str, date] = {}
    for day in plan.days:
        assert FIRST <= day.date <= last
        assert 0 < day.minutes <= minutes
        assert day.minutes == sum(i.minutes for i in day.learn) + MINUTES_PER_REVIEW * len(
            day.review
        )
        for item in day.review:
            assert learnt[item.concept.id] < day.date
        learnt |= {item.concept.id: day.date for item in day.learn}


def test_what_is_said_to_be_enough_is_enough(store: Store) -> None:
    listed, last = study_all(store), FIRST + timedelta(days=10)
    with pytest.raises(UsageError) as told:
        make_plan(listed, FIRST, last, 5)
    enough = int(str(told.value).split("reviews; ")[1].split()[0])
    assert make_plan(listed, FIRST, last, enough)
    with pytest.raises(UsageError):
        make_plan(listed, FIRST, last, enough - 1)


def test_reviews_come_ever_further_apart() -> None:
    plan = make_plan(listing([2]), FIRST, FIRST + timedelta(days=200), 5)
    days = [day.date for day in plan.days]
    gaps = [(b - a).days for a, b in pairwise(days)]
    assert len(gaps) >= 3
    assert gaps == sorted(gaps)


def read(plan: StudyPlan) -> list[dict[str, str]]:
    events = Calendar.from_ical(as_calendar(plan, "deck", NOW)).walk("VEVENT")
    return [
        {name: str(event[name]) for name in ("uid", "summary", "description")} for event in events
    ]


def test_a_calendar_has_a_day_an_event_that_stays_the_same(store: Store) -> None:
    listed = study_list("metrics", store)
    plan = make_plan(listed, FIRST, FIRST + timedelta(days=20), 20)
    events = read(plan)
    assert len(events) == len(plan.days)
    assert len({event["uid"] for event in events}) == len(events)
    assert read(plan) == events
    assert events[0]["summary"].startswith("Study (20 min): Classification, Model development, ")
    assert "Learn Recall (4 min)" in events[0]["description"]
    other = as_calendar(plan, "another deck", NOW)
    assert events[0]["uid"] not in other


def test_names_break_no_line_of_a_calendar() -> None:
    listed = listing([1], "a\r\nBEGIN:VALARM\r\n;,\\:é")
    (event, *_) = read(make_plan(listed, FIRST, FIRST, 5))
    assert "BEGIN:VALARM" in event["summary"]
    text = as_calendar(make_plan(listed, FIRST, FIRST, 5), "deck", NOW)
    assert "\nBEGIN:VALARM" not in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
