"""What an import writes, and what it keeps of what a person changed since."""

from __future__ import annotations

import errno
import json
import os
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.draft import NOWHERE, Draft, DraftConcept, DraftEdge
from kg.errors import DataError, UsageError
from kg.load import load_graph, read_draft, shipped_graph
from kg.writing import RECORD, Change, plan_files, table_of, vocabulary_text, write_plan

VOCABULARY = read_draft(shipped_graph()).vocabulary


def concept(
    name: str, summary: str = "", *edges: tuple[str, str], source: str = "1"
) -> DraftConcept:
    joined = tuple(DraftEdge(relation, target, source, NOWHERE) for relation, target in edges)
    return DraftConcept(name, "concept", (), summary, source, joined, NOWHERE)


def draft(*concepts: DraftConcept) -> Draft:
    return Draft(VOCABULARY, concepts, title="Tea")


def put(folder: Path, *concepts: DraftConcept) -> list[Change]:
    plan = plan_files(draft(*concepts), folder, "deck.txt")
    write_plan(plan, folder)
    return plan.changes


def edit(folder: Path, old: str, new: str, name: str = "concepts.toml") -> None:
    file = folder / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def names(folder: Path) -> list[str]:
    return [c.name for c in load_graph(folder).concepts.values()]


TEA = concept("Tea", "A drink.")
SENCHA = concept("Sencha", "A green tea.", ("kind-of", "Tea"))


def test_a_table_as_people_write_it() -> None:
    edges = (DraftEdge("kind-of", "Tea", "3", NOWHERE), DraftEdge("kind-of", "Leaf", "7", NOWHERE))
    full = DraftConcept("Sencha", "drink", ("a", 'b"'), "Green.", "3", edges, NOWHERE)
    assert table_of(full, None) == (
        '[[concept]]\nname = "Sencha"\nkind = "drink"\naliases = ["a", "b\\""]\n'
        'summary = "Green."\nsource = "3"\n'
        'kind-of = ["Tea", { to = "Leaf", source = "7" }]\n'
    )
    assert "Leaf" not in table_of(full, {"tea"})


def test_what_is_written_is_read(tmp_path: Path) -> None:
    assert put(tmp_path / "g", TEA, SENCHA) == [Change("added", "Tea"), Change("added", "Sencha")]
    graph = load_graph(tmp_path / "g")
    assert graph.title == "Tea"
    assert [c.summary for c in graph.concepts.values()] == ["A drink.", "A green tea."]
    assert sorted(p.name for p in (tmp_path / "g").iterdir()) == [
        RECORD,
        "concepts.toml",
        "graph.toml",
        "relations.toml",
    ]


def test_the_same_again_changes_nothing(tmp_path: Path) -> None:
    put(tmp_path, TEA, SENCHA)
    before = {p.name: p.read_bytes() for p in tmp_path.iterdir()}
    assert put(tmp_path, TEA, SENCHA) == []
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == before


def test_the_deck_changes_what_nobody_edited(tmp_path: Path) -> None:
    put(tmp_path, TEA, SENCHA, concept("Oolong"))
    changes = put(tmp_path, concept("Tea", "A hot drink."), SENCHA, concept("Assam"))
    assert set(changes) == {
        Change("updated", "Tea"),
        Change("removed", "Oolong"),
        Change("added", "Assam"),
    }
    assert names(tmp_path) == ["Tea", "Sencha", "Assam"]


def test_edited_tables_stay_to_the_letter(tmp_path: Path) -> None:
    put(tmp_path, TEA, SENCHA)
    edit(tmp_path, '"A drink."', '"My drink."  # mine')
    assert put(tmp_path, TEA, SENCHA) == [Change("kept", "Tea")]
    changes = put(tmp_path, concept("Tea", "A hot drink."), SENCHA)
    assert changes == [Change("conflict", "Tea")]
    assert '"My drink."  # mine' in (tmp_path / "concepts.toml").read_text(encoding="utf-8")
    assert put(tmp_path, concept("Tea", "A hot drink."), SENCHA) == [Change("kept", "Tea")]
    assert put(tmp_path, SENCHA) == [Change("conflict", "Tea")]  # gone from the deck, not from here
    assert names(tmp_path) == ["Tea", "Sencha"]


def test_own_tables_and_files_stay(tmp_path: Path) -> None:
    put(tmp_path, TEA)
    (tmp_path / "mine.toml").write_text('[[concept]]\nname = "Cup"\nkind-of = "Tea"\n')
    (tmp_path / "README").write_text("mine")
    put(tmp_path, TEA, SENCHA)
    assert sorted(names(tmp_path)) == ["Cup", "Sencha", "Tea"]
    assert (tmp_path / "README").read_text() == "mine"


