from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.map.layout import (
    Box,
    KindGroup,
    Lane,
    LaneContent,
    Placement,
    Size,
    find_stages,
    group_lanes,
    place_lanes,
    place_web,
)
from kg.map.layout.placement import SCREEN
from kg.store import Key, Store, StoredEdge


def overlapping(boxes: Sequence[Box]) -> list[tuple[Box, Box]]:
    return [(a, b) for a, b in combinations(boxes, 2) if a.overlaps(b)]


def is_within(box: Box, size: Size) -> bool:
    slack = 0.11  # webs are rounded to tenths
    return (
        box.left >= -slack
        and box.top >= -slack
        and box.right <= size.width + slack
        and box.bottom <= size.height + slack
    )


@st.composite
def contents(draw: st.DrawFn) -> LaneContent:
    lanes, groups, n = [], [], 1
    for count in draw(st.lists(st.integers(0, 12), max_size=8)):
        keys = tuple(Key(k) for k in range(n, n + count + 1))
        lanes.append(Lane(f"stage {n}", keys[0], draw(st.booleans()), keys[1:]))
        n += count + 1
    for count in draw(st.lists(st.integers(1, 12), max_size=4)):
        groups.append(KindGroup(f"group {n}", "kind", tuple(Key(k) for k in range(n, n + count))))
        n += count
    high = draw(st.lists(st.sampled_from([23.0, 37.0, 51.0]), min_size=n, max_size=n))

    def heights(width: float) -> dict[Key, float]:
        # Narrower boxes are higher, as those of text are.
        return {Key(k): high[k] * (2 if width < 130 else 1) for k in range(1, n)}

    return LaneContent(lanes, groups, "Loose", 110.0, heights)


def shown(content: LaneContent) -> list[Key]:
    lanes = [key for lane in content.lanes for key in lane.members]
    heads = [lane.stage for lane in content.lanes if lane.on_map]
    return lanes + heads + [key for group in content.groups for key in group.members]


@settings(max_examples=40)
@given(contents())
def test_lanes_place_every_concept_once_and_no_two_overlap(content: LaneContent) -> None:
    placement = place_lanes(content)
    assert sorted(placement.boxes) == sorted(shown(content))
    assert overlapping(list(placement.boxes.values())) == []


@settings(max_examples=40)
@given(contents())
def test_lanes_keep_boxes_and_headings_inside_their_panels_and_the_page(
    content: LaneContent,
) -> None:
    placement = place_lanes(content)
    assert overlapping([panel.box for panel in placement.panels]) == []
    for panel in placement.panels:
        assert is_within(panel.box, placement.size)
        texts = [heading.box for heading in panel.headings]
        assert overlapping([*texts, *placement.boxes.values()]) == []
    for lane in content.lanes:
        ground = next(panel.box for panel in placement.panels if panel.stage == lane.stage)
        for key in lane.members:
            box = placement.boxes[key]
            assert ground.left <= box.left and box.right <= ground.right + 1e-6
            assert ground.top <= box.top and box.bottom <= ground.bottom + 1e-6


@settings(max_examples=40)
@given(contents())
def test_lanes_are_the_same_for_the_same_content(content: LaneContent) -> None:
    assert place_lanes(content) == place_lanes(content)


@settings(max_examples=40)
@given(contents())
def test_boxes_are_as_high_as_their_labels_need(content: LaneContent) -> None:
    for key, box in place_lanes(content).boxes.items():
        assert box.height >= content.heights(box.width)[key]


@st.composite
def webs(draw: st.DrawFn) -> tuple[dict[Key, Size], list[StoredEdge]]:
    count = draw(st.integers(0, 25))
    sizes = {
        Key(k): Size(draw(st.integers(30, 180)), draw(st.sampled_from([23, 37, 51])))
        for k in range(1, count + 1)
    }
    # Ends beyond the last concept belong to the rest of a graph of which this is a part.
    ends = st.integers(1, count + 2)
    pairs = draw(st.lists(st.tuples(ends, ends), max_size=40))
    return sizes, [StoredEdge(Key(a), "leads to", Key(b), "") for a, b in pairs]


