"""What an import writes, and what it keeps of what a person changed since."""

from __future__ import annotations

import errno
import json
import os
import tempfile
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import DataError, UsageError
from kg.graph_files.load import load_graph
from kg.graph_files.native import read_draft
from kg.graph_files.qualifier_rows import read_attributes, read_edge_row
from kg.graph_files.source_files import shipped_graph
from kg.graph_files.writing import (
    RECORD_FILE,
    Change,
    plan_files,
    table_of,
    vocabulary_text,
    write_plan,
)
from kg.model.attributes import (
    BETTER,
    ROLES,
    STATUSES,
    STRENGTHS,
    Attributes,
    Limit,
    Qualifiers,
)
from kg.model.draft import NOWHERE, Draft, DraftConcept, DraftEdge

VOCABULARY = read_draft(shipped_graph()).vocabulary


def concept(
    name: str, summary: str = "", *edges: tuple[str, str], source: str = "1"
) -> DraftConcept:
    joined = tuple(DraftEdge(name, relation, target, source) for relation, target in edges)
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
CUP = concept("Cup")
SENCHA = concept("Sencha", "A green tea.", ("kind-of", "Tea"))


def test_a_table_as_people_write_it() -> None:
    edges = (
        DraftEdge("Sencha", "kind-of", "Tea", "3"),
        DraftEdge("Sencha", "kind-of", "Leaf", "7"),
    )
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
        RECORD_FILE,
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
    assert put(tmp_path, SENCHA) == [Change("orphaned", "Tea")]  # gone from the deck, not from here
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
    assert [e.object for e in load_graph(tmp_path).edges] == ["tea"]


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
    with pytest.raises(DataError, match=r"concepts\.toml:9: E102"):
        put(tmp_path, TEA)


def test_a_folder_that_no_import_wrote_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text('[[concept]]\nname = "Cup"\n')
    with pytest.raises(UsageError, match="no import wrote"):
        put(tmp_path, TEA)


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        '{"format": "kg-import", "version": 99}',
        '{"format": "kg-import", "version": 1, "origin": "x", "deleted": 5}',
        '{"format": "kg-import", "version": 1, "origin": "x", "base": 3}',
        '{"format": "kg-import", "version": 1, "origin": "x", "deleted": [3]}',
        '{"format": "kg-import", "version": 1, "more": "x"}',
        "[" * 100_000,
    ],
)
def test_a_record_of_another_form(tmp_path: Path, text: str) -> None:
    put(tmp_path, TEA)
    (tmp_path / RECORD_FILE).write_text(text)
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


def test_a_deck_of_other_cards_replaces_what_nobody_edited(tmp_path: Path) -> None:
    put(tmp_path, TEA, SENCHA)
    put(tmp_path, concept("Cup"), concept("Pot"))
    assert names(tmp_path) == ["Cup", "Pot"]


def test_an_edited_title_stays_through_all_imports(tmp_path: Path) -> None:
    put(tmp_path, TEA)
    edit(tmp_path, 'title = "Tea"', 'title = "Mine"', "graph.toml")
    for _ in range(3):
        put(tmp_path, TEA)
        assert load_graph(tmp_path).title == "Mine"


def test_what_was_edited_and_later_deleted_stays_deleted(tmp_path: Path) -> None:
    put(tmp_path, TEA, CUP)
    edit(tmp_path, '"A drink."', '"Mine."')
    put(tmp_path, TEA, CUP)
    edit(tmp_path, table_of(concept("Tea", "Mine."), None), "")
    for _ in range(2):
        assert put(tmp_path, TEA, CUP) == [Change("deleted", "Tea")]
        assert names(tmp_path) == ["Cup"]


@pytest.mark.parametrize("text", ["", "# notes\n", "concept = []\n", "\n\n"])
def test_a_file_without_tables_is_let_be(tmp_path: Path, text: str) -> None:
    put(tmp_path, TEA)
    (tmp_path / "mine.toml").write_text(text)
    put(tmp_path, TEA, CUP)
    assert (tmp_path / "mine.toml").read_text() == text
    assert names(tmp_path) == ["Tea", "Cup"]


def test_tables_are_found_as_toml_has_them(tmp_path: Path) -> None:
    put(tmp_path, TEA, CUP)
    edit(tmp_path, '[[concept]]\nname = "Tea"', '[[ concept ]] # mine\nname = "Tea"')
    edit(tmp_path, '"A drink."', '"""\n[[concept]]\nA drink."""')
    assert put(tmp_path, TEA, CUP) == [Change("kept", "Tea")]
    assert names(tmp_path) == ["Tea", "Cup"]


