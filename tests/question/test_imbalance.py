from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.question.imbalance import MIN_SHARE, speaks_of_imbalance


@pytest.mark.parametrize(
    "text",
    [
        "98 % of our customers stay",
        "0.3 percent of the parts are broken",
        "of the bolts 9,990 of 10,000 are sound",
        "out of a thousand bolts, out of 1,000 only 4 fail",
        "the classes are imbalanced",
        "almost every message is harmless",
        "thefts are rare",
    ],
)
def test_texts_that_speak_of_imbalance(text: str) -> None:
    assert speaks_of_imbalance(text)


@pytest.mark.parametrize(
    "text", ["", "half of them", "60 % are cats", "12 of 20", "5 of 0", "in 1998", "which metric"]
)
def test_texts_that_do_not(text: str) -> None:
    assert not speaks_of_imbalance(text)


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_a_share_is_imbalanced_at_both_ends(part: int, whole: int) -> None:
    share = part / whole
    expected = MIN_SHARE <= share <= 1 or share <= 1 - MIN_SHARE
    assert speaks_of_imbalance(f"{part} of {whole}") == expected


@given(st.text())
def test_any_text_is_judged(text: str) -> None:
    assert speaks_of_imbalance(text) in (True, False)
