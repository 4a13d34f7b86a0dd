from __future__ import annotations

import math
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.map.layout import Box, Placement, Size, find_communities, place_web
from kg.map.layout.placement import SCREEN
from kg.store import Key, Store, StoredEdge
from tests.map.layout.shapes import edge, is_within, overlapping


def boxes_of(count: int) -> dict[Key, Size]:
    return {Key(k): Size(60 + k * 37 % 110, 23 + k % 2 * 14) for k in range(1, count + 1)}


def arrange(sizes: Mapping[Key, Size], edges: Sequence[StoredEdge]) -> Placement:
    return place_web(sizes, edges, find_communities(sizes, edges, lambda _: 0.5))


def holds(outline: Sequence[tuple[float, float]], x: float, y: float) -> bool:
    """Whether a point is in an outline that runs clockwise on the screen, or on it."""
    return all(
        (bx - ax) * (y - ay) - (by - ay) * (x - ax) >= -0.2 * math.dist((ax, ay), (bx, by))
        for (ax, ay), (bx, by) in zip(outline, [*outline[1:], outline[0]], strict=True)
    )


def corners(box: Box) -> list[tuple[float, float]]:
    return [(x, y) for x in (box.left, box.right) for y in (box.top, box.bottom)]


def apart(one: Sequence[tuple[float, float]], other: Sequence[tuple[float, float]]) -> bool:
    """Whether an edge of one of two convex outlines has all of the other beyond it."""
    return any(
        all((bx - ax) * (y - ay) - (by - ay) * (x - ax) <= 1e-6 for x, y in far)
        for near, far in ((one, other), (other, one))
        for (ax, ay), (bx, by) in zip(near, [*near[1:], near[0]], strict=True)
    )


def assert_sound(placement: Placement, sizes: Mapping[Key, Size]) -> None:
    boxes = placement.boxes
    assert {key: (box.width, box.height) for key, box in boxes.items()} == sizes
    everything = [*boxes.values(), *(hull.head for hull in placement.hulls)]
    assert not [(a, b) for a, b in combinations(everything, 2) if a.overlaps(b)]
    for one, other in combinations(placement.hulls, 2):
        assert apart(one.outline, other.outline)
    for hull in placement.hulls:
        for box in (hull.head, *(boxes[key] for key in hull.members)):
            assert all(holds(hull.outline, x, y) for x, y in corners(box))
        for key in boxes.keys() - set(hull.members):
            box = boxes[key]
            square = [(box.left, box.top), (box.right, box.top)]
            square += [(box.right, box.bottom), (box.left, box.bottom)]
            assert apart(hull.outline, square)
        assert all(0 <= x <= placement.size.width for x, _ in hull.outline)
        assert all(0 <= y <= placement.size.height for _, y in hull.outline)


@st.composite
def webs(draw: st.DrawFn) -> tuple[dict[Key, Size], list[StoredEdge]]:
    count = draw(st.integers(0, 25))
    ends = st.integers(1, count + 2)
    pairs = draw(st.lists(st.tuples(ends, ends), max_size=40))
    return boxes_of(count), [edge(a, b) for a, b in pairs]


@settings(max_examples=60, deadline=None)
@given(webs())
def test_any_web_is_sound_and_the_same_in_any_order(
    web: tuple[dict[Key, Size], list[StoredEdge]],
) -> None:
    sizes, edges = web
    placement = arrange(sizes, edges)
    assert_sound(placement, sizes)
    assert arrange(dict(reversed(sizes.items())), edges[::-1]) == placement


RING = [edge(k, k % 12 + 1) for k in range(1, 13)]


PARTS = [edge(3 * n + a, 3 * n + b) for n in range(8) for a, b in ((1, 2), (2, 3), (1, 3))]


