from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.answer.chain_joins import find_chains
from kg.answer.ranking import Ranked, rank
from kg.model.graph import Graph
from kg.question import understand
from kg.store import Store
from tests.graphs import compiled, graphs, questions


def ranked(question: str, store: Store) -> list[Ranked]:
    query = understand(question, store)
    return rank(query, find_chains(query, store), store)


def check_ranks(question: str, store: Store) -> None:
    query = understand(question, store)
    found = ranked(question, store)
    assert len({r.key for r in found}) == len(found)
    edges = set(store.edges())
    for r in found:
        assert 0 <= r.score <= 1
        assert 0 <= r.coverage <= 1.000001
        assert set(r.edges) <= edges
        assert 0 <= r.match_count <= len(query.terms)
    for one, other in pairwise(found):
        is_equal = one.score == pytest.approx(other.score, abs=2e-6)
        assert one.score > other.score or is_equal


@pytest.mark.slow
@given(graphs(), st.data())
def test_ranks_of_any_question(graph: Graph, data: st.DataObject) -> None:
    with compiled(graph) as store:
        check_ranks(data.draw(questions(graph)), store)


@pytest.mark.parametrize(
    ("better", "worse", "question"),
    [
        pytest.param("Recall", "F1", "recall", id="name over summary"),
        pytest.param("Feature", "Feature engineering", "feature", id="whole name over part"),
        pytest.param("Precision", "Spam filtering", "metric for spam", id="kind asked for"),
    ],
)
def test_the_better_match_ranks_higher(
    better: str, worse: str, question: str, store: Store
) -> None:
    names = [store.concept(r.key).name for r in ranked(question, store)]
    assert names.index(better) < (names.index(worse) if worse in names else len(names))


def test_unknown_words_lower_the_coverage(store: Store) -> None:
    known = ranked("share of correct predictions", store)[0]
    strange = ranked("share of correct zebra giraffe predictions", store)[0]
    assert strange.coverage < known.coverage