def test_a_persons_files_are_never_written(tmp_path: Path) -> None:
    put(tmp_path, TEA)
    mine = b'# note\r\n\r\n\r\n[[concept]]\r\nname = "Pot"\r\n\r\n\r\n'
    (tmp_path / "mine.toml").write_bytes(mine)
    (tmp_path / "inline.toml").write_text('concept = [{ name = "Jug" }]')
    for _ in range(2):
        put(tmp_path, TEA, CUP, concept("Jug", "Of the deck."))
        assert (tmp_path / "mine.toml").read_bytes() == mine
        assert (tmp_path / "inline.toml").read_text() == 'concept = [{ name = "Jug" }]'
        assert sorted(names(tmp_path)) == ["Cup", "Jug", "Pot", "Tea"]


def test_line_ends_and_comments_stay(tmp_path: Path) -> None:
    put(tmp_path, TEA, CUP)
    for name in ("concepts.toml", "relations.toml"):
        file = tmp_path / name
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    file = tmp_path / "concepts.toml"
    table = b'[[concept]]\r\nname = "Cup"'
    file.write_bytes(file.read_bytes().replace(table, b"# of china\r\n" + table))
    changes = put(tmp_path, concept("Tea", "Hot."), CUP, concept("Pot"))
    assert set(changes) == {
        Change("updated", "Tea"), Change("kept", "Cup"), Change("added", "Pot"),
    }  # fmt: skip
    text = file.read_bytes()
    assert b"# of china\r\n[[concept]]\r\n" in text
    assert text.count(b"\n") == text.count(b"\r\n")


def test_cards_that_only_moved_change_nothing_but_citations(tmp_path: Path) -> None:
    put(tmp_path, TEA, CUP)
    edit(tmp_path, '"A drink."', '"Mine."')
    moved = concept("Tea", "A drink.", source="7"), concept("Cup", source="8")
    assert put(tmp_path, *moved) == [Change("kept", "Tea")]
    graph = load_graph(tmp_path)
    assert [(c.summary, c.citation) for c in graph.concepts.values()] == [("Mine.", "7"), ("", "8")]


def put_in_part(folder: Path, renames: int, *concepts: DraftConcept, title: str = "Tea") -> None:
    """Write an import that is cut off after so many renames of files."""
    plan = plan_files(replace(draft(*concepts), title=title), folder, "deck.txt")
    renamed = Path.replace
    calls = 0

    def stopped(self: Path, target: Path) -> Path:
        nonlocal calls
        calls += 1
        if calls > renames:
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(target))
        return renamed(self, target)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "replace", stopped)
        with pytest.raises(OSError, match="error"):
            write_plan(plan, folder)


@pytest.mark.parametrize("renames", range(5))
def test_a_stopped_write_heals(tmp_path: Path, renames: int) -> None:
    put(tmp_path, TEA, CUP)
    new = concept("Tea", "A hot drink."), CUP, concept("Pot")
    put_in_part(tmp_path, renames, *new)
    load_graph(tmp_path)  # whatever was written is a graph
    put(tmp_path, *new)
    assert put(tmp_path, *new) == []  # nothing of it is taken for an edit
    assert names(tmp_path) == ["Tea", "Cup", "Pot"]


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("renames", range(5))
def test_a_stopped_first_import_is_repeated_as_if_it_were_the_first(
    tmp_path: Path, renames: int
) -> None:
    put(tmp_path / "whole", TEA, SENCHA, CUP)
    put_in_part(tmp_path / "cut", renames, TEA, SENCHA, CUP)
    put(tmp_path / "cut", TEA, SENCHA, CUP)
    assert files_of(tmp_path / "cut") == files_of(tmp_path / "whole")


@pytest.mark.parametrize("first", range(5))
@pytest.mark.parametrize("second", range(5))
def test_imports_that_are_stopped_again_and_again_lose_no_edit(
    tmp_path: Path, first: int, second: int
) -> None:
    pot = concept("Pot", "Holds tea.")
    put(tmp_path, TEA, CUP, pot)
    edit(tmp_path, '"Holds tea."', '"Mine."')
    edit(tmp_path, '[[concept]]\nname = "Cup"\nsource = "1"\n', "")
    put_in_part(tmp_path, first, concept("Tea", "Hot."), CUP, pot, title="Hot")
    put_in_part(tmp_path, second, concept("Tea", "Hotter."), CUP, pot, SENCHA, title="Hotter")
    moved = replace(pot, citation="9")
    last = replace(draft(concept("Tea", "Hottest."), CUP, moved, SENCHA), title="Hottest")
    write_plan(plan_files(last, tmp_path, "deck.txt"), tmp_path)
    graph = load_graph(tmp_path)
    assert graph.title == "Hottest"  # of which nobody edited a version
    found = {c.name: (c.summary, c.citation) for c in graph.concepts.values()}
    assert found == {
        "Tea": ("Hottest.", "1"),
        "Pot": ("Mine.", "9"),
        "Sencha": ("A green tea.", "1"),
    }
    assert not json.loads((tmp_path / RECORD_FILE).read_text()).get("before")