@pytest.mark.parametrize(
    ("count", "edges", "hulls"),
    [
        pytest.param(0, [], 0, id="nothing"),
        pytest.param(1, [], 0, id="one"),
        pytest.param(2, [edge(1, 2)], 0, id="two"),
        pytest.param(40, [], 0, id="no edges"),
        pytest.param(301, [edge(1, k) for k in range(2, 302)], 1, id="a star"),
        pytest.param(26, PARTS, 8, id="parts and two loose"),
        pytest.param(3, [edge(k, k) for k in (1, 2, 3)], 0, id="edges to themselves"),
        pytest.param(3, [edge(1, 2), edge(1, 2), edge(2, 1), edge(2, 3)], 1, id="parallel edges"),
    ],
)
def test_odd_webs_are_sound(count: int, edges: list[StoredEdge], hulls: int) -> None:
    sizes = boxes_of(count)
    placement = arrange(sizes, edges)
    assert_sound(placement, sizes)
    assert len(placement.hulls) == hulls


def test_the_built_in_graph_is_sound_and_keeps_neighbours_close(store: Store) -> None:
    edges = store.edges()
    keys = store.keys()
    sizes = {key: Size(60 + key * 37 % 110, 23) for key in keys}
    parts = find_communities(sizes, edges, lambda each: store.relation(each.relation).weight)
    placement = place_web(sizes, edges, parts)
    assert_sound(placement, sizes)
    assert placement.zoom(SCREEN) >= 0.65

    def distance(a: Key, b: Key) -> float:
        return math.dist(placement.boxes[a][:2], placement.boxes[b][:2])

    near = [distance(each.subject, each.object) for each in edges if each.subject != each.object]
    every = [distance(a, b) for a, b in combinations(sizes, 2)]
    assert sum(near) / len(near) < 0.5 * sum(every) / len(every)


SCRIPT = """
from kg.map.layout import Size, place_web, find_communities
from kg.graph_files.source_files import shipped_graph
from kg.store import open_store
store = open_store(shipped_graph(), None)
sizes = {key: Size(100, 23) for key in store.keys()}
parts = find_communities(sizes, store.edges(), lambda e: store.relation(e.relation).weight)
print(place_web(sizes, store.edges(), parts))
"""


def test_a_web_does_not_depend_on_how_python_hashes() -> None:
    shown = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(shown) == 1


@st.composite
def plain_webs(draw: st.DrawFn) -> tuple[dict[Key, Size], list[StoredEdge]]:
    count = draw(st.integers(0, 25))
    sizes = {
        Key(k): Size(draw(st.integers(30, 180)), draw(st.sampled_from([23, 37, 51])))
        for k in range(1, count + 1)
    }
    # Ends beyond the last concept belong to the rest of a graph of which this is a part.
    ends = st.integers(1, count + 2)
    pairs = draw(st.lists(st.tuples(ends, ends), max_size=40))
    return sizes, [StoredEdge(Key(a), "leads to", Key(b), "") for a, b in pairs]


@given(plain_webs())
def test_a_web_places_every_concept_once_and_no_two_overlap(
    web: tuple[dict[Key, Size], list[StoredEdge]],
) -> None:
    sizes, edges = web
    placement = place_web(sizes, edges)
    assert {key: (box.width, box.height) for key, box in placement.boxes.items()} == sizes
    assert overlapping(list(placement.boxes.values())) == []
    assert all(is_within(box, placement.size) for box in placement.boxes.values())


@given(plain_webs())
def test_a_web_does_not_depend_on_the_order_it_is_given_in(
    web: tuple[dict[Key, Size], list[StoredEdge]],
) -> None:
    sizes, edges = web
    turned = place_web(dict(reversed(sizes.items())), edges[::-1])
    assert turned == place_web(sizes, edges)


def test_neighbours_in_a_web_are_closer_than_others() -> None:
    sizes = {Key(k): Size(80, 24) for k in range(1, 13)}
    ring = [StoredEdge(Key(k), "leads to", Key(k % 12 + 1), "") for k in range(1, 13)]
    boxes = place_web(sizes, ring).boxes

    def distance(a: int, b: int) -> float:
        first, second = boxes[Key(a)], boxes[Key(b)]
        return abs(first.left - second.left) + abs(first.top - second.top)

    joined = sum(distance(k, k % 12 + 1) for k in range(1, 13)) / 12
    apart = sum(distance(k, (k + 5) % 12 + 1) for k in range(1, 13)) / 12
    assert joined < apart
