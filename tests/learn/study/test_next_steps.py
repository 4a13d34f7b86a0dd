from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.learn.study.learning_order import find_circles
from kg.learn.study.next_steps import ready_next, unlocked_by
from kg.learn.study.prerequisites import find_prerequisites
from kg.model.graph import Graph
from kg.store import Key, Store
from tests.graphs import compiled, graphs
from tests.learn.grounds import on_any_ground
from tests.learn.study.reference import closure
from tests.samples import all_keys


@given(on_any_ground(graphs()), st.data())
def test_ready_concepts_have_only_known_prerequisites(graph: Graph, data: st.DataObject) -> None:
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
        assert keys.keys() == {key for key in all_keys(store) if is_ready(key, known)}
        on = closure(before)
        for key, one in keys.items():
            assert key is not None
            above = {k for k in all_keys(store) if key in on[k]} - known - {key}
            assert one.leads_to == len(above)
            then = known | {key}
            opened = {k for k in all_keys(store) if key in before[k] and k not in circle[key]}
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


def test_learning_what_is_ready_covers_the_whole_graph(store: Store) -> None:
    known: set[Key] = set()
    rounds = 0
    while ready := ready_next(store, known):
        known |= {key for one in ready if (key := store.key_of(one.concept.id)) is not None}
        rounds += 1
        assert rounds <= len(store)
    assert known == set(store.keys())
