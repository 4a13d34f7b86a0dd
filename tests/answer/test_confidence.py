from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.answer import respond
from kg.answer.chain_joins import chains
from kg.answer.confidence import Features, features_of, p_answerable, p_correct
from kg.answer.ranking import Ranked, rank
from kg.model.graph import Graph
from kg.question import understand
from kg.store import Key, Store
from tests.graphs import compiled, graphs, questions

NAMES = Features._fields
share = st.floats(0, 1)
signs = st.lists(share, min_size=len(NAMES), max_size=len(NAMES)).map(
    lambda drawn: Features(*drawn)
)


@given(signs)
def test_chances_are_chances(given_signs: Features) -> None:
    assert 0 <= p_answerable(given_signs) <= 1
    assert 0 <= p_correct(given_signs) <= 1


@pytest.mark.parametrize("name", ["coverage", "matched", "called", "fits"])
@given(signs, share)
def test_what_speaks_for_an_answer_makes_it_no_less_sure(
    name: str, given_signs: Features, more: float
) -> None:
    value = max(more, getattr(given_signs, name))
    better = given_signs._replace(**{name: value})
    assert p_answerable(better) >= p_answerable(given_signs) - 1e-12
    assert p_correct(better) >= p_correct(given_signs) - 1e-12


@pytest.mark.parametrize("name", ["unknown", "matter", "undefined"])
@given(signs, share)
def test_what_speaks_against_an_answer_makes_it_no_surer(
    name: str, given_signs: Features, more: float
) -> None:
    value = max(more, getattr(given_signs, name))
    worse = given_signs._replace(**{name: value})
    assert p_answerable(worse) <= p_answerable(given_signs) + 1e-12
    assert p_correct(worse) <= p_correct(given_signs) + 1e-12


def of(question: str, store: Store) -> tuple[Features, list[Ranked]]:
    query = understand(question, store)
    found = chains(query, store)
    ranked = rank(query, found, store)
    kind = store.concept(ranked[0].key).kind
    return features_of(
        query, ranked, found, kind in query.answer_kinds if query.answer_kinds else None
    ), ranked


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("oolong", {"called": 1.0, "named": 1.0, "unknown": 0.0, "fits": 0.5}),
        ("oolong pizza", {"called": 0.0, "unknown": 0.5}),
        ("which drink is oolong like", {"fits": 1.0}),
        ("tea that turns brown", {"called": 0.0, "unknown": 0.0}),
        ("who grows oolong", {"matter": 1.0}),
        ("what is oolong cake", {"undefined": 1.0}),
        ("what is oolong", {"undefined": 0.0}),
    ],
)
def test_signs(question: str, expected: dict[str, float], tiny_store: Store) -> None:
    found, _ = of(question, tiny_store)
    assert {name: getattr(found, name) for name in expected} == expected


def test_the_only_candidate_is_far_ahead(tiny_store: Store) -> None:
    query = understand("oolong", tiny_store)
    (best, *_) = rank(query, [], tiny_store)
    assert features_of(query, [best], [], None).ahead == 1
    assert features_of(query, [best, best], [], None).ahead == 0


@settings(max_examples=50)
@given(graphs(), st.data())
def test_signs_of_any_question_are_shares(graph: Graph, data: st.DataObject) -> None:
    with compiled(graph) as store:
        question = data.draw(questions(graph))
        query = understand(question, store)
        found = chains(query, store)
        ranked = rank(query, found, store)
        if ranked:
            told = features_of(query, ranked, found, None)
            for name, value in zip(NAMES, told, strict=True):
                assert 0 <= value <= 1, name
            assert told.named == ranked[0].named


@pytest.mark.parametrize(
    ("likelier", "other"),
    [
        pytest.param("precision", "precision pizza topping", id="all is known"),
        pytest.param(
            "which tool tunes hyperparameters", "who won the world cup in 1998", id="in scope"
        ),
    ],
)
def test_what_is_surer(likelier: str, other: str, store: Store) -> None:
    assert p_answerable(of(likelier, store)[0]) > p_answerable(of(other, store)[0])
    assert p_correct(of(likelier, store)[0]) > p_correct(of(other, store)[0])


def test_no_answer_where_the_graph_does_not_know(store: Store) -> None:
    answer = respond("who won the world cup in 1998", store)
    assert (answer.kind, answer.hits) == ("none", ())


def test_a_key_is_no_sign(tiny_store: Store) -> None:
    found, ranked = of("oolong", tiny_store)
    turned = [r._replace(key=Key(99)) for r in ranked]
    query = understand("oolong", tiny_store)
    assert features_of(query, turned, [], None) == found._replace(told=0.0)