def test_a_folder_where_a_file_is_to_go_changes_nothing(tmp_path: Path) -> None:
    put(tmp_path, TEA)
    plan = plan_files(draft(TEA, CUP), tmp_path, "deck.txt")
    (tmp_path / "relations.toml").unlink()
    (tmp_path / "relations.toml").mkdir()
    before = (tmp_path / "concepts.toml").read_bytes()
    with pytest.raises(OSError, match="folder"):
        write_plan(plan, tmp_path)
    assert (tmp_path / "concepts.toml").read_bytes() == before


def test_what_an_edited_table_leads_to_stays(tmp_path: Path) -> None:
    put(tmp_path, TEA, SENCHA)
    edit(tmp_path, '"A green tea."', '"Mine."')
    changes = put(tmp_path, SENCHA)
    assert set(changes) == {Change("kept", "Sencha"), Change("needed", "Tea")}
    assert names(tmp_path) == ["Tea", "Sencha"]


def test_concepts_that_a_person_merged_take_the_edges_of_both(tmp_path: Path) -> None:
    cup = concept("Cup", "", ("kind-of", "Tea"), ("kind-of", "Sencha"))
    put(tmp_path, TEA, SENCHA, cup)
    edit(tmp_path, table_of(SENCHA, None), "")
    edit(tmp_path, 'name = "Tea"\n', 'name = "Tea"\naliases = ["Sencha"]\n')
    changes = put(tmp_path, TEA, SENCHA, cup)
    assert Change("kept", "Tea") in changes
    assert Change("deleted", "Sencha") in changes
    assert [(e.subject, e.object) for e in load_graph(tmp_path).edges] == [("cup", "tea")]


def test_a_name_taken_by_a_person_is_told(tmp_path: Path) -> None:
    put(tmp_path, TEA)
    edit(tmp_path, 'name = "Tea"\n', 'name = "Tea"\naliases = ["Sencha"]\n')
    assert Change("merged", "Sencha") in put(tmp_path, TEA, SENCHA)


def test_an_edited_vocabulary_gets_what_it_lacks(tmp_path: Path) -> None:
    put(tmp_path, TEA, SENCHA)
    edit(tmp_path, "[relation.follows]", "[relation.comes-next]", "relations.toml")
    put(tmp_path, TEA, SENCHA, concept("Cup", "", ("follows", "Tea")))
    relations = load_graph(tmp_path).vocabulary.relations
    assert {"comes-next", "follows"} <= relations.keys()


def test_a_renamed_concept_is_told_to_lose_what_leads_to_it(tmp_path: Path) -> None:
    put(tmp_path, TEA, SENCHA)
    edit(tmp_path, 'name = "Tea"', 'name = "Chai"')
    changes = put(tmp_path, TEA, SENCHA)
    assert Change("deleted", "Tea") in changes
    assert Change("dropped", "Sencha kind-of Tea") in changes
    edit(tmp_path, 'name = "Chai"\n', 'name = "Chai"\naliases = ["Tea"]\n')
    put(tmp_path, TEA, SENCHA)
    assert [(e.subject, e.object) for e in load_graph(tmp_path).edges] == [("sencha", "chai")]


def test_a_fault_is_told_where_it_stands(tmp_path: Path) -> None:
    put(tmp_path, TEA, SENCHA, CUP)
    edit(tmp_path, 'name = "Cup"\n', 'name = "Cup"\nkind-of = "nothing"\n')
    text = (tmp_path / "concepts.toml").read_text(encoding="utf-8")
    line = text[: text.index('"nothing"')].count("\n") + 1
    longer = concept("Tea", "A drink.", ("kind-of", "Leaf"), ("kind-of", "Plant"))
    with pytest.raises(DataError, match=rf"concepts\.toml:{line}: E106"):
        put(tmp_path, longer, SENCHA, CUP, concept("Leaf"), concept("Plant"))


def test_a_name_borne_twice_is_told(tmp_path: Path) -> None:
    put(tmp_path, TEA)
    (tmp_path / "mine.toml").write_text('[[concept]]\nname = "tea"\n')
    with pytest.raises(DataError, match=r"mine\.toml:1: E108 'tea' is also at concepts\.toml:3"):
        put(tmp_path, TEA)


