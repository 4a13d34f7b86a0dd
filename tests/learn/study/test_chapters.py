from __future__ import annotations

from hypothesis import given

from kg.learn.study.chapters import study_all
from kg.learn.study.learning_order import find_circles
from kg.learn.study.prerequisites import find_prerequisites
from kg.model.graph import Graph
from tests.graphs import compiled, graphs


@given(graphs())
def test_every_concept_comes_once_after_its_prerequisites(graph: Graph) -> None:
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
