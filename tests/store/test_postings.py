from __future__ import annotations

from array import array
from collections.abc import Collection

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.store.postings import (
    MAX_POSTINGS_READ,
    MIN_STEMS_READ,
    PART_SIZE,
    Slice,
    idf,
    impact,
    list_number,
    pack,
    plan_slices,
    row_numbers,
    score,
    top_k,
    unpack,
)

Table = dict[int, tuple[int, bytes]]

LISTS = st.dictionaries(st.integers(1, 2**32 - 1), st.integers(1, 255), min_size=1, max_size=40)


def table_of(lists: dict[int, dict[int, int]]) -> Table:
    """Return the rows of `posting` for lists of impacts by key."""
    rows: Table = {}
    for number, impacts in lists.items():
        keys = sorted(impacts)
        for n, size, data in pack(number, array("I", keys), bytes(impacts[k] for k in keys)):
            assert n not in rows
            rows[n] = size, data
    return rows


@given(LISTS)
def test_unpacking_reverses_packing(impacts: dict[int, int]) -> None:
    (row,) = table_of({7: impacts}).values()
    keys, found = unpack(*row)
    assert dict(zip(keys, found, strict=True)) == impacts
    assert list(keys) == sorted(keys)


@pytest.mark.parametrize("size", [1, PART_SIZE - 1, PART_SIZE, PART_SIZE + 1, 3 * PART_SIZE])
def test_a_long_list_is_split_into_parts_of_falling_impact(size: int) -> None:
    impacts = {key: 1 + (key * 37) % 255 for key in range(1, size + 1)}
    rows = table_of({3: impacts})
    assert list(rows) == list(row_numbers(Slice(3, -(-size // PART_SIZE), 1.0)))
    read = [pair for row in rows.values() for pair in zip(*unpack(*row), strict=True)]
    assert dict(read) == impacts
    if size > PART_SIZE:
        assert read == sorted(read, key=lambda pair: (-pair[1], pair[0]))


@given(st.lists(LISTS, min_size=1, max_size=4))
def test_scores_are_sums_of_idf_times_impact(lists: list[dict[int, int]]) -> None:
    rows = table_of({list_number(n, of_names=False): some for n, some in enumerate(lists)})
    wanted = plan_slices({n: len(some) for n, some in enumerate(lists)}, 1_000)

    def read(numbers: Collection[int]) -> Table:
        return {n: rows[n] for n in numbers}

    slow: dict[int, float] = {}
    for some in lists:
        for key, i in some.items():
            slow[key] = slow.get(key, 0.0) + idf(len(some), 1_000) * i
    found = score(wanted, read)
    assert found == pytest.approx(slow)
    assert top_k(found, 5) == top_k(found, 99)[:5]
    scores = [found[key] for key in top_k(found, 99)]
    assert scores == sorted(scores, reverse=True)


@given(st.dictionaries(st.integers(1, 99), st.integers(1, 50 * MAX_POSTINGS_READ), max_size=12))
def test_rare_stems_are_read_whole_and_frequent_ones_in_part(frequencies: dict[int, int]) -> None:
    found = plan_slices(frequencies, 100 * MAX_POSTINGS_READ)
    order = sorted(frequencies, key=lambda stem: (frequencies[stem], stem))
    assert [slice_.number for slice_ in found] == [
        list_number(stem, of_names=False) for stem in order[: len(found)]
    ]
    assert len(found) >= min(MIN_STEMS_READ, len(frequencies))
    assert len(found) == len(frequencies) or sum(frequencies.values()) > MAX_POSTINGS_READ
    assert [s.idf for s in found] == sorted((s.idf for s in found), reverse=True)
    assert all(slice_.parts >= 1 for slice_ in found)
    most = MAX_POSTINGS_READ + PART_SIZE * (1 + len(frequencies))
    assert sum(slice_.parts * PART_SIZE for slice_ in found) <= most


def test_equal_scores_come_by_key() -> None:
    assert top_k({3: 1.0, 1: 1.0, 2: 2.0}, 2) == [2, 1]
    assert top_k({}, 5) == []


@given(st.floats(0.5, 100), st.floats(0.01, 30))
def test_impact_grows_with_frequency_and_falls_with_length(frequency: float, length: float) -> None:
    this = impact(frequency, length)
    assert 1 <= this <= 255
    assert impact(frequency + 1, length) >= this >= impact(frequency, length + 1)


def test_idf_falls_to_nearly_nothing_for_stems_of_half_of_all() -> None:
    assert idf(1, 1_000) > idf(400, 1_000) > idf(600, 1_000) > 0
