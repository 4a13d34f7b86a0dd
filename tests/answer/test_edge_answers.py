from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.answer.chain_joins import find_chains
from kg.answer.result import Hit
from kg.answer.strategies.edge_answers import answer_from_edges
from kg.question import understand
from kg.store import Key, Store


def edge_answers(question: str, store: Store) -> dict[Key, Hit]:
    query = understand(question, store)
    return answer_from_edges(query, find_chains(query, store), store)


def names(question: str, store: Store) -> list[str]:
    return [hit.concept.name for hit in edge_answers(question, store).values()]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param("which teas are made by oxidation", ["Black tea", "Oolong"], id="edges"),
        pytest.param(
            "list the steps", ["Picking", "Withering", "Oxidation", "Steaming"], id="all of a kind"
        ),
        pytest.param(
            "which drinks are not made by oxidation", ["Green tea", "Café crème"], id="the others"
        ),
        pytest.param("list the steps of pizza", [], id="a word left over"),
        pytest.param("oolong", [], id="no relation"),
        pytest.param("who won the world cup", [], id="nothing known"),
        pytest.param("", [], id="empty"),
    ],
)
def test_answer_from_edges(question: str, expected: list[str], tiny_store: Store) -> None:
    assert names(question, tiny_store) == expected


def test_an_edge_is_quoted_for_each_step(films: Store) -> None:
    found = edge_answers("who directed films starring Harrison Ford", films)
    texts = {hit.concept.name: [reason.text for reason in hit.because] for hit in found.values()}
    assert texts == {
        "Peter Weir": ["Witness starred Harrison Ford", "Witness was directed by Peter Weir"],
        "Ridley Scott": [
            "Blade Runner starred Harrison Ford",
            "Blade Runner was directed by Ridley Scott",
        ],
    }


def test_the_reason_for_all_of_a_kind_is_the_kind(tiny_store: Store) -> None:
    for hit in edge_answers("list the steps", tiny_store).values():
        assert (hit.because[0].type, hit.because[0].text) == ("kind", "it is a step")
        assert hit.score == 1


WORDS = "which what list not drinks steps tea made by after before oolong picking oxidation pizza"


@given(st.lists(st.sampled_from(WORDS.split()), max_size=7).map(" ".join))
def test_answers_are_concepts_of_the_graph(tiny_store: Store, question: str) -> None:
    found = edge_answers(question, tiny_store)
    query = understand(question, tiny_store)
    for key, hit in found.items():
        assert tiny_store.concept(key) == hit.concept
        assert 0.5 <= hit.score <= 1
        assert hit.because
        assert not query.answer_kinds or hit.concept.kind in query.answer_kinds
