from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.answer import respond
from kg.answer.chain_joins import find_chains
from kg.answer.confidence import Features, features_of, p_answerable, p_correct
from kg.answer.ranking import Ranked, rank
from kg.model.graph import Graph
from kg.question import understand
from kg.store import Key, Store
from tests.graphs import compiled, graphs, questions

NAMES = Features._fields
SUPPORTING = frozenset(
    "match_count in_name all_named right_kind from_edges question_length score_lead".split()
)
share = st.floats(0, 1)
features = st.lists(share, min_size=len(NAMES), max_size=len(NAMES)).map(
    lambda drawn: Features(*drawn)
)


@given(features)
def test_probabilities_are_in_range(drawn: Features) -> None:
    assert 0 <= p_answerable(drawn) <= 1
    assert 0 <= p_correct(drawn) <= 1


@pytest.mark.parametrize("name", sorted(SUPPORTING))
@given(features, share)
def test_evidence_for_an_answer_never_lowers_its_probability(
    name: str, drawn: Features, more: float
) -> None:
    value = max(more, getattr(drawn, name))
    better = drawn._replace(**{name: value})
    assert p_answerable(better) >= p_answerable(drawn) - 1e-12
    assert p_correct(better) >= p_correct(drawn) - 1e-12


@pytest.mark.parametrize("name", sorted({*NAMES} - SUPPORTING))
@given(features, share)
def test_evidence_against_an_answer_never_raises_its_probability(
    name: str, drawn: Features, more: float
) -> None:
    value = max(more, getattr(drawn, name))
    worse = drawn._replace(**{name: value})
    assert p_answerable(worse) <= p_answerable(drawn) + 1e-12
    assert p_correct(worse) <= p_correct(drawn) + 1e-12


def of(question: str, store: Store) -> tuple[Features, list[Ranked]]:
    query = understand(question, store)
    found = find_chains(query, store)
    ranked = rank(query, found, store)
    kind = store.concept(ranked[0].key).kind
    return features_of(
        query, ranked, found, kind in query.answer_kinds if query.answer_kinds else None
    ), ranked


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("oolong", {"all_named": 1.0, "in_name": 1.0, "unknown_share": 0.0, "right_kind": 0.0}),
        ("oolong pizza", {"all_named": 0.0, "unknown_share": 0.5}),
        ("which drink is oolong like", {"right_kind": 1.0}),
        ("tea that turns brown", {"all_named": 0.0, "unknown_share": 0.0}),
        ("who grows oolong", {"fact": 1.0}),
        ("what is oolong cake", {"undefined": 1.0, "extended_name": 1.0}),
        ("what is oolong", {"undefined": 0.0, "extended_name": 0.0}),
    ],
)
def test_features_of(question: str, expected: dict[str, float], tiny_store: Store) -> None:
    found, _ = of(question, tiny_store)
    assert {name: getattr(found, name) for name in expected} == expected


def test_a_single_candidate_has_the_full_score_lead(tiny_store: Store) -> None:
    query = understand("oolong", tiny_store)
    (best, *_) = rank(query, [], tiny_store)
    assert features_of(query, [best], [], None).score_lead == 1
    assert features_of(query, [best, best], [], None).score_lead == 0


@pytest.mark.slow
@settings(max_examples=50)
@given(graphs(), st.data())
def test_features_of_any_question_are_in_range(graph: Graph, data: st.DataObject) -> None:
    with compiled(graph) as store:
        question = data.draw(questions(graph))
        query = understand(question, store)
        found = find_chains(query, store)
        ranked = rank(query, found, store)
        if ranked:
            found_features = features_of(query, ranked, found, None)
            for name, value in zip(NAMES, found_features, strict=True):
                assert 0 <= value <= 1, name
            assert found_features.in_name == ranked[0].in_name


@pytest.mark.parametrize(
    ("likelier", "other"),
    [
        pytest.param("precision", "precision pizza topping", id="all is known"),
        pytest.param("which tool tunes hyperparameters", "which tool tunes pianos", id="in scope"),
    ],
)
def test_the_likelier_answer_has_the_higher_probability(
    likelier: str, other: str, store: Store
) -> None:
    assert p_answerable(of(likelier, store)[0]) > p_answerable(of(other, store)[0])
    assert p_correct(of(likelier, store)[0]) > p_correct(of(other, store)[0])


def test_no_answer_out_of_scope(store: Store) -> None:
    answer = respond("who won the world cup in 1998", store)
    assert (answer.kind, answer.hits) == ("none", ())


def test_features_do_not_depend_on_keys(tiny_store: Store) -> None:
    found, ranked = of("oolong", tiny_store)
    other_keys = [r._replace(key=Key(99)) for r in ranked]
    query = understand("oolong", tiny_store)
    assert features_of(query, other_keys, [], None) == found
