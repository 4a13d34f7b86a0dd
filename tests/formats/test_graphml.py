from __future__ import annotations

from pathlib import Path

import networkx as nx  # noqa: TID251 - writes what is to be read
import pytest

from kg.formats.registry import find_format
from kg.graph_files.load import load_graph
from kg.model.vocabulary import PLAIN
from tests.formats.graph_files import ENTITIES, check_refused, check_tea_graph, tea_graph, write

YED = """<graphml xmlns="http://graphml.graphdrawing.org/xmlns"
 xmlns:y="http://www.yworks.com/xml/graphml"><key for="node" id="d6"/><key for="edge" id="d9"/>
<graph><node id="n0"><data key="d6"><y:ShapeNode><y:NodeLabel>Green
tea<y:LabelModel/></y:NodeLabel></y:ShapeNode></data></node>
<node id="n1"><data key="d6"><y:ShapeNode><y:NodeLabel>Leaf</y:NodeLabel></y:ShapeNode></data>
</node><edge id="e0" source="n0" target="n1"><data key="d9"><y:PolyLineEdge>
<y:EdgeLabel>made of<y:LabelModel/></y:EdgeLabel></y:PolyLineEdge></data></edge></graph></graphml>
"""
GEPHI = """<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key attr.name="label" for="node" id="label"/><key attr.name="Edge Label" for="edge" id="el"/>
<graph><node id="0"><data key="label">Green tea</data></node>
<node id="1"><data key="label">Leaf</data></node>
<edge id="0" source="0" target="1"><data key="el">made of</data></edge></graph></graphml>
"""
DEFAULTS = """<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key attr.name="relation" for="edge" id="r"><default>made of</default></key>
<graph><node id="Green tea"/><node id="Leaf"/>
<edge id="0" source="Green tea" target="Leaf"/></graph></graphml>
"""
ONE_NODE = "<graphml><graph><node id='1'/></graph></graphml>"


def test_graphml_of_networkx(tmp_path: Path) -> None:
    file = write(tmp_path, "\n".join(nx.generate_graphml(tea_graph())))
    assert find_format(file).name == "graphml"
    check_tea_graph(file)


@pytest.mark.parametrize("text", [YED, GEPHI, DEFAULTS], ids=["yed", "gephi", "defaults"])
def test_graphml_of_other_programs(tmp_path: Path, text: str) -> None:
    graph = load_graph(write(tmp_path, text))
    assert [(e.subject, e.relation, e.object) for e in graph.edges] == [
        ("green-tea", "made-of", "leaf")
    ]
    assert {c.name for c in graph.concepts.values()} == {"Green tea", "Leaf"}
    assert {c.kind for c in graph.concepts.values()} == {PLAIN}


def test_edges_of_a_multigraph_keep_their_keys(tmp_path: Path) -> None:
    multigraph = nx.MultiDiGraph()
    multigraph.add_edge("A", "B", key="likes")
    multigraph.add_edge("A", "B", key="hates")
    multigraph.add_edge("B", "A")
    nx.write_graphml(multigraph, tmp_path / "m.graphml")
    relations = [edge.relation for edge in load_graph(tmp_path / "m.graphml").edges]
    assert relations == ["likes", "hates", "related-to"]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        pytest.param(f"{ENTITIES}{ONE_NODE}", "entities", id="entities"),
        pytest.param(f"{ENTITIES}{ONE_NODE}".encode("utf-16"), "entities", id="entities, utf-16"),
        pytest.param("<graphml><graph>", "XML", id="cut short"),
        pytest.param(
            "<graphml><graph><node id='1'/><node id='1'/></graph></graphml>",
            "two nodes",
            id="an id twice",
        ),
    ],
)
def test_bad_graphml_is_refused(tmp_path: Path, text: str | bytes, word: str) -> None:
    check_refused(write(tmp_path, text), "E505", word)
