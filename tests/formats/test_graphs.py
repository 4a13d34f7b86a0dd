"""Graphs of other programs: GraphML, node-link JSON, RDF, OBO, CrowdAnki's JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import networkx as nx  # noqa: TID251 - writes what is to be read
import pytest

from kg.errors import DataError, UsageError
from kg.formats.registry import find_format, read_file
from kg.graph_files.load import load_graph
from kg.graph_files.read_source import read_source
from kg.graph_files.resolve import name_uniquely
from kg.graph_files.writing import plan_files, write_plan
from kg.model.draft import Draft
from kg.model.graph import Graph
from kg.model.vocabulary import PLAIN


def write(folder: Path, text: str | bytes, name: str = "graph.any") -> Path:
    file = folder / name
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return file


def told(graph: Graph) -> set[str]:
    names = {concept.id: concept.name for concept in graph.concepts.values()}
    return {f"{names[e.subject]} {e.relation} {names[e.object]}" for e in graph.edges}


def tea() -> nx.DiGraph:
    graph = nx.DiGraph()
    graph.add_node(1, label="Sencha", kind="drink", description="A green tea.")
    graph.add_node(2, label="Steaming", aliases="steam|to steam")
    graph.add_edge(1, 2, relation="made by")
    return graph


TURTLE = """\
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix : <http://example.org/> .
:a a skos:Concept ; skos:prefLabel "Grüntee"@de, "Green tea"@en ; skos:altLabel "verde"@en ;
  skos:definition "Tea that is not oxidised."@en ; skos:broader :b ; :isMadeBy :c .
:b skos:prefLabel "Tea"@en ; skos:narrower :a ; skos:related :c .
:c skos:prefLabel "Steaming" ; skos:related :b .
"""
XML = """\
<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  xmlns:skos="http://www.w3.org/2004/02/skos/core#">
  <skos:Concept rdf:about="a"><skos:prefLabel xml:lang="en">Green tea</skos:prefLabel>
    <skos:broader rdf:resource="b"/></skos:Concept>
  <skos:Concept rdf:about="b"><skos:prefLabel xml:lang="en">Tea</skos:prefLabel></skos:Concept>
</rdf:RDF>
"""
OBO = """\
format-version: 1.2
ontology: tea

[Term]
id: TEA:1
name: green tea
def: "Tea that is not oxidised." [x:y]
synonym: "verde" EXACT []
is_a: TEA:2 ! tea

[Term]
id: TEA:2
name: tea

