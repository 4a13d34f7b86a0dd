from __future__ import annotations

import pytest

from kg.text.phrasing import capitalise, duration, join_list, quantity


@pytest.mark.parametrize(
    ("items", "conjunction", "expected"),
    [
        ([], "and", ""),
        (["a"], "and", "a"),
        (["a", "b"], "or", "a or b"),
        (["a", "b", "c"], "and", "a, b and c"),
    ],
)
def test_join_list(items: list[str], conjunction: str, expected: str) -> None:
    assert join_list(items, conjunction) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("", ""), ("a", "A"), ("ROC", "ROC"), ("iPhone X", "IPhone X")]
)
def test_capitalise(text: str, expected: str) -> None:
    assert capitalise(text) == expected


@pytest.mark.parametrize(
    ("number", "expected"), [(0, "0 cards"), (1, "1 card"), (2, "2 cards"), (1000, "1000 cards")]
)
def test_quantity(number: int, expected: str) -> None:
    assert quantity(number, "card") == expected


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [(0, "0 min"), (59, "59 min"), (60, "1 h"), (61, "1 h 1 min"), (1500, "25 h")],
)
def test_duration(minutes: int, expected: str) -> None:
    assert duration(minutes) == expected
