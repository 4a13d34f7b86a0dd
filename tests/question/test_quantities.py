from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.question.quantities import find_quantities, unit_of


@pytest.mark.parametrize(
    ("text", "sizes"),
    [
        ("1500 MB each", [("data", 1.5e9)]),
        ("0.5 GB and a third of an hour", [("data", 5e8), ("time", 1200.0)]),
        ("half an hour", [("time", 1800.0)]),
        ("up to one hour", [("time", 3600.0)]),
        ("250,000 KB", [("data", 2.5e8)]),
        ("1,5 GB", [("data", 1.5e9)]),
        ("an r squared of 0.97?", [("", 0.97)]),
        ("a model of a house", []),
        ("F1 for 3 classes", [("", 1.0), ("", 3.0)]),
        ("75 minutes, 20 %", [("time", 4500.0), ("share", 0.2)]),
    ],
)
def test_numbers_with_their_units(text: str, sizes: list[tuple[str, float]]) -> None:
    found = find_quantities(text)
    assert [quantity.dimension for quantity in found] == [dimension for dimension, _ in sizes]
    assert [quantity.size for quantity in found] == pytest.approx([size for _, size in sizes])


def test_words_that_are_no_units() -> None:
    assert unit_of("apples") is None
    assert unit_of("Minutes") == ("time", 60.0)


@given(st.text(max_size=60))
def test_any_text_has_numbers_or_none(text: str) -> None:
    for quantity in find_quantities(text):
        assert quantity.number >= 0


@given(st.integers(0, 10**9), st.sampled_from(["GB", "minutes", "kg", "cm"]))
def test_a_number_before_a_unit_is_found(number: int, unit: str) -> None:
    (quantity,) = find_quantities(f"it takes {number:,} {unit} at most")
    assert (quantity.number, quantity.unit) == (number, unit)
