from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.map.layout import KindGroup, Lane, LaneContent, Placement, Size, place_lanes, place_web
from kg.map.layout.placement import SCREEN
from kg.store import Key
from tests.map.layout.shapes import is_within, overlapping


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


@pytest.mark.slow
@settings(max_examples=40)
@given(contents())
def test_lanes_are_the_same_for_the_same_content(content: LaneContent) -> None:
    assert place_lanes(content) == place_lanes(content)


@settings(max_examples=40)
@given(contents())
def test_boxes_are_high_enough_for_their_labels(content: LaneContent) -> None:
    for key, box in place_lanes(content).boxes.items():
        assert box.height >= content.heights(box.width)[key]


def test_nothing_to_place_gives_an_empty_page_with_a_size() -> None:
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
