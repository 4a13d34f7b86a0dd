import random

import pytest
from rapidfuzz.distance import OSA  # noqa: TID251 - the oracle of what an edit is

from kg.model.graph import Graph
from tests.bench.browse import Label, Seen, count_overlaps
from tests.bench.map import (
    Budget,
    Made,
    Row,
    middle,
    missed_lines,
    ratio,
    row_lines,
    size_rows,
)
from tests.bench.mapgraphs import KINDS, LETTERS, RELATIONS, make_graph, make_typos, misspell

COUNT = 300


@pytest.fixture(scope="module")
def graph() -> Graph:
    return make_graph(COUNT)


def test_the_same_graph_every_time(graph: Graph) -> None:
    assert make_graph(COUNT) == graph
    assert make_graph(COUNT, seed=1) != graph


def test_a_graph_has_what_is_promised(graph: Graph) -> None:
    assert len(graph.concepts) == COUNT
    assert len(graph.edges) == COUNT * 5 // 2
    assert len({frozenset((edge.subject, edge.object)) for edge in graph.edges}) == len(graph.edges)
    assert all(edge.subject != edge.object for edge in graph.edges)
    assert {concept.kind for concept in graph.concepts.values()} == set(KINDS)
    assert {edge.relation for edge in graph.edges} == set(RELATIONS)
    assert not any(graph.vocabulary.ordering())
    names = [concept.name for concept in graph.concepts.values()]
    assert len({name.lower() for name in names}) == COUNT
    assert {len(name.split()) for name in names} == {1, 2, 3}
    for concept in graph.concepts.values():
        assert 80 <= len(concept.summary) <= 122


def test_few_concepts_have_many_edges(graph: Graph) -> None:
    ends = [end for edge in graph.edges for end in (edge.subject, edge.object)]
    degrees = sorted(ends.count(concept) for concept in graph.concepts)
    assert degrees[-1] > 4 * degrees[len(degrees) // 2]


@pytest.mark.parametrize("edits", [1, 2])
@pytest.mark.parametrize("name", ["Gradient descent", "Aardvark", "Aaaaaaaa"])
def test_a_typo_has_exactly_its_edits(name: str, edits: int) -> None:
    draw = random.Random(edits)
    for _ in range(200):
        typed = misspell(name, edits, draw)
        assert OSA.distance(name, typed) == edits
        assert typed[0] == name[0]


def test_typos_of_a_graph(graph: Graph) -> None:
    names = [concept.name for concept in graph.concepts.values()]
    typos = make_typos(names, 50, 2)
    assert typos == make_typos(names, 50, 2)
    assert len({typo.name for typo in typos}) == 50
    assert min(len(typo.name) for typo in typos) >= LETTERS
    assert not {typo.typed.lower() for typo in typos} & {name.lower() for name in names}


@pytest.mark.parametrize(
    ("budget", "value", "told"),
    [
        (Budget(0.75), 0.75, "0.75 | ≤ 0.75 | met"),
        (Budget(0.75), 0.76, "0.76 | ≤ 0.75 | **MISSED**"),
        (Budget(60, " frames/s", least=True), 60, "60 frames/s | ≥ 60 frames/s | met"),
        (Budget(60, " frames/s", least=True), 57, "57 frames/s | ≥ 60 frames/s | **MISSED**"),
        (Budget(2, " s"), None, "not known | ≤ 2 s | —"),
    ],
)
def test_the_table_marks_misses(budget: Budget, value: float | None, told: str) -> None:
    *_, line, _ = row_lines([Row("size", "a", "b", value, budget)])
    assert line == f"| size | a | b | {told} |"


def test_a_page_that_failed_is_told() -> None:
    cells = [row.cells() for row in size_rows("300", Made(failure="broken"), Made())]
    assert cells[0] == ["first view", "failed", "—", "not known", "≤ 0.05", "**MISSED**"]


def test_a_page_given_up_bounds_the_ratio() -> None:
    pyvis = Made(visits=[Seen(late=True)], patience=100)
    first = next(size_rows("1000", Made(visits=[Seen(first=1.0)]), pyvis))
    assert first.cells() == ["first view", "1.00 s", "> 100 s", "< 0.01", "≤ 0.02", "met"]


def test_misses_are_listed_under_the_heads_of_their_tables() -> None:
    rows = [Row("size", "a", "b", 0.8, Budget(0.75)), Row("pan", "a", "b", 0.7, Budget(0.75))]
    report = ["## 60 concepts", *row_lines(rows)]
    *_, line, _ = missed_lines(report)
    assert line == "| 60 concepts | size | 0.8 | ≤ 0.75 |"
    assert list(missed_lines(report[:1]))[-2:] == ["None.", ""]


def test_medians_and_ratios_of_what_is_known() -> None:
    assert middle([3.0, None, 1.0, 2.0]) == 2.0
    assert middle([None]) is None
    assert ratio(1.0, 4.0) == 0.25
    assert ratio(1.0, None) is None


def test_texts_that_cover_each_other() -> None:
    low, high, far = (Label("a", x, 0, 10, 10) for x in (0, 9, 50))
    assert count_overlaps([low, high, far]) == 1
    assert count_overlaps([low, low, far]) == 0
