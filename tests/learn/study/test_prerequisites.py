from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.learn.study.prerequisites import (
    find_dependents,
    find_prerequisites,
    has_learning_order,
    prerequisites_among,
)
from kg.model.graph import Graph
from tests.graphs import compiled, graphs
from tests.learn.study.reference import closure, slow_prerequisites


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
def test_prerequisites_count_through_concepts_in_between(graph: Graph, data: st.DataObject) -> None:
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
