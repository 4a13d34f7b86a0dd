from __future__ import annotations

import hashlib
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph_files.load import load_graph
from kg.graph_files.source_files import shipped_graph
from kg.model.graph import Concept, Edge, Graph, concept_id
from kg.model.vocabulary import PLAIN, Kind, Relation, Vocabulary
from kg.store import Key, Store, build
from kg.store.build import fill
from kg.store.search_tables import MAX_PASSAGE_EDGES
from kg.store.sqlite_schema import APPLICATION_ID
from kg.store.sqlite_store import SqliteStore
from kg.text.normal_forms import Stem, normalise, slug, squash, stem, stems
from kg.text.separated import SEPARATORS
from kg.text.word_list import frequency
from tests.conftest import PROJECT
from tests.graphs import stems_in

FILL = """
import hashlib, sqlite3, sys
from pathlib import Path
from kg.graph_files.load import load_graph
from kg.store.build import fill
from kg.store.search_tables import MAX_PASSAGE_EDGES
db = sqlite3.connect(sys.argv[2])
fill(db, load_graph(Path(sys.argv[1])))
db.close()
print(hashlib.sha256(Path(sys.argv[2]).read_bytes()).hexdigest())
"""


@pytest.mark.parametrize("which", ["tiny", "shipped"])
def test_the_same_graph_gives_the_same_bytes(
    which: str, graph_folder: Path, tmp_path: Path
) -> None:
    folder = graph_folder if which == "tiny" else shipped_graph()
    sums = set()
    for seed in ("0", "1"):
        done = subprocess.run(
            [sys.executable, "-c", FILL, str(folder), str(tmp_path / f"{seed}.db")],
            env=os.environ
            | {"PYTHONHASHSEED": seed, "PYTHONPATH": f"{PROJECT}:{PROJECT / 'graph'}"},
            capture_output=True,
            text=True,
            check=True,
        )
        sums.add(done.stdout.strip())
    with closing(sqlite3.connect(tmp_path / "here.db")) as db:
        fill(db, load_graph(folder))
    sums.add(hashlib.sha256((tmp_path / "here.db").read_bytes()).hexdigest())
    assert len(sums) == 1


