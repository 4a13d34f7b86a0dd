from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.learn.study.prerequisites import (
    find_dependents,
    find_prerequisites,
    has_learning_order,
    prerequisites_among,
)
from kg.model.graph import Concept, Edge, Graph, concept_id
from kg.model.vocabulary import Vocabulary, derive_relation
from kg.store import Store
from tests.graphs import compiled, graphs
from tests.learn.grounds import on_any_ground
from tests.learn.study.reference import closure, slow_prerequisites


@given(on_any_ground(graphs()), st.data())
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


@given(on_any_ground(graphs()), st.data())
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


def named_prerequisites(store: Store) -> dict[str, set[str]]:
    names = {key: concept.name for key, concept in store.concepts(store.keys()).items()}
    found = find_prerequisites(store, store.keys())
    assert {key: {k for k, bases in found.items() if key in bases} for key in found} == (
        find_dependents(store, store.keys())
    )
    return {names[key]: {names[base] for base in bases} for key, bases in found.items()}


def test_edges_beyond_the_deck_order_only_what_nothing_else_orders(brews: Store) -> None:
    """Mead comes after fermenting; fermenting, which the deck knows, does not come after yeast."""
    found = named_prerequisites(brews)
    assert found["Mead"] == {"Fermenting", "Yeast"}
    assert found["Winter"] == {"Cocoa"}  # though mead, beyond the deck, suits it too
    assert found["Cocoa"] == set()  # grinding it is beyond the deck
    assert found["Evening"] == {"Cider", "Cocoa", "Lemonade"}


def test_derived_edges_order_like_stated_ones(brews: Store) -> None:
    assert named_prerequisites(brews)["Espresso"] == {"Grinding", "Mill"}


def test_without_other_edges_those_beyond_the_deck_order() -> None:
    needs = derive_relation("needs")
    a, b = (Concept(concept_id(name), name, "concept", summary=f"{name}.") for name in "AB")
    edges = (Edge(a.id, "needs", b.id, "", "background"),)
    graph = Graph(Vocabulary({}, {"needs": needs}), {a.id: a, b.id: b}, edges)
    with compiled(graph) as store:
        assert named_prerequisites(store) == {"A": {"B"}, "B": set()}
