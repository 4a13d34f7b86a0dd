from __future__ import annotations

import sys
from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.formats.graphs.obo import read
from kg.formats.registry import read_file
from kg.graph_files.load import load_graph
from tests.formats.graph_files import check_refused, edges_of, write

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


def test_terms_and_their_relations(tmp_path: Path) -> None:
    file = write(tmp_path, OBO)
    assert edges_of(load_graph(file)) == {"green tea kind-of tea"}
    assert [row.reason for row in read_file(file).skipped] == ["obsolete"]


def test_relations_have_the_names_that_the_ontology_gives_them(tmp_path: Path) -> None:
    (tmp_path / "a.obo").write_text(
        "format-version: 1.4\n\n[Term]\nid: X:1\nname: tea\nrelationship: RO:0002211 X:2\n\n"
        "[Term]\nid: X:2\nname: sleep\n\n[Typedef]\nid: RO:0002211\nname: regulates\n"
    )
    edges = [(e.subject, e.relation, e.object) for e in load_graph(tmp_path / "a.obo").edges]
    assert edges == [("tea", "regulates", "sleep")]


def test_a_published_ontology_is_read_whole(test_data: Path) -> None:
    graph = load_graph(test_data / "graphs" / "pato.obo")
    assert (len(graph.concepts), len(graph.edges)) == (1769, 2551)


def test_a_term_without_an_id_is_refused(tmp_path: Path) -> None:
    check_refused(write(tmp_path, "format-version: 1.2\n\n[Term]\nname: x\n"), "E505", "OBO")


def test_a_missing_library_is_reported_with_its_extra(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "fastobo", None)
    with pytest.raises(UsageError, match=r"deckgraph\[obo\]"):
        load_graph(write(tmp_path, OBO))


def test_only_exact_synonyms_are_aliases(tmp_path: Path) -> None:
    synonyms = "".join(
        f'synonym: "{name}" {scope} []\n'
        for name, scope in (
            ("chai", "EXACT"),
            ("infusion", "BROAD"),
            ("sencha", "NARROW"),
            ("cuppa", "RELATED"),
            ("Chai", "RELATED"),
        )
    )
    text = f"format-version: 1.2\n\n[Term]\nid: X:1\nname: tea\n{synonyms}"
    (tea,) = load_graph(write(tmp_path, text)).concepts.values()
    assert tea.aliases == ("chai",)
    assert tea.hidden == ("infusion", "sencha", "cuppa")


@pytest.mark.parametrize(
    ("clauses", "summary", "background"),
    [
        ('def: "A drink." []\ncomment: Served hot.\n', "A drink.", "Served hot."),
        ("comment: Served hot.\n", "Served hot.", ""),
        ('def: "A drink." []\n', "A drink.", ""),
    ],
)
def test_a_comment_beside_a_definition_is_background(
    tmp_path: Path, clauses: str, summary: str, background: str
) -> None:
    text = f"format-version: 1.2\n\n[Term]\nid: X:1\nname: tea\n{clauses}"
    (tea,) = load_graph(write(tmp_path, text)).concepts.values()
    assert (tea.summary, tea.background) == (summary, background)


def test_a_bad_clause_costs_itself(tmp_path: Path) -> None:
    file = tmp_path / "a.obo"
    file.write_text(
        "format-version: 1.2\ndate: yesterday\n! a comment\n\n[Term]\nid: T:1\nname: root\n"
        'def: "A part." [Adapted from http://e.org]\nxref: K K:1\n\n'
        "[Term]\nid: T:2\nname: stem\nis_a: T:1\n"
    )
    draft = read(file)
    assert [(c.name, c.summary) for c in draft.concepts] == [("root", "A part."), ("stem", "")]
    assert [row.place.rpartition(":")[2] for row in draft.skipped] == ["2", "8", "9"]
