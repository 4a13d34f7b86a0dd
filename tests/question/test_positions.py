from __future__ import annotations

import pytest

from kg.question import understand
from kg.question.position_patterns import PositionQuestion
from kg.question.positions import read_positions
from kg.store import Store


def read(question: str, store: Store) -> list[PositionQuestion]:
    return list(read_positions(understand(question, store), store))


@pytest.mark.parametrize(
    ("question", "form", "places"),
    [
        ("the third stage", "at", (3,)),
        ("the 12th stage", "at", (12,)),
        ("the 23rd stage", "at", (23,)),
        ("second to last stage", "at", (-2,)),
        ("second last stage", "at", (-2,)),
        ("third from the end of the stages", "at", (-3,)),
        ("the last but three stages", "at", (-4,)),
        ("one before last stage", "at", (-2,)),
        ("antepenultimate stage", "at", (-3,)),
        ("last two stages", "at", (-2, -1)),
        ("first two stages from the end", "at", (-2, -1)),
        ("stages 2-4", "at", (2, 3, 4)),
        ("the middle of five stages", "middle", (5,)),
        ("which stage is two before training", "relative", (-2,)),
        ("two stages after training", "relative", (2,)),
        ("the stage after the stage after training", "relative", (2,)),
        ("which stage comes two after the one before training", "relative", (1,)),
        ("which is earlier, training or tuning", "choose", (1,)),
        ("which is later, training or tuning", "choose", (-1,)),
    ],
)
def test_forms(question: str, form: str, places: tuple[int, ...], store: Store) -> None:
    found = read(question, store)
    assert [(q.form, q.places) for q in found[:1]] == [(form, places)]


def test_a_set_and_a_place(store: Store) -> None:
    (several,) = read("which two stages come after training", store)
    (one,) = read("which stage is two after training", store)
    assert (several.is_set, several.limit, several.places) == (True, 2, (1,))
    assert (one.is_set, one.limit, one.places) == (False, 0, (2,))


def test_what_names_the_whole_is_no_anchor(store: Store) -> None:
    first = read("which step of model development comes before tuning", store)[0]
    assert [mention.text for mention in first.scopes] == ["model development"]
    assert [a.mention.text for a in first.anchors if a.mention] == ["tuning"]


def test_a_relative_clause_means_the_member_around(store: Store) -> None:
    (question,) = read("what comes before the stage in which evaluation is done", store)
    assert [(a.is_inside, a.kinds[:1]) for a in question.anchors] == [(True, ("stage",))]


@pytest.mark.parametrize(
    "question",
    [
        "",
        "the first stages",
        "a b c",
        "the first user waits",
        "which stage is not last",
        "between",
        "1 2 3",
    ],
)
def test_no_position(question: str, store: Store) -> None:
    assert read(question, store) == []
