from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.learn.study.learning_order import find_circles, find_depths, learning_order
from kg.store import Key


@st.composite
def prerequisites(draw: st.DrawFn) -> dict[Key, set[Key]]:
    keys = [Key(n) for n in range(draw(st.integers(1, 9)))]
    some = st.sets(st.sampled_from(keys), max_size=3)
    return {k: draw(some) - {k} for k in keys}


def bases(before: dict[Key, set[Key]], key: Key) -> set[Key]:
    """All that a key builds on, directly or through others; itself if it is in a circle."""
    found: set[Key] = set()
    rim = set(before[key])
    while rim:
        found |= rim
        rim = {k for r in rim for k in before[r]} - found
    return found


@settings(max_examples=200)
@given(prerequisites(), st.randoms(use_true_random=False))
def test_learning_order(before: dict[Key, set[Key]], chance: random.Random) -> None:
    names = chance.sample(range(len(before)), len(before))
    ties = {k: (chance.choice([0.0, 0.5]), f"name {n}") for k, n in zip(before, names, strict=True)}
    order = learning_order(before, ties)
    assert sorted(order) == sorted(before)
    place = {k: n for n, k in enumerate(order)}
    on = {k: bases(before, k) for k in before}
    for k in before:
        assert all(place[b] < place[k] for b in on[k] if k not in on[b])
        circle = sorted(place[b] for b in on[k] if k in on[b])
        assert circle == [*range(circle[0], circle[0] + len(circle))] if circle else True
    shuffled = {k: before[k] for k in chance.sample([*before], len(before))}
    assert learning_order(shuffled, ties) == order


@pytest.mark.parametrize(
    ("before", "ranks", "expected"),
    [
        pytest.param({}, "", "", id="nothing"),
        pytest.param({"a": "b", "b": "c", "c": ""}, "abc", "cba", id="chain"),
        pytest.param({"a": "", "b": "", "c": ""}, "bca", "bca", id="rank"),
        pytest.param({"b": "", "a": "", "c": ""}, "", "abc", id="name"),
        pytest.param({"a": "b", "b": "", "c": ""}, "a", "bca", id="fewer steps up before rank"),
        pytest.param({"a": "b", "b": "a", "c": "a", "d": ""}, "", "abdc", id="circle first"),
        pytest.param({"a": "bd", "b": "a", "d": ""}, "", "dab", id="circle builds on another"),
    ],
)
def test_ties_are_settled_by_depth_rank_and_name(
    before: dict[str, str], ranks: str, expected: str
) -> None:
    ties = {Key(ord(k)): (float(-ranks.find(k)) if k in ranks else -99.0, k) for k in before}
    needed = {Key(ord(k)): {Key(ord(b)) for b in on} for k, on in before.items()}
    assert "".join(map(chr, learning_order(needed, ties))) == expected


@given(prerequisites())
def test_circles_are_concepts_that_build_on_one_another(before: dict[Key, set[Key]]) -> None:
    on = {key: bases(before, key) for key in before}
    circles = find_circles(before)
    for key in before:
        assert set(circles[key]) == {key} | {k for k in before if k in on[key] and key in on[k]}
    seen: set[Key] = set()
    for circle in dict.fromkeys(circles.values()):
        assert all(base in seen or base in circle for key in circle for base in before[key])
        seen |= set(circle)


@given(prerequisites())
def test_depth_is_the_longest_chain_of_prerequisites(before: dict[Key, set[Key]]) -> None:
    circles = find_circles(before)
    depths = find_depths(before, circles)
    for key, circle in circles.items():
        below = {base for one in circle for base in before[one]} - set(circle)
        assert depths[key] == max((depths[base] + 1 for base in below), default=0)


def test_a_chain_longer_than_the_stack_has_an_order() -> None:
    chain = [Key(n) for n in range(20_000)]
    before: dict[Key, set[Key]] = {key: {Key(key + 1)} for key in chain[:-1]} | {chain[-1]: set()}
    assert learning_order(before, dict.fromkeys(chain, (0.0, ""))) == chain[::-1]
