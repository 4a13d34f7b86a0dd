from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.learn.study.chapters import study_all
from kg.learn.study.learning_order import find_circles
from kg.learn.study.next_steps import ready_next, unlocked_by
from kg.learn.study.prerequisites import (
    prerequisites_among,
    find_dependents,
    find_prerequisites,
    has_learning_order,
)
from kg.learn.study.study_list import study_list
from kg.model.graph import Graph
from kg.store import Key, Store
from tests.export.samples import make_store
from tests.graphs import compiled, graphs


def every_key(store: Store) -> list[Key]:
    return store.keys()


def slow_prerequisites(store: Store) -> dict[Key, set[Key]]:
    """What each concept builds on, edge by edge, by the relations' own word."""
    found: dict[Key, set[Key]] = {key: set() for key in every_key(store)}
    for edge in store.edges():
        learn = store.relation(edge.relation).learn
        if learn != "neither" and edge.subject != edge.object:
            then, first = (
                (edge.subject, edge.object) if learn == "object" else (edge.object, edge.subject)
            )
            found[then].add(first)
    return found


def closure(before: Mapping[Key, set[Key]]) -> dict[Key, set[Key]]:
    """What each concept builds on, directly or through others."""
    found = {key: set(bases) for key, bases in before.items()}
    for middle in found:
        for bases in found.values():
            if middle in bases:
                bases |= found[middle]
    return found


@given(graphs(), st.data())
def test_prerequisites_and_dependents_are_what_the_edges_say(
    graph: Graph, data: st.DataObject
) -> None:
    with compiled(graph) as store:
        if not has_learning_order(store):
            return
        every = slow_prerequisites(store)
        some = data.draw(st.lists(st.sampled_from(store.keys()), unique=True))
        assert find_prerequisites(store, some) == {key: every[key] for key in some}
        assert find_dependents(store, some) == {
            key: {k for k, bases in every.items() if key in bases} for key in some
        }


@given(graphs(), st.data())
def test_what_lies_between_two_concepts_orders_them(graph: Graph, data: st.DataObject) -> None:
    with compiled(graph) as store:
        if not has_learning_order(store):
            return
        every = slow_prerequisites(store)
        on = closure(every)
        some = data.draw(st.lists(st.sampled_from(store.keys()), unique=True))
        found = prerequisites_among(store, some)
        reached = closure(found)
        direct = closure({key: every[key] & set(some) for key in some})
        for key in some:
            assert found[key] <= on[key] & set(some)
            # Where no circle is about, all that it builds on comes before it.
            assert {base for base in on[key] & set(some) if key not in on[base]} <= reached[key]
            # What lies between closes no circle that was none.
            assert (key in reached[key]) == (key in direct[key])


@given(graphs())
def test_all_concepts_come_once_each_after_what_it_builds_on(graph: Graph) -> None:
    with compiled(graph) as store:
        listed = study_all(store)
        order = [store.key_of(item.concept.id) for item in listed.items]
        assert sorted(key for key in order if key is not None) == store.keys()
        before = find_prerequisites(store, store.keys())
        circle = find_circles(before)
        place = {key: n for n, key in enumerate(order)}
        for key, bases in before.items():
            assert all(place[b] < place[key] for b in bases if circle[b] != circle[key])
        chapters = [item.chapter for item in listed.items]
        assert chapters == sorted(chapters, key=list(dict.fromkeys(chapters)).index)
        assert study_all(store) == listed


@given(graphs(), st.data())
def test_what_is_next_needs_nothing_unknown(graph: Graph, data: st.DataObject) -> None:
    with compiled(graph) as store:
        before = find_prerequisites(store, store.keys())
        circle = find_circles(before)
        known = data.draw(st.sets(st.sampled_from(store.keys())))

        def is_ready(key: Key, known: set[Key]) -> bool:
            bases = {b for one in circle[key] for b in before[one]} - set(circle[key])
            return key not in known and bases <= known

        found = ready_next(store, known)
        ids = [one.concept.id for one in found]
        keys = {store.key_of(i): one for i, one in zip(ids, found, strict=True)}
        assert keys.keys() == {key for key in every_key(store) if is_ready(key, known)}
        on = closure(before)
        for key, one in keys.items():
            assert key is not None
            above = {k for k in every_key(store) if key in on[k]} - known - {key}
            assert one.leads_to == len(above)
            then = known | {key}
            opened = {k for k in every_key(store) if key in before[k] and k not in circle[key]}
            opened = {k for k in opened if is_ready(k, then) and not is_ready(k, known)}
            assert sorted(one.unlocks) == sorted(store.concept(k).name for k in opened)
            unlocked = unlocked_by(store, key, known)
            assert {store.key_of(u.concept.id) for u in unlocked} == above
            for u in unlocked:
                up = store.key_of(u.concept.id)
                assert up is not None
                needs = before[up] - known - {key}
                assert sorted(u.needs) == sorted(store.concept(k).name for k in needs)
        leads = [one.leads_to for one in found]
        assert leads == sorted(leads, reverse=True)


def test_learning_what_is_next_leads_through_the_whole_graph(store: Store) -> None:
    known: set[Key] = set()
    rounds = 0
    while ready := ready_next(store, known):
        known |= {key for one in ready if (key := store.key_of(one.concept.id)) is not None}
        rounds += 1
        assert rounds <= len(store)
    assert known == set(store.keys())


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
def test_where_no_edge_orders_the_text_does(name: str, bases: list[str]) -> None:
    with make_store(PHYSICS, summaries=PHYSICS) as store:
        assert not has_learning_order(store)
        key = store.key_named(name)
        assert key is not None
        (found,) = find_prerequisites(store, [key]).values()
        assert {store.concept(base).name for base in found} == set(bases)
        dependents = find_dependents(store, store.keys())
        assert all((key in dependents[base]) == (base in found) for base in every_key(store))


def test_a_deck_without_edges_has_lists() -> None:
    with make_store(PHYSICS, summaries=PHYSICS) as store:
        listed = study_list("acceleration", store)
        assert [(item.concept.name, item.reason, item.place) for item in listed.items] == [
            ("Speed", "Velocity mentions it", "builds on nothing else here"),
            ("Velocity", "Acceleration mentions it", "after Speed"),
            ("Acceleration", "the topic itself", "after Velocity"),
        ]
        near = study_list("acceleration", store, depth=1).items
        assert [item.concept.name for item in near] == ["Velocity", "Acceleration"]
        assert len(study_list("acceleration", store, 1).items) == 1


def test_a_deck_without_edges_has_an_order() -> None:
    with make_store(PHYSICS, summaries=PHYSICS) as store:
        order = [item.concept.name for item in study_all(store).items]
        wanted = ["Speed", "Velocity", "Acceleration", "Angular acceleration"]
        assert [name for name in order if name in wanted] == wanted
        assert ready_next(store)[0].concept.name == "Speed"
