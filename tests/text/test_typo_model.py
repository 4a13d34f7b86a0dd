from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.typo_model import typo_cost


@pytest.mark.parametrize(
    ("typed", "likelier", "other"),
    [
        pytest.param("sclp", "scalp", "salp", id="a letter left out rather than a wrong one"),
        pytest.param("pnuter", "punter", "pouter", id="letters swapped rather than a wrong one"),
        pytest.param("lorenn", "loren", "lorenz", id="a letter doubled rather than a wrong one"),
        pytest.param("ajron", "akron", "aaron", id="an adjacent key rather than another"),
        pytest.param("houe", "house", "hove", id="a common word rather than a rare one"),
        pytest.param("poste boy", "poster boy", "post boy", id="of several words, one"),
        pytest.param("blackbird", "black bird", "blackbind", id="a space left out"),
        pytest.param("tuans", "tunes", "tan", id="of several errors, not the shorter"),
    ],
)
def test_one_typo_costs_less_than_another(typed: str, likelier: str, other: str) -> None:
    assert typo_cost(typed, likelier) < typo_cost(typed, other)


def test_all_wrong_digits_cost_the_same() -> None:
    assert typo_cost("1989", "1988") == typo_cost("1989", "1987")


LETTERS = st.text("abk ", max_size=6)


@given(LETTERS, LETTERS)
def test_any_two_texts_can_be_compared(typed: str, meant: str) -> None:
    assert -20 < typo_cost(typed, meant) < 20
