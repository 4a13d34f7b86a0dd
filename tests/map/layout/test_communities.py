from __future__ import annotations

from kg.map.layout import Community, find_communities
from kg.store import Key
from tests.map.layout.shapes import edge


def test_communities_come_largest_first_with_their_hubs() -> None:
    edges = [
        *(edge(1, k) for k in (2, 3, 4, 5)),
        edge(2, 5),
        edge(3, 4),
        edge(6, 7),
        edge(7, 8),
        edge(5, 6),
        edge(9, 10),
    ]
    assert find_communities([Key(k) for k in range(1, 11)], edges, lambda _: 1.0) == (
        Community(Key(1), (Key(1), Key(2), Key(3), Key(4), Key(5))),
        Community(Key(7), (Key(6), Key(7), Key(8))),
    )


def test_edges_of_no_weight_make_no_community() -> None:
    assert find_communities([Key(1), Key(2), Key(3)], [edge(1, 2), edge(2, 3)], lambda _: 0.0) == ()
