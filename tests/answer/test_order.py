from __future__ import annotations

import pytest

from kg.answer.strategies.order import depths, find_lines, flat, walk
from kg.model.attributes import Status
from kg.store import Key, StoredEdge


def edge(earlier: int, later: int, status: Status = "stated") -> StoredEdge:
    return StoredEdge(Key(later), "follows", Key(earlier), "", status)


def members(*edges: StoredEdge) -> list[tuple[int, ...]]:
    everything = {Key(n) for n in range(20)}
    return [tuple(line.members) for line in find_lines(edges, everything)]


def test_lines_are_the_longest_of_each_sequence() -> None:
    assert members(edge(1, 2), edge(2, 3), edge(1, 4), edge(7, 8)) == [(1, 2, 3), (7, 8)]


def test_a_line_has_its_edges_in_order() -> None:
    edges = [edge(2, 3), edge(1, 2)]
    assert find_lines(edges, {Key(1), Key(2), Key(3)})[0].edges == (edge(1, 2), edge(2, 3))


def test_other_concepts_are_no_members() -> None:
    line = find_lines([edge(1, 2), edge(2, 3)], {Key(1), Key(2)})[0]
    assert line.members == (1, 2)


def test_what_is_beyond_the_deck_makes_a_line_longer() -> None:
    assert members(edge(1, 2), edge(2, 3, "background")) == [(1, 2, 3)]


def test_what_is_beyond_the_deck_replaces_nothing() -> None:
    aside = [edge(1, 4, "background"), edge(4, 5, "background"), edge(5, 6, "background")]
    assert members(edge(1, 2), edge(2, 3), *aside) == [(1, 2, 3)]


@pytest.mark.parametrize(
    ("edges", "expected"),
    [
        ([], {}),
        ([edge(1, 2), edge(2, 3), edge(1, 3)], {1: 0, 2: 1, 3: 2}),
        ([edge(1, 2), edge(2, 1)], {}),
        ([edge(1, 2), edge(2, 3), edge(3, 2)], {1: 0}),
    ],
)
def test_depths(edges: list[StoredEdge], expected: dict[int, int]) -> None:
    assert depths(edges) == expected


def test_a_long_line_is_no_recursion() -> None:
    edges = [edge(n, n + 1) for n in range(3000)]
    assert depths(edges)[Key(3000)] == 3000


def test_walks_go_both_ways_and_never_round() -> None:
    edges = [edge(1, 2), edge(2, 3), edge(3, 1), edge(2, 4)]
    assert [set(level) for level in walk(edges, Key(1), is_later=True)] == [{2}, {3, 4}]
    assert list(flat(walk(edges, Key(4), is_later=False))) == [2, 1, 3]
