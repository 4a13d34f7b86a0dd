"""WordNet's database: a small one written by hand, and the real one if it is installed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.answer import respond
from kg.errors import DataError, UsageError
from kg.formats.registry import find_format, read_file
from kg.formats.wordnet.wordnet_vocabulary import WORDNET_RELATIONS
from kg.graph_files.check import errors
from kg.graph_files.load import load_graph
from kg.graph_files.read_source import read_source
from kg.graph_files.resolve import name_uniquely, resolve
from kg.graph_files.writing import plan_files, write_plan
from kg.model.draft import Draft
from kg.model.graph import Graph, concept_id
from kg.store import open_store

WHOLE = Path("/usr/share/wordnet")

LICENCE = "  1 This software and database is being provided to you.  \n"
NOUN = """\
00000100 03 n 01 animal 0 004 ~ 00000200 n 0000 ;c 00000700 n 0000 %p 00000500 n 0000 + 00000200 v \
0101 | a living being
00000200 05 n 03 dog 0 domestic_dog 0 Canis_familiaris 0 003 @ 00000100 n 0000 ~i 00000400 n 0000 \
! 00000600 n 0101 | a kept animal; "the dog barked"; "a good dog"
00000300 18 n 02 cad 0 dog 3 001 @ 00000800 n 0000 | a base man;
00000400 05 n 01 Lassie 0 001 @i 00000200 n 0000 | a dog of films
00000500 08 n 02 tail 0 dog 9 001 #p 00000100 n 0000 | what hangs behind
00000600 05 n 01 cat 0 002 ! 00000200 n 0101 = 00000100 a 0000 | another kept animal
00000700 09 n 01 zoology 0 001 -c 00000100 n 0000 | knows animals
00000800 18 n 01 man 0 001 ~ 00000300 n 0000 | (a person)
00000900 18 n 01 dog 1 002 @ 00000800 n 0000 #m 00001100 n 0000 | a fellow
00001000 18 n 01 dog 2 002 @ 00000800 n 0000 #s 00001100 n 0000 | another fellow
00001100 14 n 01 band 0 002 %m 00000900 n 0000 %s 00001000 n 0000 | goes about together
"""
VERB = """\
00000100 38 v 02 chase 0 dog 0 004 * 00000200 v 0000 $ 00000200 v 0000 + 00000200 n 0201 \
^ 00000200 v 0000 01 + 08 00 | go after; "dog him"
00000200 38 v 01 go 0 004 > 00000100 v 0000 $ 00000100 v 0000 + 00000100 n 0101 ~ 00000100 v 0000 \
01 + 02 00 | move
"""
ADJ = """\
00000100 00 a 01 fond(p) 0 003 = 00000600 n 0000 & 00000200 a 0000 < 00000100 v 0101 | liking
00000200 00 s 02 fond 1 doting 0 002 & 00000100 a 0000 \\ 00000200 n 0201 | liking much
"""
ADV = """\
00000100 02 r 01 fondly 0 003 \\ 00000100 a 0101 ;u 00000700 n 0000 ;r 00000800 n 0000 | with love
"""
INDEX = {
    "noun": "dog n 5 4 @ ~ ! #p 5 1 00000200 00000300 00000900 00001000 00000500\n",
    "verb": "dog v 1 1 * 1 0 00000100\n",
    "adj": "fond a 2 1 & 2 0 00000100 00000200\n",
}
COUNTS = "dog%1:05:00:: 1 42\ndog%2:38:00:: 1 2\n0%1:23:00:: 1 20\n"

EXPECTED_EDGES = """\
Lassie instance-of dog
animal of-field zoology
animal shares-root-with go
band made-of dog (noun 4)
cad kind-of man
chase kind-of go
chase entails go
chase grouped-with go
chase see-also go
chase shares-root-with dog
dog (man) kind-of man
dog (man) member-of band
dog (noun 4) kind-of man
dog kind-of animal
dog opposite-of cat
doting pertains-to dog
fond participle-of chase
fond similar-to doting
fond value-of cat
fondly derived-from fond
fondly of-region man
fondly used-as zoology
go causes chase
tail part-of animal
"""


def write(folder: Path, data: dict[str, str] | None = None, index: dict[str, str] = INDEX) -> Path:
    files = {"noun": NOUN, "verb": VERB, "adj": ADJ, "adv": ADV} | (data or {})
    for part, text in files.items():
        (folder / f"data.{part}").write_text(LICENCE + text, encoding="utf-8")
    for part, text in index.items():
        (folder / f"index.{part}").write_text(LICENCE + text, encoding="utf-8")
    (folder / "cntlist.rev").write_text(COUNTS, encoding="utf-8")
    return folder


def network(folder: Path) -> Draft:
    found = read_file(folder)
    assert isinstance(found, Draft)
    return found


def edges_of(graph: Graph) -> str:
    names = {concept.id: concept.name for concept in graph.concepts.values()}
    return "".join(
        sorted(f"{names[e.subject]} {e.relation} {names[e.object]}\n" for e in graph.edges)
    )


def test_a_folder_is_recognised_by_data_noun(tmp_path: Path) -> None:
    folder = write(tmp_path)
    assert find_format(folder).name == "wordnet"
    (folder / "readme.md").write_text("# A note\n\nQ: what?\nA: this\n", encoding="utf-8")
    assert find_format(folder).name == "wordnet"
    with pytest.raises(UsageError, match="wordnet is for a folder"):
        read_file(folder / "data.noun", "wordnet")


def test_a_pointer_and_its_inverse_are_one_edge(tmp_path: Path) -> None:
    graph = load_graph(write(tmp_path))
    assert edges_of(graph) == "".join(sorted(EXPECTED_EDGES.splitlines(keepends=True)))
    assert not network(tmp_path).skipped


def test_every_relation_occurs_in_the_expected_edges() -> None:
    words = {word for line in EXPECTED_EDGES.splitlines() for word in line.split()}
    assert {relation.name for relation in WORDNET_RELATIONS} <= words


def test_words_name_their_most_usual_meaning(tmp_path: Path) -> None:
    concepts = {c.name: c for c in load_graph(write(tmp_path)).concepts.values()}
    assert concepts["dog"].aliases == ("domestic dog", "Canis familiaris")
    assert concepts["cad"].aliases == ("dog",)
    assert concepts["dog (man)"].aliases == ("dog",)
    assert {c.kind for c in concepts.values()} == {"noun", "verb", "adjective", "adverb"}
    assert len(concepts) == len({concept_id(name) for name in concepts}) == 16


def test_a_word_used_more_as_a_verb_names_the_verb(tmp_path: Path) -> None:
    folder = write(tmp_path, {"verb": VERB.replace("02 chase 0 dog 0", "02 dog 0 chase 0")})
    (folder / "cntlist.rev").write_text("dog%1:05:00:: 1 2\ndog%2:38:00:: 1 3\n", "utf-8")
    kinds = {c.name: c.kind for c in load_graph(folder).concepts.values()}
    assert kinds["dog"] == "verb"
    assert kinds["domestic dog"] == "noun"


def test_without_an_index_a_word_names_its_first_meaning(tmp_path: Path) -> None:
    folder = write(tmp_path, index={})
    (folder / "cntlist.rev").unlink()
    names = [c.name for c in load_graph(folder).concepts.values()]
    assert names.index("dog") == 1
    assert len(names) == len(set(names)) == 16
    assert {"dog (man)", "dog (noun, 2)"} <= set(names)


def test_examples_follow_the_definition(tmp_path: Path) -> None:
    concepts = {c.name: c for c in load_graph(write(tmp_path)).concepts.values()}
    assert concepts["dog"].summary == 'A kept animal. "the dog barked"; "a good dog"'
    assert concepts["dog"].definition == "A kept animal."
    assert concepts["cad"].summary == "A base man."
    assert concepts["man"].summary == "(a person)."


BROKEN = {
    "cut off": ("00002000 03 n 01 stub", "no gloss after a bar"),
    "no number": ("x 03 n 01 stub 0 000 | gloss", "not an offset: 'x'"),
    "another type": ("00002000 03 v 01 stub 0 000 | gloss", "its type is 'v'"),
    "no count": ("00002000 03 n zz stub 0 000 | gloss", "a number was expected"),
    "no pointers": ("00002000 03 n 01 stub 0 | gloss", "too short"),
    "fewer pointers": ("00002000 03 n 01 stub 0 002 @ 00000100 n 0000 | gloss", "fewer words"),
    "many words": ("00002000 03 n ff stub 0 000 | gloss", "too short"),
    "below none": ("00002000 03 n -1 stub 0 000 | gloss", "a number was expected"),
    "a negative": ("00002000 03 n 01 stub 0 -9 | gloss", "fewer words or pointers than it states"),
    "no letter": ("00002000 03 n 01 ?! 0 000 | gloss", "no word with a letter or digit in it"),
    "a second": ("00000100 03 n 01 stub 0 000 | gloss", "a second synset at 00000100"),
    "nothing": ("|", "too short"),
}


@pytest.mark.parametrize(("line", "reason"), BROKEN.values(), ids=BROKEN)
def test_a_damaged_line_is_skipped_and_reported(tmp_path: Path, line: str, reason: str) -> None:
    found = network(write(tmp_path, {"noun": f"{NOUN}{line}\n"}))
    (row,) = found.skipped
    assert row.place == f"{tmp_path / 'data.noun'}:13"
    assert row.reason.startswith(f"not a synset: {reason}")
    assert len(found.concepts) == 16


def test_pointers_without_target_or_meaning_are_reported(tmp_path: Path) -> None:
    line = "00002000 03 n 01 stub 0 002 @ 99999999 n 0000 ?? 00000100 n 0000 | gloss\n"
    found = network(write(tmp_path, {"noun": NOUN + line}))
    assert [row.reason for row in found.skipped] == [
        "a pointer to a missing synset: @ n99999999",
        "a pointer with an unknown symbol: ?? n00000100",
    ]


def test_damaged_rows_of_indexes_are_reported(tmp_path: Path) -> None:
    folder = write(tmp_path, index={"noun": f"{INDEX['noun']}cad n many\ncat n 1 1 x\n"})
    (folder / "cntlist.rev").write_text(f"{COUNTS}dog%1:05:00::\n", encoding="utf-8")
    places = [Path(row.place).name for row in network(folder).skipped]
    assert places == ["cntlist.rev:4", "index.noun:3", "index.noun:4"]


def test_a_missing_file_is_reported(tmp_path: Path) -> None:
    folder = write(tmp_path)
    (folder / "data.adv").unlink()
    (row,) = network(folder).skipped
    assert row == (str(folder / "data.adv"), "missing; WordNet has this file")


def test_a_folder_without_synsets_is_refused(tmp_path: Path) -> None:
    nothing = dict.fromkeys(("noun", "verb", "adj", "adv"), "x\n")
    with pytest.raises(DataError, match=r"E506 no synset in it; .*data\.noun:2: not a synset"):
        read_file(write(tmp_path, nothing))


def test_bytes_that_are_not_text_are_refused(tmp_path: Path) -> None:
    folder = write(tmp_path)
    (folder / "data.verb").write_bytes(b"00000100 38 v \xff\n")
    with pytest.raises(DataError, match=r"data\.verb:1: E502"):
        read_file(folder)


FIELD = st.sampled_from("00000100 03 n v 01 02 ff -1 dog ( 0 001 002 @ ~ 0000 | x é \\".split())


@given(rows=st.lists(st.lists(FIELD, max_size=14), max_size=6))
def test_any_line_is_read_or_reported(
    rows: list[list[str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = write(tmp_path_factory.mktemp("any"))
    text = "".join(f"{' '.join(row)}\n" for row in rows)
    (folder / "data.noun").write_text(NOUN + text, encoding="utf-8")
    found = network(folder)
    assert len(found.concepts) >= 16
    assert all(".noun:" in row.place for row in found.skipped)


def test_an_imported_wordnet_can_be_loaded(tmp_path: Path) -> None:
    source = tmp_path / "dict"
    source.mkdir()
    write(source, {"noun": f"{NOUN}damaged\n"})
    out = tmp_path / "out"
    found = read_source(source)
    assert isinstance(found, Draft)
    assert [row.reason for row in found.skipped] == ["not a synset: no gloss after a bar"]
    draft = name_uniquely(found)
    assert len(draft.concepts) == 16
    write_plan(plan_files(draft, out, "dict"), out)
    graph = load_graph(out)
    assert edges_of(graph) == edges_of(load_graph(source))
    assert graph.title == "WordNet"


@pytest.fixture(scope="session")
def wordnet() -> Path:
    if not (WHOLE / "data.noun").is_file():
        if os.environ.get("CI") == "true":
            pytest.fail("WordNet is not here; .ci/run installs Debian's wordnet-base")
        pytest.skip("WordNet is not here; Debian's wordnet-base has it")
    return WHOLE


@pytest.mark.slow
def test_the_real_wordnet(wordnet: Path, tmp_path: Path) -> None:
    """Read all of it, ask through the cache, and check that it could be written as TOML."""
    draft = read_source(wordnet)
    assert isinstance(draft, Draft)
    graph = resolve(draft)
    assert (len(graph.concepts), len(graph.edges)) == (117_659, 186_325)
    assert {edge.relation for edge in graph.edges} == {
        relation.name for relation in WORDNET_RELATIONS
    }
    assert not errors(name_uniquely(draft))
    with open_store(wordnet, tmp_path) as store:
        asked = {
            "what is a dog": "A member of the genus Canis",
            "opposite of hot": "Having a low or inadequate temperature",
        }
        for question, summary in asked.items():
            assert respond(question, store).hits[0].concept.summary.startswith(summary)
