from __future__ import annotations

from pathlib import Path

import pytest

from kg.graph_files.load import load_graph
from kg.model.graph import Edge, Graph, concept_id

VOCABULARY = """
[kind.stage]
plural = "stages"
[kind.thing]
plural = "things"
[relation.in-stage]
to = ["stage"]
through = ["used-for", "kind-of"]
[relation.used-for]
[relation.kind-of]
"""


RULE = 'to = ["stage"]'


def graph_of(folder: Path, *tables: str, vocabulary: str = VOCABULARY) -> Graph:
    (folder / "relations.toml").write_text(vocabulary)
    texts = [f'[[concept]]\nsummary = "S."\n{table}\n' for table in tables]
    (folder / "graph.toml").write_text('title = "T"')
    (folder / "concepts.toml").write_text("\n".join(texts))
    return load_graph(folder)


def derived(graph: Graph) -> list[tuple[str, str, str, str]]:
    return [
        (e.subject, e.object, e.citation, e.status)
        for e in graph.edges
        if e.relation == "in-stage" and e.status != "stated"
    ]


STAGE = 'name = "Stage"\nkind = "stage"\nsource = "1"'
STEP = 'name = "Step"\nsource = "2"\nin-stage = ["Stage"]'


def test_a_stage_follows_from_what_a_thing_is_used_for(tmp_path: Path) -> None:
    graph = graph_of(tmp_path, STAGE, STEP, 'name = "Tool"\nsource = "7-8"\nused-for = ["Step"]')
    assert derived(graph) == [("tool", "stage", "2,7-8", "derived")]


def test_two_steps_are_followed_and_no_more(tmp_path: Path) -> None:
    chain = [f'name = "T{n}"\nsource = "{n}"\nkind-of = ["T{n - 1}"]' for n in (4, 5, 6)]
    first = 'name = "T3"\nsource = "3"\nused-for = ["Step"]'
    graph = graph_of(tmp_path, STAGE, STEP, first, *chain)
    assert derived(graph) == [
        ("t3", "stage", "2-3", "derived"),
        ("t4", "stage", "2-4", "derived"),
    ]


def test_a_kind_that_the_relation_does_not_allow_gets_none(tmp_path: Path) -> None:
    metric = 'name = "Metric"\nkind = "stage"\nsource = "9"\nused-for = ["Step"]'
    rule = 'to = ["stage"]\nfrom = ["thing", "concept"]'
    graph = graph_of(tmp_path, STAGE, STEP, metric, vocabulary=VOCABULARY.replace(RULE, rule))
    assert derived(graph) == []


def test_what_a_file_states_settles_it(tmp_path: Path) -> None:
    other = 'name = "Other stage"\nkind = "stage"\nsource = "5"'
    tool = 'name = "Tool"\nsource = "9"\nin-stage = ["Other stage"]\nused-for = ["Step"]'
    assert derived(graph_of(tmp_path, STAGE, STEP, other, tool)) == []


def test_a_thing_used_for_the_stage_itself_is_in_it(tmp_path: Path) -> None:
    graph = graph_of(tmp_path, STAGE, 'name = "Tool"\nsource = "9"\nused-for = ["Stage"]')
    assert derived(graph) == [("tool", "stage", "9", "derived")]


@pytest.mark.parametrize(
    "tool",
    [
        'name = "Tool"\nsource = "9"\nused-for = [{ to = "Step", status = "background" }]',
        'name = "Tool"\nsource = "9"\nused-for = ["Other"]',
    ],
)
def test_what_follows_from_background_is_background(tmp_path: Path, tool: str) -> None:
    other = 'name = "Other"\nin-stage = [{ to = "Stage", status = "background" }]'
    graph = graph_of(tmp_path, STAGE, STEP, other, tool)
    assert ("tool", "stage", "", "background") in derived(graph)


def test_the_deck_is_the_better_ground(tmp_path: Path) -> None:
    other = 'name = "Other"\nsource = "4"\nin-stage = ["Stage"]'
    tool = (
        'name = "Tool"\nsource = "9"\nused-for = [{ to = "Step", status = "background" }, "Other"]'
    )
    graph = graph_of(tmp_path, STAGE, STEP, other, tool)
    assert derived(graph) == [("tool", "stage", "4,9", "derived")]


def test_what_is_stated_is_not_derived_again(tmp_path: Path) -> None:
    tool = 'name = "Tool"\nsource = "9"\nin-stage = ["Stage"]\nused-for = ["Step"]'
    graph = graph_of(tmp_path, STAGE, STEP, tool)
    assert derived(graph) == []
    edge = Edge(concept_id("Tool"), "in-stage", concept_id("Stage"))
    assert graph.edges.count(edge) == 1


def test_many_that_share_many_are_linear_work(tmp_path: Path) -> None:
    stages = [f'name = "Stage {n}"\nkind = "stage"' for n in range(300)]
    names = ", ".join(f'"Stage {n}"' for n in range(300))
    tools = [f'name = "Tool {n}"\nused-for = ["Step"]' for n in range(300)]
    graph = graph_of(tmp_path, *stages, f'name = "Step"\nin-stage = [{names}]', *tools)
    assert len(derived(graph)) == 300 * 8
