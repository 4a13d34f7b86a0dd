from __future__ import annotations

import sys
from pathlib import Path

import pytest

from kg.errors import DataError, UsageError
from kg.formats.graphs.rdf import read
from kg.graph_files.load import load_graph
from kg.model.concept import Concept
from tests.formats.graph_files import ENTITIES, check_refused, edges_of, write

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


def test_turtle(tmp_path: Path) -> None:
    graph = load_graph(write(tmp_path, TURTLE))
    assert edges_of(graph) == {
        "Green tea kind-of Tea",
        "Green tea is-made-by Steaming",
        "Tea related-to Steaming",
    }
    tea = graph.concepts["green-tea"]  # type: ignore[index]
    assert (tea.aliases, tea.summary) == (("Grüntee", "verde"), "Tea that is not oxidised.")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_rdf_in_xml(tmp_path: Path, encoding: str) -> None:
    graph = load_graph(write(tmp_path, XML.encode(encoding)))
    assert edges_of(graph) == {"Green tea kind-of Tea"}


def test_names_of_people_and_blank_nodes(tmp_path: Path) -> None:
    (tmp_path / "a.nt").write_text(
        '_:a <http://xmlns.com/foaf/0.1/name> "Ada" .\n'
        '_:b <https://schema.org/name> "Charles" .\n'
        "_:a <http://xmlns.com/foaf/0.1/knows> _:b .\n"
    )
    edges = [(e.subject, e.relation, e.object) for e in load_graph(tmp_path / "a.nt").edges]
    assert edges == [("ada", "knows", "charles")]


def test_a_published_vocabulary_is_read_whole(test_data: Path) -> None:
    graph = load_graph(test_data / "graphs" / "acm_ccs2012.xml")
    assert (len(graph.concepts), len(graph.edges)) == (2113, 2100)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        pytest.param(XML.replace("<rdf:RDF", f"{ENTITIES}<rdf:RDF"), "entities", id="entities"),
        pytest.param(TURTLE + "\n:a :b", "RDF", id="turtle, cut short"),
    ],
)
def test_bad_rdf_is_refused(tmp_path: Path, text: str, word: str) -> None:
    check_refused(write(tmp_path, text), "E505", word)


def test_a_missing_library_is_reported_with_its_extra(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyoxigraph", None)
    with pytest.raises(UsageError, match=r"deckgraph\[rdf\]"):
        load_graph(write(tmp_path, TURTLE))


NOTES = """\
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix : <http://example.org/> .
"""


def concept_of(tmp_path: Path, statements: str) -> Concept:
    """The only concept of a file, named Tea, with these statements about it."""
    text = f'{NOTES}:a skos:prefLabel "Tea" ; {statements} .'
    (concept,) = load_graph(write(tmp_path, text)).concepts.values()
    return concept


def test_hidden_labels_are_hidden_phrases_and_no_aliases(tmp_path: Path) -> None:
    labels = 'skos:altLabel "chai" ; skos:hiddenLabel "tee", "chia", "CHAI", "tee"'
    tea = concept_of(tmp_path, labels)
    assert tea.aliases == ("chai",)
    assert tea.hidden == ("chia", "tee")


def test_notes_beside_a_definition_are_background(tmp_path: Path) -> None:
    tea = concept_of(
        tmp_path,
        'skos:scopeNote "Used for any infusion."@en, "Aufguss."@de ; skos:example "Sencha." ;'
        'skos:definition "A drink of leaves." ; skos:note "Served hot." ;'
        'skos:editorialNote "Check this." ; skos:changeNote "Renamed."',
    )
    assert tea.summary == "A drink of leaves."
    assert tea.background == "Used for any infusion. Served hot. Sencha."


@pytest.mark.parametrize("predicate", ["skos:scopeNote", "skos:note"])
def test_without_a_definition_a_note_is_the_summary(tmp_path: Path, predicate: str) -> None:
    tea = concept_of(tmp_path, f'{predicate} "Used for any infusion." ; skos:example "Sencha."')
    assert (tea.summary, tea.background) == ("Used for any infusion.", "")


def test_a_comment_is_a_definition_where_there_is_no_other(tmp_path: Path) -> None:
    tea = concept_of(tmp_path, 'rdfs:comment "A drink." ; skos:scopeNote "Any infusion."')
    assert (tea.summary, tea.background) == ("A drink.", "Any infusion.")


def test_notes_in_another_language_only_give_one_of_each_kind(tmp_path: Path) -> None:
    tea = concept_of(tmp_path, 'skos:definition "X"@de ; skos:note "Eins."@de, "Un."@fr')
    assert (tea.summary, tea.background) == ("X", "Eins.")


def test_a_byte_order_mark_and_another_encoding_are_read(tmp_path: Path) -> None:
    text = "<http://e.org/a#Root> <http://e.org/a#partOf> <http://e.org/a#Plant> .\n"
    for n, content in enumerate((b"\xef\xbb\xbf" + text.encode(), text.encode("utf-16"))):
        file = tmp_path / f"{n}.nt"
        file.write_bytes(content)
        assert [concept.name for concept in read(file).concepts] == ["Root", "Plant"]


def test_a_thing_without_a_label_is_called_by_its_address(tmp_path: Path) -> None:
    file = tmp_path / "a.ttl"
    file.write_text(
        "@prefix : <http://e.org/a/> .\n"
        ":Leaf_vein :partOf :Leaf ; :madeBy <http://x.org/Someone> .\n"
    )
    draft = read(file)
    assert [concept.name for concept in draft.concepts] == ["Leaf vein", "Leaf"]


def test_entities_of_plain_text_are_read_and_others_refused(tmp_path: Path) -> None:
    def xml(doctype: str) -> str:
        return (
            f'<?xml version="1.0"?>\n{doctype}\n<rdf:RDF xmlns:rdf="&rdf;" '
            'xmlns:r="http://www.w3.org/2000/01/rdf-schema#"><rdf:Description '
            'rdf:about="http://e.org/a"><r:label>A</r:label></rdf:Description></rdf:RDF>'
        )

    plain = '<!DOCTYPE rdf:RDF [ <!ENTITY rdf "http://www.w3.org/1999/02/22-rdf-syntax-ns#"> ]>'
    file = tmp_path / "a.rdf"
    file.write_text(xml(plain))
    assert [concept.name for concept in read(file).concepts] == ["A"]
    for bad in ('<!ENTITY b "&rdf;&rdf;">', '<!ENTITY b SYSTEM "file:///etc/passwd">'):
        file.write_text(xml(plain.replace("]>", f"{bad} ]>")))
        with pytest.raises(DataError, match="E505 XML with a document type"):
            read(file)