@given(webs())
def test_a_web_places_every_concept_once_and_no_two_overlap(
    web: tuple[dict[Key, Size], list[StoredEdge]],
) -> None:
    sizes, edges = web
    placement = place_web(sizes, edges)
    assert {key: (box.width, box.height) for key, box in placement.boxes.items()} == sizes
    assert overlapping(list(placement.boxes.values())) == []
    assert all(is_within(box, placement.size) for box in placement.boxes.values())


@given(webs())
def test_a_web_does_not_depend_on_the_order_it_is_given_in(
    web: tuple[dict[Key, Size], list[StoredEdge]],
) -> None:
    sizes, edges = web
    turned = place_web(dict(reversed(sizes.items())), edges[::-1])
    assert turned == place_web(sizes, edges)


def test_neighbours_in_a_web_stand_nearer_than_others() -> None:
    sizes = {Key(k): Size(80, 24) for k in range(1, 13)}
    ring = [StoredEdge(Key(k), "leads to", Key(k % 12 + 1), "") for k in range(1, 13)]
    boxes = place_web(sizes, ring).boxes

    def distance(a: int, b: int) -> float:
        first, second = boxes[Key(a)], boxes[Key(b)]
        return abs(first.left - second.left) + abs(first.top - second.top)

    joined = sum(distance(k, k % 12 + 1) for k in range(1, 13)) / 12
    apart = sum(distance(k, (k + 5) % 12 + 1) for k in range(1, 13)) / 12
    assert joined < apart


def test_stages_are_read_from_the_vocabulary_and_ordered_first_to_last(tiny_store: Store) -> None:
    concepts = tiny_store.concepts(tiny_store.keys())
    stages = find_stages(tiny_store.vocabulary, concepts, tiny_store.edges())
    assert stages is not None
    assert (stages.relation, stages.order, stages.kind) == ("made-by", "follows", "step")
    names = [concepts[key].name for key in stages.keys]
    assert names == ["Picking", "Withering", "Oxidation", "Steaming"]


def test_the_shipped_lifecycle_makes_seven_lanes_in_order(store: Store) -> None:
    concepts = store.concepts(store.keys())
    stages = find_stages(store.vocabulary, concepts, store.edges())
    assert stages is not None
    titles = {key: concepts[key].name for key in stages.keys}
    lanes, groups = group_lanes(stages, store.vocabulary, concepts, store.edges(), titles)
    assert [lane.title for lane in lanes][0::3] == [
        "Business goal identification",
        "Model development",
        "Model retraining",
    ]
    placed = [key for lane in lanes for key in (lane.stage, *lane.members)]
    placed += [key for group in groups for key in group.members]
    assert sorted(placed) == store.keys()


def test_a_graph_whose_order_joins_too_few_has_no_stages(tiny_store: Store) -> None:
    concepts = tiny_store.concepts(tiny_store.keys())
    edges = [edge for edge in tiny_store.edges() if edge.relation != "follows"]
    assert find_stages(tiny_store.vocabulary, concepts, edges) is None


def test_a_cycle_among_stages_still_gives_every_stage_once(tiny_store: Store) -> None:
    concepts = tiny_store.concepts(tiny_store.keys())
    steps = [key for key, concept in concepts.items() if concept.kind == "step"]
    cycle = [
        StoredEdge(a, "follows", b, "") for a, b in zip(steps, steps[1:] + steps[:1], strict=True)
    ]
    made = [edge for edge in tiny_store.edges() if edge.relation == "made-by"]
    stages = find_stages(tiny_store.vocabulary, concepts, made + cycle)
    assert stages is not None
    assert sorted(stages.keys) == steps


def test_nothing_to_place_gives_an_empty_page_of_some_size() -> None:
    placement = place_lanes(LaneContent((), (), "Loose", 100.0, lambda _: {}))
    assert placement == place_web({}, []) == Placement({}, Size(1, 1))


@pytest.mark.parametrize("lanes", [3, 7, 12])
def test_a_hundred_concepts_in_lanes_stay_readable_on_the_smallest_screen(lanes: int) -> None:
    each = 100 // lanes
    content = LaneContent(
        [
            Lane(
                f"{n}",
                Key(n * each + 1),
                True,
                tuple(Key(n * each + m) for m in range(2, each + 1)),
            )
            for n in range(lanes)
        ],
        (),
        "Loose",
        114.0,
        lambda _: {Key(k): 37.0 for k in range(1, 101)},
    )
    assert place_lanes(content).zoom(SCREEN) >= 0.93
