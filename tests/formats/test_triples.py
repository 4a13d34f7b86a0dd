from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import DataError, Finding, UsageError
from kg.formats.graphs.triples import read_triples, recognises
from kg.formats.registry import find_format, read_file
from kg.graph_files.load import load_graph
from kg.graph_files.read_source import read_source
from kg.graph_files.resolve import name_uniquely
from kg.graph_files.source_files import graph_files
from kg.graph_files.writing import plan_files, write_plan
from kg.model.draft import Draft, DraftEdge
from kg.model.graph import Graph
from kg.model.vocabulary import PLAIN
from kg.text.normal_forms import normalise
from tests.conftest import PROJECT
from tests.graphs import compiled, graph_of_triples

FILMS = """\
Alien|directed_by|Ridley Scott
Alien|starred_actors|Sigourney Weaver
Blade Runner|directed_by|Ridley Scott
"""

KINDS = """\
[kind.film]
plural = "films"

[kind.person]
plural = "people"

[relation.directed_by]
says = "was directed by"
from = ["film"]
to = ["person"]
"""


def write(folder: Path, text: str | bytes, name: str = "films.txt") -> Path:
    file = folder / name
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return file


def named(graph: Graph) -> list[DraftEdge]:
    """Return the edges of a graph by the names of their ends, as a file of triples has them."""
    name = {concept.id: concept.name for concept in graph.concepts.values()}
    return [DraftEdge(name[edge.subject], edge.relation, name[edge.object]) for edge in graph.edges]


def read(file: Path) -> tuple[list[DraftEdge], list[Finding]]:
    faults: list[Finding] = []
    return read_triples(file, faults), faults


# Reading


def test_names_and_edges_are_read_in_order(tmp_path: Path) -> None:
    graph = load_graph(write(tmp_path, FILMS))
    assert [c.name for c in graph.concepts.values()] == [
        *["Alien", "Ridley Scott", "Sigourney Weaver", "Blade Runner"],
    ]
    assert [f"{t.subject}|{t.relation}|{t.object}" for t in named(graph)] == FILMS.splitlines()
    assert graph.title == "films"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(FILMS.replace("\n", "\r\n"), id="crlf"),
        pytest.param("\ufeff" + FILMS, id="bom"),
        pytest.param(FILMS.replace("|", " | "), id="spaces"),
        pytest.param(FILMS.replace("\n", "\n\n \t\n"), id="blank lines"),
        pytest.param("\n" + FILMS, id="blank first line"),
        pytest.param(FILMS.rstrip("\n"), id="no last line end"),
        pytest.param(FILMS + FILMS, id="every line twice"),
        pytest.param("# my films\n" + FILMS, id="a comment"),
        pytest.param("subject|predicate|object\n" + FILMS, id="a header"),
    ],
)
def test_line_ends_spaces_comments_and_headers_make_no_difference(
    tmp_path: Path, text: str
) -> None:
    plain, other = write(tmp_path, FILMS, "a.txt"), write(tmp_path, text, "b.txt")
    assert find_format(other).name == "triples"
    assert named(load_graph(other)) == named(load_graph(plain))
    assert [*load_graph(other).concepts] == [*load_graph(plain).concepts]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        pytest.param("a|b|c\na|b\n", [2], id="two parts"),
        pytest.param("a|b|c\na|b|c|d\n", [2], id="four parts"),
        pytest.param("a|b|c\n\n|b|c\na||c\na|b| \n", [3, 4, 5], id="empty parts"),
        pytest.param("a|b|c\na|!?|c\n", [2], id="a relation without letters"),
        pytest.param("a|b|c\r\nno triple\r\n", [2], id="crlf"),
        pytest.param("a|b|c\nd|e|f\x0bg|h\n\x85\nno\n", [2, 4], id="only \\n ends a line"),
    ],
)
def test_every_line_that_is_no_triple_is_reported(
    tmp_path: Path, text: str, lines: list[int]
) -> None:
    file = write(tmp_path, text)
    with pytest.raises(DataError) as caught:
        load_graph(file)
    found_lines = [(finding.path, finding.line, finding.code) for finding in caught.value.findings]
    assert found_lines == [(str(file), line, "E113") for line in lines]
    assert "subject|relation|object" in str(caught.value)