def test_a_broken_title_is_told(tmp_path: Path) -> None:
    put(tmp_path, TEA)
    (tmp_path / "graph.toml").write_text("title = 3\n")
    with pytest.raises(DataError, match=r"graph\.toml:1: E103"):
        put(tmp_path, TEA)


summaries = st.sampled_from(["", "A drink.", "Hot.", "Cold."])


@pytest.mark.slow
@given(
    st.lists(st.tuples(summaries, summaries), min_size=3, max_size=3),
    st.sampled_from(["Tea", "Cup", "Pot"]),
    st.text(
        st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn")), max_size=20
    ),
)
def test_one_edit_stays_and_all_else_is_as_in_a_fresh_import(
    said: list[tuple[str, str]], edited: str, note: str
) -> None:
    known = ("Tea", "Cup", "Pot")
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        folder = Path(one)
        put(folder, *(concept(n, s) for n, (s, _) in zip(known, said, strict=True)))
        edit(folder, f'name = "{edited}"', f'name = "{edited}"  # mine: {note}')
        put(folder, *(concept(n, s) for n, (_, s) in zip(known, said, strict=True)))
        put(Path(other), *(concept(n, s) for n, (_, s) in zip(known, said, strict=True)))
        text = (folder / "concepts.toml").read_text(encoding="utf-8")
        assert f'name = "{edited}"  # mine: {note}' in text
        mine, fresh = (load_graph(Path(at)).concepts for at in (one, other))
        assert mine.keys() == fresh.keys()
        for key, found in mine.items():
            if found.name != edited:
                assert found == fresh[key]


def test_many_concepts_are_shared_out_among_files(tmp_path: Path) -> None:
    many = [concept(f"Tea {n}x") for n in range(4500)]
    put(tmp_path, *many)
    files = sorted(p.name for p in tmp_path.glob("concepts*.toml"))
    assert files == ["concepts-01.toml", "concepts-02.toml", "concepts-03.toml"]
    assert len(names(tmp_path)) == 4500
    assert put(tmp_path, *many) == []


def test_the_record_holds_no_path_of_this_machine(tmp_path: Path) -> None:
    put(tmp_path, TEA)
    record = json.loads((tmp_path / RECORD_FILE).read_text())
    assert record["origin"] == "deck.txt"
    assert str(tmp_path) not in (tmp_path / RECORD_FILE).read_text()


texts = st.text(st.characters(codec="utf-8"), max_size=40)


bounds = st.none() | st.floats(-1e14, 1e14).map(lambda bound: float(f"{bound:.15g}"))
limits = st.builds(Limit, st.sampled_from(["", "a", '"']), bounds, bounds, texts, texts)
qualifiers = st.builds(
    Qualifiers,
    st.sampled_from(["", *STRENGTHS]),
    st.sampled_from(["", *ROLES]),
    st.lists(texts, max_size=2).map(tuple),
    st.lists(texts, max_size=2).map(tuple),
)


@given(st.lists(limits, max_size=2), st.sampled_from(["", *BETTER]), st.lists(qualifiers))
def test_attributes_and_qualifiers_come_back(
    bounded: list[Limit], better: str, qualified: list[Qualifiers]
) -> None:
    own = [limit for limit in bounded if not limit.of][:1]
    rest = [limit for limit in bounded if limit.of]
    kept = tuple(
        limit._replace(unit=" ".join(limit.unit.split()), citation="3")
        for limit in (*own, *rest)
        if (limit.min, limit.max) != (None, None) and (limit.min or 0) <= (limit.max or 0)
    )
    edges = tuple(
        DraftEdge("A", "r", f"B{n}", "", status=status, qualifiers=one)
        for n, one in enumerate(qualified)
        for status in STATUSES[::2]
    )
    attributes = Attributes(kept, better)
    made = DraftConcept("A", edges=edges, attributes=attributes)
    (row,) = tomllib.loads(table_of(made, None))["concept"]
    assert read_attributes(row) == (attributes, [])
    again = [
        read_edge_row({"to": one} if isinstance(one, str) else one) for one in row.get("r", [])
    ]
    assert again == [replace(edge, subject="", relation="") for edge in edges]


def test_derived_edges_are_not_written() -> None:
    edges = tuple(DraftEdge("A", "r", status, status=status) for status in STATUSES)
    (row,) = tomllib.loads(table_of(DraftConcept("A", edges=edges), None))["concept"]
    assert row["r"] == ["stated", {"to": "background", "status": "background"}]


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
