from __future__ import annotations

import pytest

from kg.learn.study.chapters import study_all
from kg.learn.study.next_steps import ready_next
from kg.learn.study.prerequisites import find_dependents, find_prerequisites, has_learning_order
from kg.learn.study.study_list import study_list
from tests.samples import all_keys, make_store

PHYSICS = {
    "Velocity": "The speed of a body together with its direction.",
    "Speed": "How far a body moves in a unit of time.",
    "Acceleration": "How quickly the velocity of a body changes.",
    "Angular acceleration": "How quickly a turning becomes faster.",
    "Yin": "The opposite of yang.",
    "Yang": "The opposite of yin.",
}
"""Cards without edges; no text of one mentions another by any form but those meant."""


@pytest.mark.parametrize(
    ("name", "bases"),
    [
        ("Velocity", ["Speed"]),
        ("Acceleration", ["Velocity"]),
        ("Angular acceleration", ["Acceleration"]),
        ("Speed", []),
        ("Yin", []),
        ("Yang", []),
    ],
)
def test_without_edges_prerequisites_are_inferred_from_text(name: str, bases: list[str]) -> None:
    with make_store(PHYSICS, summaries=PHYSICS) as store:
        assert not has_learning_order(store)
        key = store.key_named(name)
        assert key is not None
        (found,) = find_prerequisites(store, [key]).values()
        assert {store.concept(base).name for base in found} == set(bases)
        dependents = find_dependents(store, store.keys())
        assert all((key in dependents[base]) == (base in found) for base in all_keys(store))


def test_a_deck_without_edges_has_study_lists() -> None:
    with make_store(PHYSICS, summaries=PHYSICS) as store:
        listed = study_list("acceleration", store)
        assert [(item.concept.name, item.reason, item.place) for item in listed.items] == [
            ("Speed", "Velocity mentions it", "no prerequisites in this list"),
            ("Velocity", "Acceleration mentions it", "after Speed"),
            ("Acceleration", "the topic", "after Velocity"),
        ]
        near = study_list("acceleration", store, depth=1).items
        assert [item.concept.name for item in near] == ["Velocity", "Acceleration"]
        assert len(study_list("acceleration", store, 1).items) == 1


def test_a_deck_without_edges_has_a_learning_order() -> None:
    with make_store(PHYSICS, summaries=PHYSICS) as store:
        order = [item.concept.name for item in study_all(store).items]
        wanted = ["Speed", "Velocity", "Acceleration", "Angular acceleration"]
        assert [name for name in order if name in wanted] == wanted
        assert ready_next(store)[0].concept.name == "Speed"