def test_the_file_has_our_application_id(graph_folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "x.db"
    with closing(sqlite3.connect(file)) as db:
        fill(db, load_graph(graph_folder))
        assert db.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA page_size").fetchone() == (4096,)


def check_round_trip(graph: Graph, store: Store) -> None:
    """Check that the store has everything of the graph, in its order, and nothing else."""
    assert (store.title, store.description) == (graph.title, graph.description)
    kinds = {PLAIN, *(concept.kind for concept in graph.concepts.values())}
    assert store.vocabulary == graph.vocabulary.only(kinds, {e.relation for e in graph.edges})
    keys = store.keys()
    assert keys == list(range(1, len(store) + 1))
    assert list(store.concepts(keys).values()) == list(graph.concepts.values())
    name = {key: concept.id for key, concept in store.concepts(keys).items()}
    edges = [(Edge(name[e.subject], e.relation, name[e.object]), *e[3:]) for e in store.edges()]
    wanted = [(edge, edge.citation, edge.status, edge.qualifiers) for edge in graph.edges]
    assert sorted(edges) == sorted(wanted)


def test_round_trip_of_the_tiny_graph(graph_folder: Path, tiny_store: Store) -> None:
    check_round_trip(load_graph(graph_folder), tiny_store)


def test_round_trip_of_the_shipped_graph(store: Store) -> None:
    check_round_trip(load_graph(shipped_graph()), store)


TEXT = st.text(
    st.characters(codec="utf-8", exclude_characters=SEPARATORS), max_size=12
) | st.sampled_from(["a'b", 'a"b', "a\0b", "x; DROP TABLE concept", "é"])


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    names = draw(st.lists(TEXT, max_size=5, unique_by=slug))
    kinds, relations = draw(st.lists(TEXT, min_size=1)), draw(st.lists(TEXT, min_size=1))
    concepts = {
        concept_id(name): Concept(
            concept_id(name),
            name,
            draw(st.sampled_from(kinds)),
            tuple(draw(st.lists(TEXT, max_size=2))),
            draw(TEXT),
            draw(TEXT),
        )
        for name in names
    }
    ends = st.sampled_from(list(concepts)) if concepts else st.nothing()
    edges = st.lists(st.builds(Edge, ends, st.sampled_from(relations), ends, TEXT), max_size=5)
    return Graph(
        Vocabulary(
            {kind: Kind(kind, kind) for kind in kinds},
            {name: Relation(name, name, name, name, name) for name in relations},
        ),
        concepts,
        tuple(dict.fromkeys(draw(edges))),
        draw(TEXT),
        draw(TEXT),
    )


@given(graphs())
def test_round_trip_of_any_graph(graph: Graph) -> None:
    with closing(sqlite3.connect(":memory:")) as db:
        fill(db, graph)
        store = SqliteStore(db)
        check_round_trip(graph, store)
        for key, concept in store.concepts(store.keys()).items():
            assert store.key_of(concept.id) == key
            if normalise(concept.name):
                forms = store.name_matches([normalise(concept.name)])[normalise(concept.name)]
                assert ("name", key) in forms
                assert key in store.search(stems(concept.name), 10)


@contextmanager
def one(*concepts: Concept, edges: tuple[Edge, ...] = ()) -> Iterator[Store]:
    relation = Relation("r", "r", "r of", "says", "back")
    with closing(sqlite3.connect(":memory:")) as db:
        fill(db, Graph(Vocabulary({}, {"r": relation}), {c.id: c for c in concepts}, edges))
        yield SqliteStore(db)


def concept(name: str, *aliases: str, summary: str = "") -> Concept:
    return Concept(concept_id(name), name, "concept", aliases, summary)


@pytest.mark.parametrize(
    ("form", "match_types"),
    [
        ("amazon feature stores", ["name"]),
        ("amazon featur store", ["stem"]),
        ("amazonfeaturestores", ["squash"]),
        ("afs", ["initialism"]),
        ("fs", []),
        ("fst", ["alias"]),
        ("feature", []),
    ],
)
def test_name_forms(form: str, match_types: list[str]) -> None:
    with one(concept("Amazon Feature-Stores", "Fst")) as store:
        found = store.name_matches([form]).get(form, [])
        assert [match.match_type for match in found] == match_types


def test_a_name_without_a_word_has_no_normalised_form() -> None:
    with one(concept("→", "❤"), concept("a")) as store:
        assert store.name_matches(["", " "]) == {}
        assert store.name_matches(["a"])["a"]


def test_a_passage_has_the_edges_in_both_directions() -> None:
    a, b = concept("Alpha", "first", summary="Begins."), concept("Beta")
    with one(a, b, edges=(Edge(a.id, "r", b.id),)) as store:
        alpha, beta = (stems_in(store, key) for key in store.keys())  # noqa: SIM118
        assert alpha == [["alpha"], ["first"], [stem("begins")], [], [], ["beta", stem("says")]]
        assert beta == [["beta"], [], [], [], [], ["alpha", "back"]]


def test_the_passage_of_a_hub_is_short() -> None:
    hub, *rest = [concept(f"n{n}") for n in range(MAX_PASSAGE_EDGES * 2)]
    with one(hub, *rest, edges=tuple(Edge(hub.id, "r", c.id) for c in rest)) as store:
        (passage, *_) = store.concept_fields(store.keys()).values()
        assert len(passage.edges) == 1 + MAX_PASSAGE_EDGES
        assert len(store.edges()) == len(rest)


@pytest.mark.parametrize(
    ("one_name", "other"), [("हिन्दी", "हिन्दू"), ("C++", "C#"), ("ガード", "カード"), ("ผู้", "ผี")]
)
def test_words_of_other_scripts_are_whole_words(one_name: str, other: str) -> None:
    with one(concept(one_name), concept(other)) as store:
        assert store.search(stems(one_name), 9) == [1]
        assert store.search(stems(other), 9) == [2]
        assert {s: n.document_frequency for s, n in store.term_stats(stems(one_name)).items()} == {
            stems(one_name)[0]: 1
        }
        assert squash(one_name) in store.name_matches([squash(one_name)])


def test_stems_are_counted_by_concept() -> None:
    with one(concept("tuning", "tune", summary="Tunes tuned tunes."), concept("b")) as store:
        stats = store.term_stats(["tune", "b", "c"])
        assert {s: n.document_frequency for s, n in stats.items()} == {"tune": 1, "b": 1}
        assert stats["tune"].english_frequency == frequency("tune") > frequency("tuning")
        assert store.stems_of(["tuning", "tunes", "zz"]) == {"tuning": "tune", "tunes": "tune"}
        assert store.search([Stem("tune")], 5) == [1]


def test_two_processes_fill_the_same_tables_as_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph = load_graph(shipped_graph())

    def tables(scratch_file: Path | None) -> dict[str, list[object]]:
        with closing(sqlite3.connect(":memory:")) as db:
            fill(db, graph, scratch_file)
            names = db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
            return {name: db.execute(f"SELECT * FROM {name}").fetchall() for (name,) in names}

    alone = tables(tmp_path / "things.db")
    monkeypatch.setattr(build, "MIN_CONCEPTS_FOR_TWO_PROCESSES", 1)
    assert tables(tmp_path / "things.db") == alone
    assert not list(tmp_path.iterdir())


def test_if_the_second_process_fails_the_first_fills_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "MIN_CONCEPTS_FOR_TWO_PROCESSES", 1)
    graph = load_graph(shipped_graph())
    with closing(sqlite3.connect(":memory:")) as db:
        fill(db, graph, tmp_path / "no" / "such" / "folder.db")
        check_round_trip(graph, SqliteStore(db))


def test_separators_in_texts_become_spaces() -> None:
    kinds = {"a\x1fb": Kind("a\x1fb", "c"), PLAIN: Kind(PLAIN, "concepts")}
    relations = {name: Relation(name, *("x",) * 4) for name in ("r\x1e", "r ", "s")}
    names = ("one", "two")
    things = (Concept(concept_id(name), name, "a\x1fb", (f"{name}\x1f2",)) for name in names)
    one, two = map(concept_id, names)
    edges = tuple(Edge(one, name, two) for name in relations)
    graph = Graph(Vocabulary(kinds, relations), {c.id: c for c in things}, edges, "t", "")
    with closing(sqlite3.connect(":memory:")) as db:
        fill(db, graph)
        store = SqliteStore(db)
        assert store.vocabulary.kinds[store.concept(Key(1)).kind].plural == "c"
        assert store.names([Key(1)]) == {1: ("one", "one 2")}
        assert [edge.relation for edge in store.edges()] == ["r ", "r ", "s"]
