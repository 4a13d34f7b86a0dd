from __future__ import annotations

import pytest

from kg.map.labels import FONT_SIZE, LINE_HEIGHT, measure, wrap


@pytest.mark.parametrize(
    ("name", "width", "lines"),
    [
        ("Data quality", 200, ("Data quality",)),
        ("SageMaker Feature Store", 90, ("SageMaker", "Feature Store")),
        ("On-schedule monitoring", 80, ("On-schedule", "monitoring")),
        ("  odd \n spaces ", 200, ("odd spaces",)),
        ("", 100, ("",)),
    ],
)
def test_labels_break_at_spaces(name: str, width: float, lines: tuple[str, ...]) -> None:
    assert wrap(name, width, 3).lines == lines


def test_long_labels_end_in_an_ellipsis_and_are_not_complete() -> None:
    label = wrap("word " * 50, 100, 3)
    assert not label.complete
    assert len(label.lines) == 3
    assert label.lines[-1].endswith("…")
    assert all(measure(line) <= 100 for line in label.lines)


def test_a_word_wider_than_the_box_is_broken() -> None:
    label = wrap("x" * 40, 100, 10)
    assert label.complete
    assert "".join(label.lines) == "x" * 40
    assert len(label.lines) > 1


def test_lines_are_at_least_as_high_as_their_letters() -> None:
    assert LINE_HEIGHT >= FONT_SIZE