[Term]
id: TEA:3
name: obsolete brick tea
is_obsolete: true
"""


@pytest.mark.parametrize("kind", ["graphml", "nodelink"])
def test_what_networkx_writes_is_read(tmp_path: Path, kind: str) -> None:
    if kind == "graphml":
        text = "\n".join(nx.generate_graphml(tea()))
    else:
        text = json.dumps(nx.node_link_data(tea(), edges="links"))
    file = write(tmp_path, text)
    assert find_format(file).name == kind
    graph = load_graph(file)
    assert told(graph) == {"Sencha made-by Steaming"}
    sencha, steaming = graph.concepts.values()
    assert (sencha.kind, sencha.summary) == ("drink", "A green tea.")
    assert steaming.aliases == ("steam", "to steam")


def test_turtle(tmp_path: Path) -> None:
    graph = load_graph(write(tmp_path, TURTLE))
    assert told(graph) == {
        "Green tea kind-of Tea",
        "Green tea is-made-by Steaming",
        "Tea related-to Steaming",
    }
    tea = graph.concepts["green-tea"]  # type: ignore[index]
    assert (tea.aliases, tea.summary) == (("Grüntee", "verde"), "Tea that is not oxidised.")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_rdf_in_xml(tmp_path: Path, encoding: str) -> None:
    graph = load_graph(write(tmp_path, XML.encode(encoding)))
    assert told(graph) == {"Green tea kind-of Tea"}


def test_obo(tmp_path: Path) -> None:
    file = write(tmp_path, OBO)
    assert told(load_graph(file)) == {"green tea kind-of tea"}
    assert [row.reason for row in read_file(file).skipped] == ["obsolete"]


@pytest.mark.parametrize(
    ("name", "concepts", "edges"),
    [("acm_ccs2012.xml", 2113, 2100), ("pato.obo", 1769, 2551)],
)
def test_real_graphs_whole(test_data: Path, name: str, concepts: int, edges: int) -> None:
    graph = load_graph(test_data / "graphs" / name)
    assert (len(graph.concepts), len(graph.edges)) == (concepts, edges)


def test_crowdanki(tmp_path: Path, test_data: Path) -> None:
    found = read_file(test_data / "decks" / "crowdanki_ccna_cyberops.json")
    assert len(found.cards) == 232  # type: ignore[union-attr]
    folder = tmp_path / "export"
    folder.mkdir()
    (folder / "deck.json").write_text('{"crowdanki_uuid": "x", "name": "D", "notes": []}')
    assert find_format(folder).name == "crowdanki"


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
GRAPHML = "<graphml><graph><node id='1'/></graph></graphml>"


@pytest.mark.parametrize(
    ("text", "code", "word"),
    [
        pytest.param(f"{ENTITIES}{GRAPHML}", "E505", "entities", id="graphml, entities"),
        pytest.param(
            f"{ENTITIES}{GRAPHML}".encode("utf-16"), "E505", "entities", id="entities in utf-16"
        ),
        pytest.param(XML.replace("<rdf:RDF", f"{ENTITIES}<rdf:RDF"), "E505", "entities", id="rdf"),
        pytest.param("<graphml><graph>", "E505", "XML", id="graphml, cut"),
        pytest.param(
            "<graphml><graph><node id='1'/><node id='1'/></graph></graphml>",
            "E505",
            "two nodes",
            id="graphml, an id twice",
        ),
        pytest.param('{"nodes": [], "links"', "E505", "JSON", id="json, cut"),
        pytest.param('{"nodes": {}, "links": []}', "E505", "lists", id="nodes are no list"),
        pytest.param('{"nodes": [{}], "links": []}', "E505", "node 1", id="a node without an id"),
        pytest.param(
            '{"nodes": [{"id": 1}], "links": [{}]}', "E505", "link 1", id="a link without ends"
        ),
        pytest.param("[" * 100_000, "E508", "format", id="json, deep"),
        pytest.param('{"nodes":' + "[" * 100_000, "E505", "deep", id="nodes, deep"),
        pytest.param('{"note_models": [], "notes": [1]}', "E505", "CrowdAnki", id="crowdanki"),
        pytest.param(TURTLE + "\n:a :b", "E505", "RDF", id="turtle, cut"),
        pytest.param("format-version: 1.2\n\n[Term]\nname: x\n", "E505", "OBO", id="obo, no id"),
    ],
)
def test_files_that_are_no_graph(tmp_path: Path, text: str | bytes, code: str, word: str) -> None:
    file = write(tmp_path, text)
    with pytest.raises(DataError) as caught:
        load_graph(file)
    (finding,) = caught.value.findings
    assert (finding.path, finding.code) == (str(file), code)
    assert word in finding.message


@pytest.mark.parametrize(
    ("text", "library", "extra"), [(TURTLE, "pyoxigraph", "rdf"), (OBO, "fastobo", "obo")]
)
def test_a_missing_extra_says_which(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, library: str, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(UsageError, match=rf"deckgraph\[{extra}\]"):
        load_graph(write(tmp_path, text))


def test_formats_by_name(tmp_path: Path) -> None:
    file = write(tmp_path, "Sencha,a tea\nOolong,a tea\n")
    assert len(read_file(file, "delimited").cards) == 2  # type: ignore[union-attr]
    with pytest.raises(UsageError, match="unknown format 'nonsense'; known: apkg, "):
        read_file(file, "nonsense")
    with pytest.raises(UsageError, match="obsidian is for a folder"):
        read_file(file, "obsidian")
    with pytest.raises(UsageError, match="no such file"):
        read_file(tmp_path / "gone", "apkg")


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
D3 = '{"nodes": [{"name": "Leaf", "group": 1}, {"name": "Green tea"}], "links": [{"source": 1, "target": 0, "type": "made of"}]}'  # noqa: E501


@pytest.mark.parametrize(
    ("name", "text"),
    [("y.graphml", YED), ("g.graphml", GEPHI), ("d.graphml", DEFAULTS), ("d3.json", D3)],
)
def test_what_other_programs_write(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    graph = load_graph(tmp_path / name)
    assert [(e.subject, e.relation, e.object) for e in graph.edges] == [
        ("green-tea", "made-of", "leaf")
    ]
    assert {c.name for c in graph.concepts.values()} == {"Green tea", "Leaf"}
    assert {c.kind for c in graph.concepts.values()} == {PLAIN}


def test_edges_of_a_multigraph_keep_their_keys(tmp_path: Path) -> None:
    made = nx.MultiDiGraph()
    made.add_edge("A", "B", key="likes")
    made.add_edge("A", "B", key="hates")
    made.add_edge("B", "A")
    nx.write_graphml(made, tmp_path / "m.graphml")
    relations = [edge.relation for edge in load_graph(tmp_path / "m.graphml").edges]
    assert relations == ["likes", "hates", "related-to"]


@pytest.mark.parametrize("relation", ["name", "kind", "source", "aliases", "summary"])
def test_relations_called_as_other_keys_are_written_and_read(tmp_path: Path, relation: str) -> None:
    (tmp_path / "t.txt").write_text(f"Tea|{relation}|Cup\nTea|{relation}|Tea\n")
    draft = read_source(tmp_path / "t.txt")
    assert isinstance(draft, Draft)
    write_plan(plan_files(name_uniquely(draft), tmp_path / "out", "t.txt"), tmp_path / "out")
    edges = [(e.subject, e.relation, e.object) for e in load_graph(tmp_path / "out").edges]
    assert edges == [("tea", f"has-{relation}", "cup")]


def test_relations_of_obo_are_called_by_their_names(tmp_path: Path) -> None:
    (tmp_path / "a.obo").write_text(
        "format-version: 1.4\n\n[Term]\nid: X:1\nname: tea\nrelationship: RO:0002211 X:2\n\n"
        "[Term]\nid: X:2\nname: sleep\n\n[Typedef]\nid: RO:0002211\nname: regulates\n"
    )
    edges = [(e.subject, e.relation, e.object) for e in load_graph(tmp_path / "a.obo").edges]
    assert edges == [("tea", "regulates", "sleep")]


def test_labels_of_people_and_blank_nodes(tmp_path: Path) -> None:
    (tmp_path / "a.nt").write_text(
        '_:a <http://xmlns.com/foaf/0.1/name> "Ada" .\n'
        '_:b <https://schema.org/name> "Charles" .\n'
        "_:a <http://xmlns.com/foaf/0.1/knows> _:b .\n"
    )
    edges = [(e.subject, e.relation, e.object) for e in load_graph(tmp_path / "a.nt").edges]
    assert edges == [("ada", "knows", "charles")]
