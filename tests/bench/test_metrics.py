import random

import pytest

from tests.bench.metrics import (
    Bin,
    bootstrap,
    calibration_error,
    deciles,
    is_hit,
    reciprocal_rank,
    set_f1,
    share,
)


@pytest.mark.parametrize(
    ("names", "gold", "hit", "reciprocal"),
    [
        pytest.param(["a", "b"], ["a"], True, 1.0, id="first"),
        pytest.param(["a", "b", "c"], ["c"], False, 1 / 3, id="third"),
        pytest.param(["a", "b", "c"], ["c", "b"], False, 1 / 2, id="the-first-of-several"),
        pytest.param(["a"], ["b"], False, 0.0, id="absent"),
        pytest.param([], ["b"], False, 0.0, id="refused"),
    ],
)
def test_place_of_the_right_name(
    names: list[str], gold: list[str], hit: bool, reciprocal: float
) -> None:
    assert is_hit(names, gold) is hit
    assert reciprocal_rank(names, gold) == reciprocal


@pytest.mark.parametrize(
    ("names", "gold", "expected"),
    [
        pytest.param("ab", "ba", 1.0, id="order-does-not-matter"),
        pytest.param("aab", "ab", 1.0, id="nor-do-repeats"),
        pytest.param("abcd", "ab", 2 / 3, id="half-precision"),
        pytest.param("a", "ab", 2 / 3, id="half-recall"),
        pytest.param("c", "ab", 0.0, id="apart"),
        pytest.param("", "ab", 0.0, id="refused"),
        pytest.param("", "", 1.0, id="both-empty"),
    ],
)
def test_set_f1(names: str, gold: str, expected: float) -> None:
    assert set_f1(names, gold) == pytest.approx(expected)


def test_interval_holds_the_mean_and_narrows_with_more_questions() -> None:
    few, many = bootstrap([1, 1, 1, 0] * 5), bootstrap([1, 1, 1, 0] * 500)
    assert few.mean == many.mean == 0.75
    assert few.low < many.low < 0.75 < many.high < few.high
    assert 0.5 < few.low < 0.6
    assert few == bootstrap([1, 1, 1, 0] * 5)


def test_interval_covers_the_truth_about_as_often_as_it_says() -> None:
    draw = random.Random(1)
    figures = [bootstrap([draw.random() < 0.7 for _ in range(60)]) for _ in range(100)]
    assert 88 <= sum(f.low <= 0.7 <= f.high for f in figures) <= 99


def test_figures_in_print() -> None:
    assert [share(0.974), share(1), share(0)] == [".97", "1.00", ".00"]
    assert str(bootstrap([1, 1])) == "1.00 [1.00, 1.00] (n=2)"
    assert str(bootstrap([])) == "no questions"


def test_deciles_cut_at_tenths() -> None:
    bins = deciles([(0.1 + 0.2, True), (0.39, False), (0.29, True), (1.0, True), (0.95, True)])
    assert [(b.low, b.n, b.right) for b in bins] == [(0.2, 1, 1), (0.3, 2, 0.5), (0.9, 2, 1)]


def test_calibration_error_weighs_by_count() -> None:
    assert calibration_error([Bin(0.9, 3, 0.9, 0.9), Bin(0.5, 1, 0.5, 0.1)]) == pytest.approx(0.1)
    assert calibration_error([]) == 0.0
