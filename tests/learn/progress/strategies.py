"""Hypothesis strategies for progress."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import strategies as st

from kg.learn.progress import Memory, Progress, Review

identifiers = st.text(min_size=1, max_size=5)
times = st.datetimes(min_value=datetime(2000, 1, 1), max_value=datetime(2100, 1, 1)).map(
    lambda time: time.replace(tzinfo=UTC)
)
numbers = st.floats(1e-9, 1e300)
steps = st.integers(0, 99)

memories = (
    st.builds(Memory, st.sampled_from([1, 3]), steps, numbers, numbers, times, times)
    | st.builds(Memory, st.just(2), st.none(), numbers, numbers, times, times)
    | st.builds(Memory, st.just(1), steps, st.none(), st.none(), times, st.none() | times)
)

progresses = st.builds(
    Progress,
    st.dictionaries(identifiers, st.sampled_from(["learning", "known"])),
    st.dictionaries(identifiers, memories),
    st.lists(
        st.builds(Review, identifiers, times, st.integers(1, 4), st.sampled_from(["type", "é"]))
    ).map(tuple),
)
