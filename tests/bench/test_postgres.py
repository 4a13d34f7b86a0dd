from __future__ import annotations

from tests.bench.postgres import Asked, difference_lines, result_lines

RUNS = {
    "names": [
        Asked("tea", ("definition", "Tea"), ("definition", "Tea"), 1.0, 2.0, ""),
        Asked("tae", ("definition", "Tea"), ("none", None), 3.0, 4.0, "a reason"),
    ]
}


def test_a_row_counts_what_is_the_same() -> None:
    *_, row = result_lines(RUNS)
    assert row == "| names | 2 | 1 | 0.5000 | 3.0 / 3.0 | 4.0 / 4.0 |"


def test_each_difference_has_its_reason() -> None:
    first, *_, row = difference_lines(RUNS)
    assert first == "Differences: 1 × a reason."
    assert row == "| names | tae | definition, Tea | none, None | a reason |"
    assert list(difference_lines({"names": RUNS["names"][:1]})) == ["No differences."]


def test_a_long_question_is_not_printed_whole() -> None:
    long = "why " * 60
    *_, row = difference_lines({"exam": [Asked(long, 1, 2, 1.0, 1.0, "a reason")]})
    assert long.strip() not in row
    assert "why why" in row
