from __future__ import annotations

import pytest

from kg.answer import respond
from kg.answer.strategies.sequence import find_between
from kg.model.graph import Concept, Edge, Graph, concept_id
from kg.question import understand
from kg.store import Store
from tests.graphs import VOCABULARY, compiled


def chained(*pairs: str) -> Store:
    """Return a graph of stages with a letter each; in "AB", stage B comes after stage A."""
    names = {c: Concept(concept_id(f"Stage {c}"), f"Stage {c}", "stage") for p in pairs for c in p}
    edges = tuple(Edge(names[p[1]].id, "turns-to", names[p[0]].id) for p in pairs)
    return compiled(Graph(VOCABULARY, {c.id: c for c in names.values()}, edges))


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("what is the first stage", "Stage A"),
        ("which stage comes first", "Stage A"),
        ("the second stage", "Stage B"),
        ("what is the third stage", "Stage C"),
        ("what is the last stage", "Stage C"),
        ("what is the final stage", "Stage C"),
    ],
)
def test_ordinals(question: str, name: str) -> None:
    with chained("BC", "AB") as store:
        answer = respond(question, store)
        assert [hit.concept.name for hit in answer.hits] == [name]
        assert name in answer.hits[0].because[0].text


def test_an_ordinal_past_the_end() -> None:
    with chained("AB", "BC") as store:
        names = [hit.concept.name for hit in respond("the eighth stage", store).hits]
        assert len(names) != 1


@pytest.mark.parametrize("pairs", [["AB", "BA"], ["AB", "BC", "CB"], ["AB", "BC", "CD", "DB"]])
def test_a_circle_does_not_loop_for_ever(pairs: list[str]) -> None:
    with chained(*pairs) as store:
        assert respond("what is the last stage", store).question


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("what is the first stage of the ml lifecycle", "Business goal identification"),
        ("what is the second stage of the ml lifecycle", "ML problem framing"),
        ("last stage of the lifecycle", "Model retraining"),
    ],
)
def test_ordinals_in_the_lifecycle(question: str, name: str, store: Store) -> None:
    assert respond(question, store).hits[0].concept.name == name


@pytest.mark.parametrize(
    ("question", "names"),
    [
        pytest.param("what comes between stage k and stage m", ["Stage L"], id="one"),
        pytest.param("what is between stage k and stage n", ["Stage L", "Stage M"], id="two"),
        pytest.param("what is between stage n and stage l", ["Stage M"], id="backwards"),
        pytest.param("what is after stage k and stage n", [], id="another word"),
        pytest.param("what is between stage k", [], id="one mention"),
        pytest.param("what is between stage k and stage l", [], id="nothing between"),
        pytest.param("what is between stage k and stage x", [], id="no path"),
    ],
)
def test_find_between(question: str, names: list[str]) -> None:
    with chained("MN", "KL", "LM", "XY") as store:
        found = find_between(understand(question, store), store)
        assert [hit.concept.name for hit in found] == names
        for hit in found:
            assert len([r for r in hit.because if hit.concept.name in r.text]) == 2


@pytest.mark.parametrize("pairs", [["KL", "LK"], ["KL", "LM", "ML"], ["KL", "LM", "MK", "XY"]])
def test_between_in_a_circle_ends(pairs: list[str]) -> None:
    with chained(*pairs, "NO") as store:
        query = understand("what is between stage k and stage n", store)
        assert find_between(query, store) == []


def test_respond_answers_what_is_between(store: Store) -> None:
    answer = respond("which stage is between data processing and model deployment", store)
    assert [hit.concept.name for hit in answer.hits] == ["Model development"]
