from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.answer.facts import facts
from kg.model import Graph
from kg.question import understand
from kg.store import Store
from tests.graphs import compiled, graphs, questions


@pytest.mark.parametrize(
    ("question", "relation", "side", "names"),
    [
        pytest.param("what comes after picking", "follows", "a", ["Withering", "Steaming"], id="a"),
        pytest.param("what comes before oxidation", "follows", "b", ["Withering"], id="b"),
        pytest.param("which teas are made by oxidation", "made-by", "a", ["Black tea", "Oolong"]),
    ],
)
def test_the_fittest_comes_first(
    question: str, relation: str, side: str, names: list[str], tiny_store: Store
) -> None:
    best = facts(understand(question, tiny_store), tiny_store)[0]
    assert (best.relation, best.side) == (relation, side)
    assert [tiny_store.concept(key).name for key in best.links] == names


def test_a_symmetric_relation_answers_from_both_sides(store: Store) -> None:
    for one, other in (("precision", "Recall"), ("recall", "Precision")):
        found = facts(understand(f"which metrics contrast with {one}", store), store)
        assert [store.concept(key).name for key in found[0].links] == [other]


@pytest.mark.parametrize("question", ["", "recall", "who won the world cup", "list the metrics"])
def test_no_facts_without_a_mention_and_an_ask(question: str, store: Store) -> None:
    assert facts(understand(question, store), store) == []


@given(graphs(), st.data())
def test_facts_are_edges_of_what_is_mentioned(graph: Graph, data: st.DataObject) -> None:
    with compiled(graph) as store:
        query = understand(data.draw(questions(graph)), store)
        found = facts(query, store)
        links = set(store.links())
        for group in found:
            assert group.mention in query.mentions
            assert group.links
            assert 0 <= group.strength <= 1
            asked = {ask.relation for ask in query.asks}
            if store.relation(group.relation).negative and not query.negated:
                assert group.relation in asked
            for key, link in group.links.items():
                assert link in links
                assert link.relation == group.relation
                assert getattr(link, group.side) == key
                assert link.far(key) in group.mention.keys
                assert not query.kinds or store.concept(key).kind in query.kinds
        assert all(one.strength >= other.strength for one, other in pairwise(found))