def test_text_that_is_not_utf8_is_reported_with_its_line(tmp_path: Path) -> None:
    file = write(tmp_path, b"a|b|c\nd|e|\xff\n")
    triples, faults = read(file)
    assert triples == []
    assert [str(fault) for fault in faults] == [f"{file}:2: E101 not UTF-8 text"]


def test_a_file_that_does_not_exist_is_reported(tmp_path: Path) -> None:
    triples, (fault,) = read(tmp_path / "gone.txt")
    assert (triples, fault.code) == ([], "E101")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("P(A|B)|\tbar\nq|r|s\tbar\n", "delimited"),
        ("Term|Definition|Example\nTea|A drink|Sencha\n", "delimited"),
        ("a | b | c\n--- | --- | ---\nx | y | z\n", "markdown"),
    ],
)
def test_tables_of_cards_are_not_triples(tmp_path: Path, text: str, name: str) -> None:
    assert find_format(write(tmp_path, text)).name == name


def test_an_encoding_can_be_chosen(tmp_path: Path) -> None:
    file = tmp_path / "latin.txt"
    file.write_bytes("Café|sells|tea\n".encode("cp1252"))
    found = read_file(file, encoding="cp1252")
    assert isinstance(found, Draft)
    assert [(e.subject, e.relation, e.object) for e in found.edges()] == [("Café", "sells", "tea")]


# A name of anything that is no line end, bar or blank end.
part = (
    st.text(st.characters(exclude_characters="|\n", exclude_categories=["Cs"]), min_size=1)
    .map(lambda text: " ".join(text.split()))
    .filter(lambda text: bool(text) and not text.startswith("\ufeff"))
)


@settings(max_examples=50)
@given(st.lists(st.builds(DraftEdge, part, part.filter(normalise), part)))
def test_triples_are_read_as_written(
    tmp_path_factory: pytest.TempPathFactory, triples: list[DraftEdge]
) -> None:
    file = write(
        tmp_path_factory.getbasetemp(),
        "".join(f"{t.subject}|{t.relation}|{t.object}\n" for t in triples),
        "any.txt",
    )
    found, faults = read(file)
    assert faults == []
    assert found == list(dict.fromkeys(triples))
    graph = graph_of_triples(found)
    found = [arc for arc in found if arc.subject != arc.object]  # which say nothing
    assert named(graph) == found
    names = list(dict.fromkeys(end for t in triples for end in (t.subject, t.object)))
    assert [c.name for c in graph.concepts.values()] == names
    assert all(concept.id == key for key, concept in graph.concepts.items())
    with compiled(graph) as store:
        assert len(store.edges()) == len(found)
        assert [store.key_of(identifier) for identifier in graph.concepts] == store.keys()


# Names


def test_names_that_differ_in_capitals_are_two_concepts() -> None:
    graph = graph_of_triples((DraftEdge("Star", "is", "star"), DraftEdge("STAR", "is", "star")))
    assert sorted(c.name for c in graph.concepts.values()) == ["STAR", "Star", "star"]
    assert len(graph.concepts) == 3
    assert "star" in graph.concepts  # the first is called as it would be in any graph