def test_what_was_deleted_stays_deleted(tmp_path: Path) -> None:
    put(tmp_path, TEA, SENCHA)
    edit(tmp_path, table_of(TEA, None), "")
    edit(tmp_path, 'kind-of = ["Tea"]\n', "")
    for _ in range(2):
        assert Change("deleted", "Tea") in put(
            tmp_path, TEA, SENCHA, concept("Cup", "", ("kind-of", "Tea"))
        )
        assert names(tmp_path) == ["Sencha", "Cup"]


def test_a_name_that_a_person_took_for_another_is_left_to_them(tmp_path: Path) -> None:
    put(tmp_path, TEA, concept("Cup", "", ("kind-of", "Tea")))
    edit(tmp_path, 'name = "Tea"\n', 'name = "Tea"\naliases = ["Sencha"]\n')
    put(tmp_path, TEA, SENCHA, concept("Cup", "", ("kind-of", "Sencha")))
    assert names(tmp_path) == ["Tea", "Cup"]
    assert [e.b for e in load_graph(tmp_path).edges] == ["tea"]


def test_the_title_and_the_vocabulary_are_a_persons_once_edited(tmp_path: Path) -> None:
    put(tmp_path, TEA, SENCHA)
    edit(tmp_path, 'title = "Tea"', 'title = "Mine"', "graph.toml")
    edit(tmp_path, 'says = "is a kind of"', 'says = "is some sort of"', "relations.toml")
    put(tmp_path, TEA, SENCHA)
    graph = load_graph(tmp_path)
    assert graph.title == "Mine"
    assert graph.vocabulary.relations["kind-of"].says == "is some sort of"


def test_an_edit_that_does_not_go_with_the_deck_is_told_and_nothing_written(tmp_path: Path) -> None:
    put(tmp_path, TEA, SENCHA)
    edit(tmp_path, '"A drink."', '"A drink."\nfollows = "nowhere"')
    before = (tmp_path / "concepts.toml").read_bytes()
    with pytest.raises(DataError, match=r"E106"):
        put(tmp_path, TEA, SENCHA, concept("Cup"))
    assert (tmp_path / "concepts.toml").read_bytes() == before


def test_a_table_that_is_broken_is_told_with_its_place(tmp_path: Path) -> None:
    put(tmp_path, TEA, SENCHA)
    edit(tmp_path, 'name = "Sencha"', "name = Sencha")
    with pytest.raises(DataError, match=r"concepts\.toml:8: E102"):
        put(tmp_path, TEA)


def test_a_folder_that_no_import_wrote_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text('[[concept]]\nname = "Cup"\n')
    with pytest.raises(UsageError, match="no import wrote"):
        put(tmp_path, TEA)


@pytest.mark.parametrize("text", ["{", "[]", '{"format": "kg-import", "version": 99}'])
def test_a_record_of_another_form(tmp_path: Path, text: str) -> None:
    put(tmp_path, TEA)
    (tmp_path / RECORD).write_text(text)
    with pytest.raises(DataError, match="E509"):
        put(tmp_path, TEA)


def test_a_full_disk_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, TEA)
    before = {p.name: p.read_bytes() for p in tmp_path.iterdir()}
    plan = plan_files(draft(TEA, SENCHA), tmp_path, "deck.txt")
    written = Path.write_text

    def full(self: Path, text: str, **more: str) -> int:
        if self.name == "relations.toml":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self))
        return written(self, text, **more)

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(OSError, match="No space left"):
        write_plan(plan, tmp_path)
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == before


def test_many_concepts_are_shared_out_among_files(tmp_path: Path) -> None:
    many = [concept(f"Tea {n}x") for n in range(4500)]
    put(tmp_path, *many)
    files = sorted(p.name for p in tmp_path.glob("concepts*.toml"))
    assert files == ["concepts-01.toml", "concepts-02.toml", "concepts-03.toml"]
    assert len(names(tmp_path)) == 4500
    assert put(tmp_path, *many) == []


def test_the_record_holds_no_path_of_this_machine(tmp_path: Path) -> None:
    put(tmp_path, TEA)
    record = json.loads((tmp_path / RECORD).read_text())
    assert record["from"] == "deck.txt"
    assert str(tmp_path) not in (tmp_path / RECORD).read_text()


texts = st.text(st.characters(codec="utf-8"), max_size=40)


@given(texts, texts, st.lists(texts, max_size=3))
def test_any_text_comes_back_from_a_table(name: str, summary: str, aliases: list[str]) -> None:
    made = DraftConcept(f"x{name}", "concept", tuple(aliases), summary, "", (), NOWHERE)
    (row,) = tomllib.loads(table_of(made, None))["concept"]
    assert row["name"] == f"x{name}"
    assert row.get("summary", "") == summary
    assert row.get("aliases", []) == aliases


def test_a_vocabulary_comes_back(tmp_path: Path) -> None:
    (tmp_path / "relations.toml").write_text(vocabulary_text(VOCABULARY), encoding="utf-8")
    (tmp_path / "a.toml").write_text('[[concept]]\nname = "A"\n')
    assert read_draft(tmp_path).vocabulary == VOCABULARY
