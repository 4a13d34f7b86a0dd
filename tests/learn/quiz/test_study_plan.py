from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.learn.quiz.study_plan import MINUTES_PER_REVIEW, make_plan
from kg.learn.study import study_all
from kg.store import Store
from tests.learn.quiz.plans import FIRST, listing


def suggested_minutes(error: UsageError) -> int:
    match = re.search(r"do not fit .*; allow (\d+) minutes a day, or list fewer", str(error))
    assert match is not None
    return int(match[1])


@given(st.lists(st.integers(1, 9), max_size=12), st.integers(1, 12), st.integers(0, 40))
def test_a_plan_has_all_items_in_order_within_its_minutes(
    lengths: list[int], minutes: int, days: int
) -> None:
    listed = listing(lengths)
    last = FIRST + timedelta(days=days)
    try:
        plan = make_plan(listed, FIRST, last, minutes)
    except UsageError as error:
        enough = suggested_minutes(error)
        assert enough > minutes or max(lengths) > minutes
        return
    assert [item for day in plan.days for item in day.learn] == list(listed.items)
    learn_day: dict[str, date] = {}
    for day in plan.days:
        assert FIRST <= day.date <= last
        assert 0 < day.minutes <= minutes
        assert day.minutes == sum(i.minutes for i in day.learn) + MINUTES_PER_REVIEW * len(
            day.review
        )
        for item in day.review:
            assert learn_day[item.concept.id] < day.date
        learn_day |= {item.concept.id: day.date for item in day.learn}


def test_the_suggested_minutes_are_enough_and_one_less_is_not(store: Store) -> None:
    listed, last = study_all(store), FIRST + timedelta(days=10)
    with pytest.raises(UsageError) as raised:
        make_plan(listed, FIRST, last, 5)
    enough = suggested_minutes(raised.value)
    assert make_plan(listed, FIRST, last, enough)
    with pytest.raises(UsageError):
        make_plan(listed, FIRST, last, enough - 1)


def test_reviews_get_further_apart() -> None:
    plan = make_plan(listing([2]), FIRST, FIRST + timedelta(days=200), 5)
    days = [day.date for day in plan.days]
    gaps = [(b - a).days for a, b in pairwise(days)]
    assert len(gaps) >= 3
    assert gaps == sorted(gaps)