@pytest.mark.parametrize("seed", ["0", "1"])
def test_identifiers_are_the_same_in_every_process(tmp_path: Path, seed: str) -> None:
    file = write(tmp_path, "Star|is|star\n!|is|?\n")
    script = (
        "import sys; from pathlib import Path; from kg.graph_files.load import load_graph; "
        "print(*load_graph(Path(sys.argv[1])).concepts)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(file)],
        env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": f"{PROJECT}:{PROJECT / 'graph'}"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == [*load_graph(file).concepts]


def test_an_added_line_changes_no_identifier() -> None:
    lines = [DraftEdge("Star", "is", "star"), DraftEdge("sun", "is", "Star")]
    before = graph_of_triples(lines).concepts
    after = graph_of_triples((*lines, DraftEdge("STAR", "is", "Sun"))).concepts
    assert [*after][: len(before)] == [*before]


# Kinds and relations


def test_kinds_are_those_that_the_relations_join(tmp_path: Path) -> None:
    write(tmp_path, KINDS, "relations.toml")
    graph = load_graph(write(tmp_path, FILMS))
    assert {c.name: c.kind for c in graph.concepts.values()} == {
        "Alien": "film",
        "Blade Runner": "film",
        "Ridley Scott": "person",
        "Sigourney Weaver": PLAIN,
    }
    says = graph.vocabulary.relations["directed_by"].sentence("Alien", "Ridley Scott")
    assert says == "Alien was directed by Ridley Scott"


def test_a_concept_has_the_kind_that_most_of_its_edges_need(tmp_path: Path) -> None:
    write(tmp_path, KINDS, "relations.toml")
    lines = "A|directed_by|X\nX|directed_by|Y\nX|directed_by|Z\nB|directed_by|B\n"
    graph = load_graph(write(tmp_path, lines))
    kinds = {c.name: c.kind for c in graph.concepts.values()}
    assert kinds["X"] == "film"  # twice a film, once a person
    assert kinds["B"] == "film"  # of equals the first of the vocabulary


def test_an_unknown_relation_is_worded_by_its_name(tmp_path: Path) -> None:
    graph = load_graph(write(tmp_path, FILMS))
    assert [*graph.vocabulary.relations] == ["directed_by", "starred_actors"]
    relation = graph.vocabulary.relations["starred_actors"]
    assert relation.sentence("Alien", "X") == "Alien starred actors X"
    assert "starred actors" in relation.asks_subject


@pytest.mark.parametrize("relation", ["name", "kind", "source", "aliases", "summary"])
def test_relations_named_like_other_keys_are_written_and_read(
    tmp_path: Path, relation: str
) -> None:
    file = write(tmp_path, f"Tea|{relation}|Cup\nTea|{relation}|Tea\n")
    draft = read_source(file)
    assert isinstance(draft, Draft)
    write_plan(plan_files(name_uniquely(draft), tmp_path / "out", file.name), tmp_path / "out")
    edges = [(e.subject, e.relation, e.object) for e in load_graph(tmp_path / "out").edges]
    assert edges == [("tea", f"has-{relation}", "cup")]


def test_a_vocabulary_in_another_folder_is_not_used(tmp_path: Path) -> None:
    write(tmp_path, KINDS, "relations.toml")
    (tmp_path / "deep").mkdir()
    file = write(tmp_path / "deep", FILMS)
    assert graph_files(file) == [file]
    assert {c.kind for c in load_graph(file).concepts.values()} == {PLAIN}


def test_faults_of_the_vocabulary_are_reported_first(tmp_path: Path) -> None:
    write(tmp_path, KINDS.replace('"film"]', '"movie"]'), "relations.toml")
    with pytest.raises(DataError) as caught:
        load_graph(write(tmp_path, FILMS + "no triple\n"))
    assert {finding.code for finding in caught.value.findings} == {"E112"}


# Recognition


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(b"a|b|c\n", True, id="text"),
        pytest.param(b"a|b|c", True, id="no last line end"),
        pytest.param(b"\n \n\xef\xbb\xbf", False, id="blank"),
        pytest.param(b"\xef\xbb\xbfa|b|c", True, id="bom"),
        pytest.param(b"", False, id="empty"),
        pytest.param(b"a|b\na|b|c\n", False, id="first line is none"),
        pytest.param(b"a|b|c\nno\n", True, id="a later line is none"),
        pytest.param(b"\x89PNG\r\n\x1a\n\x00", False, id="binary"),
        pytest.param(b"one line of prose\n", False, id="prose"),
    ],
)
def test_triples_are_recognised_by_their_first_line(content: bytes, expected: bool) -> None:
    assert recognises(content) is expected


@pytest.mark.parametrize("path", ["missing.txt", "a\0b.txt", "x" * 5000])
def test_a_path_that_does_not_exist_is_refused(tmp_path: Path, path: str) -> None:
    with pytest.raises(UsageError):
        load_graph(tmp_path / path)


@pytest.mark.parametrize("made", [True, False], ids=["empty folder", "nothing there"])
def test_folders_without_a_graph_are_refused(tmp_path: Path, made: bool) -> None:
    folder = tmp_path / "graph"
    if made:
        folder.mkdir()
        write(folder, FILMS)
    error = DataError if made else UsageError
    with pytest.raises(error, match=r"\.toml files" if made else "no such graph"):
        load_graph(folder)
