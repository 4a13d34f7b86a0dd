from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import DataError, Finding, KgError, UsageError
from kg.graph_files.check import errors
from kg.graph_files.load import load_graph
from kg.graph_files.native import read_draft
from kg.graph_files.source_files import graph_files, shipped_graph
from kg.model.attributes import Attributes, Flag, Limit
from kg.model.graph import Concept, ConceptId, Edge, concept_id
from tests.conftest import TINY, write_graph


def told(folder: Path, *files: str) -> list[str]:
    """Findings as "line: code message"; with the file's name where a test has several."""
    prefix = f"{folder}/" if len(files) > 1 else f"{folder}/{(*files, 'g.toml')[0]}:"
    return [str(finding).removeprefix(prefix) for finding in errors(read_draft(folder))]


def read(tmp_path: Path, text: str | bytes, name: str = "g.toml") -> Path:
    path = tmp_path / "graph"
    path.mkdir(exist_ok=True)
    (path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_the_whole_graph(graph_folder: Path) -> None:
    graph = load_graph(graph_folder)
    assert (graph.title, graph.description) == ("Tea", "How tea is made.")
    assert list(graph.vocabulary.kinds) == ["drink", "step", "concept"]
    assert [concept.name for concept in graph.concepts.values()] == [
        *["Green tea", "Black tea", "Oolong", "Café crème"],
        *["Picking", "Withering", "Oxidation", "Steaming"],
    ]
    green, black = ConceptId("green-tea"), ConceptId("black-tea")
    assert graph.concepts[green] == Concept(
        green,
        "Green tea",
        "drink",
        ("sencha", "ryokucha"),
        "Tea of leaves that are heated before they can oxidise.",
        "1",
    )
    assert [
        (edge.object, edge.relation, edge.citation) for edge in graph.edges if edge.subject == black
    ] == [
        ("picking", "made-by", "2"),
        ("oxidation", "made-by", "3"),
    ]


def test_edges_find_aliases_and_other_spellings(own_folder: Path) -> None:
    more = '[[concept]]\nname = "Kombucha"\nmade-by = ["FERMENTATION", "plucking!"]\nkind = "drink"'
    write_graph(own_folder, {"more.toml": more})
    kombucha = ConceptId("kombucha")
    assert [edge for edge in load_graph(own_folder).edges if edge.subject == kombucha] == [
        Edge(kombucha, "made-by", ConceptId("oxidation")),
        Edge(kombucha, "made-by", ConceptId("picking")),
    ]


# Which files


def test_files_are_sorted_and_the_vocabulary_is_first(graph_folder: Path) -> None:
    assert [file.name for file in graph_files(graph_folder)] == [
        *["relations.toml", "drinks.toml", "graph.toml", "steps.toml"]
    ]


@pytest.mark.parametrize("spelling", ["{}", "{}/", "{}/../own", "."])
def test_the_vocabulary_beside_the_folder(
    own_folder: Path, spelling: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside = own_folder.parent / "relations.toml"
    (own_folder / "relations.toml").rename(beside)
    monkeypatch.chdir(own_folder)
    found, *_ = graph_files(Path(spelling.format(own_folder)))
    assert found.samefile(beside)


def test_the_vocabulary_that_ships(tmp_path: Path) -> None:
    folder = read(tmp_path, "")
    assert graph_files(folder)[0] == shipped_graph().parent / "relations.toml"
    assert "used-for" in read_draft(folder).vocabulary.relations


def test_one_file_is_a_graph(own_folder: Path) -> None:
    write_graph(own_folder, {"one.toml": '[[concept]]\nname = "Mate"\nkind = "drink"'})
    graph = load_graph(own_folder / "one.toml")
    assert list(graph.concepts) == ["mate"]
    assert "made-by" in graph.vocabulary.relations
    assert graph.title == "one"


@pytest.mark.parametrize(
    ("name", "title"),
    [("my-graph", "my graph"), ("aws_2.0", "aws 2.0"), ("x.y", "x.y")],
)
def test_an_untitled_graph_is_called_by_its_folder(tmp_path: Path, name: str, title: str) -> None:
    assert read_draft(write_graph(tmp_path / name, {"a.toml": ""})).title == title


@pytest.mark.parametrize(
    ("name", "message"),
    [
        pytest.param("missing", "no such graph", id="missing"),
        pytest.param("deck.txt/x", "no such graph", id="below a file"),
        pytest.param("x" * 5000, "File name too long", id="too long"),
        pytest.param("a\0b", "no such graph", id="nul"),
    ],
)
def test_no_graph_there(tmp_path: Path, name: str, message: str) -> None:
    write_graph(tmp_path, {"deck.txt": "Tea\n"})
    for reader in (graph_files, read_draft, load_graph):
        with pytest.raises(UsageError, match=message):
            reader(tmp_path / name)


@pytest.mark.parametrize("name", ["empty", "only-relations", "deck.txt"])
def test_nothing_there_to_read(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    write_graph(tmp_path / "only-relations", {"relations.toml": ""})
    write_graph(tmp_path, {"deck.txt": "Tea\n"})
    with pytest.raises(DataError, match=f"{name}:1: E508"):
        load_graph(tmp_path / name)


# Files that can't be read


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        pytest.param(b"# a\r\n# \xff", 2, "E101 not UTF-8 text", id="not utf-8"),
        pytest.param(b"\xef\xbb\xbf#\n#\n\xff", 3, "E101 not UTF-8 text", id="not utf-8 after bom"),
        pytest.param("x = 1".encode("utf-16"), 1, "E101 not UTF-8 text", id="utf-16"),
        pytest.param(b"\n\nx = ", 3, "E102 not valid TOML: Invalid value", id="invalid"),
        pytest.param(b'x = """\n\n', 3, "E102 not valid TOML: Unterminated", id="unterminated"),
        pytest.param(b"\r\n\r\nx = \r\n", 3, "E102 not valid TOML", id="crlf"),
        pytest.param(b"x = 1\nx = 2", 2, "E102 not valid TOML: Cannot overwrite", id="key twice"),
        pytest.param(b"a\0b", 1, "E102 not valid TOML", id="nul"),
        pytest.param(b"x = " + b"[" * 9999, 1, "E102 not valid TOML: nested too", id="deep lists"),
        pytest.param(
            b"x = " + b"{a=" * 9999, 1, "E102 not valid TOML: nested too", id="deep tables"
        ),
        pytest.param(b"x = " + b"1" * 5000, 1, "E102 not valid TOML: a number", id="long number"),
    ],
)
def test_unreadable_text(tmp_path: Path, content: bytes, line: int, message: str) -> None:
    (found,) = told(read(tmp_path, content))
    assert found.startswith(f"{line}: {message}")


def test_unreadable_files(own_folder: Path) -> None:
    (own_folder / "a.toml").symlink_to(own_folder / "gone")
    (own_folder / "b.toml").mkdir()
    assert told(own_folder, *TINY) == [
        "a.toml:1: E101 can't be read: No such file or directory",
        "b.toml:1: E101 can't be read: Is a directory",
    ]


def test_one_bad_file_does_not_hide_another(own_folder: Path) -> None:
    write_graph(own_folder, {"a.toml": "x =", "b.toml": "y = 1", "c.toml": "[[concept]]"})
    assert [line.split(" ", 2)[:2] for line in told(own_folder, *TINY)] == [
        ["a.toml:1:", "E102"],
        ["b.toml:1:", "E103"],
        ["c.toml:1:", "E103"],
    ]


def test_deep_dotted_keys(tmp_path: Path) -> None:
    assert told(read(tmp_path, ".".join("x" * 3000) + " = 1")) == [
        "1: E103 unknown key 'x'; this file holds [[concept]] tables"
    ]


# Values of the wrong type


@pytest.mark.parametrize("value", ["1", "1.5", "true", "[]", "['x']", "{}", "2024-01-01", "[[1]]"])
@pytest.mark.parametrize("key", ["name", "kind", "summary", "source"])
def test_values_that_are_no_strings(tmp_path: Path, key: str, value: str) -> None:
    fields = {"name": '"A"', "kind": '"concept"', "summary": '"S"', "source": '"1"'} | {key: value}
    text = "\n".join(["[[concept]]", *(f"{k} = {v}" for k, v in fields.items())])
    line = 2 + list(fields).index(key)
    assert told(read(tmp_path, text)) == [f"{line}: E103 {key} must be a string"]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        pytest.param(["name = '+'"], ["2: E103 a concept needs a name …"], id="name of marks"),
        pytest.param(["kind = 'concept'"], ["1: E103 a concept needs a name …"], id="no name"),
        pytest.param(
            ["name = 'A'", "aliases = 'a'"],
            ["3: E103 aliases of 'A' must be a list of strings"],
            id="aliases a string",
        ),
        pytest.param(
            ["name = 'A'", "aliases = ['a', 1]"],
            ["3: E103 aliases of 'A' must be a list of strings"],
            id="an alias no string",
        ),
        pytest.param(
            ["name = 'A'", "aliases = ['']"],
            ["1: E103 the alias '' of 'A' has no letter or digit"],
            id="an alias of nothing",
        ),
        pytest.param(
            ["name = 'A'", "", "follows = [1, {}, { to = 1 }, { to = 'B', x = '' }, ['B'], true]"],
            ["4: E103 follows of 'A' must list names, or …"],
            id="edges of all types",
        ),
        pytest.param(
            ["name = 'A'", "follows = 3"],
            ["3: E103 follows of 'A' must list names, or …"],
            id="a number for edges",
        ),
        pytest.param(
            ["name = 'A'", "[concept.follows]", "x = 1"],
            ["3: E103 follows of 'A' must list names, or …"],
            id="a table for edges",
        ),
        pytest.param(
            ["name = 'A'", "kind = ''"], ["1: E105 'A' has the unknown kind ''; …"], id="empty kind"
        ),
    ],
)
def test_faulty_concepts(tmp_path: Path, lines: list[str], found: list[str]) -> None:
    lines = [
        line.split("…")[0] for line in told(read(tmp_path, "\n".join(["[[concept]]", *lines])))
    ]
    assert len(lines) == len(found)
    assert all(a.startswith(b.split("…")[0]) for a, b in zip(lines, found, strict=True))


EDGE = "follows = [{{ to = 'B', {} }}]"


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("hidden = 'a'", "hidden of 'A' must be a list of strings"),
        ("background = 1", "background must be a string"),
        ("better = 'bigger'", 'better must be "higher" or "lower"'),
        ("range = { min = 2, max = 1 }", "range must be a table such as"),
        ("range = { of = 'x', max = 1 }", "range must be a table such as"),
        ("limit = [{ of = 'x' }]", "limit must list tables such as"),
        ("limit = [{ max = 1 }]", "limit must list tables such as"),
        ("limit = [{ of = 'x', max = nan }]", "limit must list tables such as"),
        ("limit = [{ of = 'x', max = true }]", "limit must list tables such as"),
        (EDGE.format("status = 'derived'"), "follows of 'A' must list names, or"),
        (EDGE.format("status = 'background', source = '1'"), "follows of 'A' must list names, or"),
        (EDGE.format("strength = 'very'"), "follows of 'A' must list names, or"),
        (EDGE.format("role = 'sum'"), "follows of 'A' must list names, or"),
        (EDGE.format("when = ['B']"), "follows of 'A' must list names, or"),
        (EDGE.format("when = { all-of = 'B' }"), "follows of 'A' must list names, or"),
        (EDGE.format("when = { none-of = ['B'] }"), "follows of 'A' must list names, or"),
        (EDGE.format("when = { any-of = ['C'] }"), "no concept has the name 'C' of a condition"),
        ("limit = [{ of = 'x', max = 1, source = 'p. 3' }]", "the limit 'x up to 1' of 'A' has"),
    ],
)
def test_faulty_attributes_and_qualifiers(tmp_path: Path, line: str, found: str) -> None:
    text = f"[[concept]]\nname = 'A'\n{line}\n[[concept]]\nname = 'B'\n"
    (line,) = told(read(tmp_path, text))
    assert found in line


def test_attributes_qualifiers_and_flags(own_folder: Path) -> None:
    about = own_folder / "graph.toml"
    about.write_text(
        about.read_text()
        + '[[flag]]\nsource = "4"\nsays = "Line 4 breaks  off."\nabout = ["Tea", "sencha"]\n'
    )
    (own_folder / "more.toml").write_text(
        '[[concept]]\nname = "Tea"\nkind = "drink"\nsummary = "Says."\nbackground = "Adds."\n'
        'hidden = ["hot  drink"]\nbetter = "lower"\nrange = { min = 0, max = 1.5, source = "2" }\n'
        'limit = [{ of = "cups", max = 3, unit = "a day" }]\nsource = "1"\n'
        'unlike = [{ to = "oolong", strength = "can", when = { all-of = ["sencha"] } }]\n'
    )
    graph = load_graph(own_folder)
    tea = graph.concepts[concept_id("Tea")]
    assert (tea.hidden, tea.background) == (("hot drink",), "Adds.")
    own, limit = Limit("", 0, 1.5, "", "2"), Limit("cups", None, 3, "a day", "")
    assert tea.attributes == Attributes((own, limit), "lower")
    assert tea.flags == (Flag("Line 4 breaks off.", "4"),)
    (edge,) = (edge for edge in graph.edges if edge.subject == tea.id)
    assert edge.qualifiers.strength == "can"
    assert edge.qualifiers.all_of == ("Green tea",)  # by the name of the concept
    assert graph.concepts[concept_id("Green tea")].flags == tea.flags


@pytest.mark.parametrize(
    ("flag", "found"),
    [
        ('says = "S."\nabout = ["Oolong"]', "E103 a flag is written as"),
        ('source = "1"\nsays = 3\nabout = ["Oolong"]', "E103 a flag is written as"),
        ('source = "1"\nsays = "S."\nabout = "Oolong"', "E103 about must be a list"),
        ('source = "1"\nsays = "S."\nabout = ["Coffee"]', "E106 a flag is about 'Coffee'"),
        ('source = "p. 1"\nsays = "S."\nabout = ["Oolong"]', "E111 the flag 'S.' has the source"),
    ],
)
def test_faulty_flags(own_folder: Path, flag: str, found: str) -> None:
    about = own_folder / "graph.toml"
    about.write_text(f"{about.read_text()}[[flag]]\n{flag}\n")
    with pytest.raises(DataError) as caught:
        load_graph(own_folder)
    (finding,) = caught.value.findings
    assert found in str(finding)
    assert finding.path == str(about)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("\nconcept = 1", "2: E103 concepts are written as …", id="number"),
        pytest.param(
            "\n[concept]\nname = 'A'", "2: E103 concepts are written as …", id="one table"
        ),
        pytest.param("concept = [1]", "1: E103 concepts are written as …", id="list of numbers"),
        pytest.param("#\n[[concepts]]", "2: E103 unknown key 'concepts'; …", id="another table"),
        pytest.param("#\n 'a b' = 1", "2: E103 unknown key 'a b'; …", id="quoted key"),
    ],
)
def test_files_without_concept_tables(tmp_path: Path, text: str, found: str) -> None:
    (line,) = told(read(tmp_path, text))
    assert line.startswith(found.removesuffix("…"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("\ntitle = 1", "2: E103 title must be a string"),
        ("#\ntilte = ''", "2: E103 unknown key 'tilte'; known: title, description, deck, source"),
        (
            "#\nsource = 'p. 1'",
            '2: E111 source \'p. 1\' is not of a form such as "28-29", "26-27,91" or "card 12"',
        ),
        ("title = ", "1: E102 not valid TOML: Invalid value (at line 1, column 9)"),
    ],
)
def test_faults_in_graph_toml(tmp_path: Path, text: str, found: str) -> None:
    (line,) = told(read(tmp_path, text, "graph.toml"), "graph.toml")
    assert line == found or line.startswith("1: E102")


# Places

UNKNOWN = "E106 'B' follows 'X': no concept has this name"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param('{B}\nfollows = ["X"]', 3, id="list"),
        pytest.param('{B}\nfollows = "X"', 3, id="string"),
        pytest.param("{B}\nfollows = [\n  'B',\n  'X', # why\n]", 5, id="lines"),
        pytest.param('{B}\nfollows = [\n  { to = "X" },\n]', 4, id="inline table"),
        pytest.param('{B}\n[[concept.follows]]\nto = "X"', 4, id="table"),
        pytest.param('{B}\n"follows" = [\n"X"]', 4, id="quoted key"),
        pytest.param('{B}\n  follows   =   [ "X" ]', 3, id="spaces"),
        pytest.param('{B}\nsummary = "X"\naliases = ["y"]\nfollows = ["X"]', 5, id="not an alias"),
        pytest.param('{B}\nfollows = ["B"]\n\n# "X"\n\nused-for = ["X"]', 7, id="not in a comment"),
        pytest.param('{B}\nfollows = ["\\u0058"]', 3, id="escape"),
        pytest.param("\ufeff{B}\nfollows = ['X']", 3, id="byte order mark"),
        pytest.param("{B}\r\nfollows = [\r\n'X']", 4, id="crlf"),
        pytest.param('  [[ "concept" ]] # so\nname = "B"\nfollows = ["X"]', 3, id="odd header"),
        pytest.param('# """\n{B}\nfollows = ["X"]', 4, id="fence in a comment"),
        pytest.param('x = \'"""\'\n{B}\nfollows = ["X"]', 4, id="fence in a string"),
        pytest.param(
            '{B}\nsummary = """\n[[concept]]\nfollows = ["X"]\n"""\nfollows = ["X"]',
            7,
            id="header in a string",
        ),
        pytest.param(
            "{B}\nsummary = '''\n[[concept]]\n\"\"\"'''''\nfollows = [\"X\"]",
            6,
            id="header in a literal string",
        ),
        pytest.param(
            '{B}\nsummary = """\\"""\n[[concept]]"""""\nfollows = ["X"]', 5, id="escaped fence"
        ),
        pytest.param('concept = [\n{ name = "B", follows = ["X"] }]', 2, id="inline array"),
        pytest.param('#\nconcept = [{ name = "B", follows = "\\u0058" }]', 2, id="inline, escape"),
    ],
)
def test_the_place_of_an_edge(tmp_path: Path, text: str, line: int) -> None:
    folder = read(tmp_path, text.replace("{B}", '[[concept]]\nname = "B"'))
    found = [finding for finding in errors(read_draft(folder)) if finding.code == "E106"]
    assert [(finding.line, finding.message.split()[-5:]) for finding in found] == [
        (line, ["no", "concept", "has", "this", "name"])
    ]


def test_the_place_of_each_of_many_edges(tmp_path: Path) -> None:
    targets = [f"x{n}" for n in range(3_000)]
    listed = "\n".join(f'"{target}",' for target in targets)
    folder = read(tmp_path, f'[[concept]]\nname = "A"\nused-for = [\n{listed}\n]')
    assert [edge.place.line for edge in read_draft(folder).concepts[0].edges] == [
        *range(4, 4 + len(targets))
    ]


def test_the_same_edge_twice_is_placed_at_the_second(tmp_path: Path) -> None:
    text = '[[concept]]\nname = "A"\nfollows = [\n"B",\n"B",\n]\n[[concept]]\nname = "B"'
    assert told(read(tmp_path, text)) == ["5: E109 'A' follows 'B': the same edge twice"]


def test_duplicates_across_files(own_folder: Path) -> None:
    write_graph(
        own_folder,
        {
            "more.toml": '[[concept]]\nname = "green-tea"\n\n'
            '[[concept]]\nname = "New"\naliases = ["OOLONG", "sencha", "new"]\n'
        },
    )
    assert told(own_folder, *TINY) == [
        f"more.toml:1: E108 'green-tea' is already defined at {own_folder}/drinks.toml:1",
        "more.toml:4: E108 the alias 'OOLONG' of 'New' already means 'Oolong' "
        f"at {own_folder}/drinks.toml:18",
        "more.toml:4: E108 the alias 'sencha' of 'New' already means 'Green tea' "
        f"at {own_folder}/drinks.toml:1",
    ]


def test_line_breaks_in_values_are_spaces(tmp_path: Path) -> None:
    text = '''[[concept]]
name = """
  Long
  name"""
aliases = [" an \\n alias "]
summary = """Two
    lines."""
follows = ["""B
"""]
[[concept]]
name = "B"
'''
    graph = load_graph(read(tmp_path, text))
    concept = graph.concepts[ConceptId("long-name")]
    assert (concept.name, concept.aliases, concept.summary) == (
        "Long name",
        ("an alias",),
        "Two lines.",
    )
    assert [edge.object for edge in graph.edges] == ["b"]


# The vocabulary's faults


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("[kind.a]\n\n[kind.b]\nprior = 2", "3: E112 kind.b: prior must …", id="kind"),
        pytest.param(
            "[relation.a]\n[ relation . 'b-c' ]\nx = 1", "2: E112 relation.b-c: unk…", id="quoted"
        ),
        pytest.param("#\n[relatoin.x]", "2: E112 relatoin: unknown table…", id="unknown table"),
        pytest.param("#\nrelation.x.weight = 2", "2: E112 relation.x: weight …", id="dotted"),
        pytest.param("#\nkind = 2", "2: E112 kind: kind must hold tables…", id="no tables"),
        pytest.param("[kind]\nx = 2", "1: E112 kind.x: kind.x must be a table", id="no table"),
        pytest.param("# [kind.x]\n[kind.x]\nprior = 2", "2: E112 kind.x: …", id="in a comment"),
        pytest.param("#\n[kind.x", "2: E102 not valid TOML: …", id="not toml"),
        pytest.param(b"\n\xff", "2: E101 not UTF-8 text", id="not utf-8"),
    ],
)
def test_faults_in_relations_toml(tmp_path: Path, text: str | bytes, found: str) -> None:
    folder = read(tmp_path, "[[concept]]\nname = 'A'")
    read(tmp_path, text, "relations.toml")
    (line,) = told(folder, "relations.toml")
    assert line.startswith(found.removesuffix("…"))


def test_a_faulty_row_is_one_fault_however_often_it_is_used(own_folder: Path) -> None:
    text = TINY["relations.toml"].replace("weight = 1\n", "weight = 7\n")
    write_graph(own_folder, {"relations.toml": text})
    assert told(own_folder, *TINY) == [
        "relations.toml:10: E112 relation.made-by: weight must lie between 0 and 1"
    ]


def test_load_raises_every_error_at_once(own_folder: Path) -> None:
    bad = '[[concept]]\nname = "A"\nkind = "x"\nlikes = ["B"]\nfollows = ["C"]\nsource = "?"'
    write_graph(own_folder, {"bad.toml": bad, "worse.toml": "x ="})
    with pytest.raises(DataError) as caught:
        load_graph(own_folder)
    codes = [finding.code for finding in caught.value.findings]
    assert sorted(codes) == ["E102", "E104", "E105", "E106", "E111"]
    assert len(str(caught.value).splitlines()) == 5


# Anything at all

SCALARS: st.SearchStrategy[Any] = (
    st.text(max_size=4)
    | st.integers()
    | st.booleans()
    | st.sampled_from(["A", "B", "1", "3-4"])
    | st.floats(allow_nan=False)
)
ROW_KEYS = ["to", "source", "status", "role", "when", "all-of", "of", "min", "max", "unit", "x"]
ANY: st.SearchStrategy[Any] = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(ROW_KEYS), inner, max_size=3)
    ),
    max_leaves=6,
)
KEYS = st.sampled_from(
    [
        *("name", "kind", "aliases", "hidden", "summary", "background", "source", "follows"),
        *("used-for", "better", "range", "limit", "flag", "x y", ""),
    ]
)
TABLES = st.dictionaries(KEYS, ANY, max_size=5)


def toml(value: Any) -> str:
    """A value in TOML, inline."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return '"' + "".join(f"\\U{ord(c):08X}" for c in value) + '"'
    if isinstance(value, list):
        return f"[{', '.join(map(toml, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{toml(k)} = {toml(v)}' for k, v in value.items())}}}"
    return repr(value)


@given(tables=st.lists(TABLES, max_size=3), rest=st.dictionaries(KEYS, ANY, max_size=1))
def test_any_toml_is_a_graph_or_has_findings(
    tmp_path_factory: pytest.TempPathFactory, tables: list[dict[str, Any]], rest: dict[str, Any]
) -> None:
    lines = [f"{toml(key)} = {toml(value)}" for key, value in rest.items()]
    for table in tables:
        lines += ["[[concept]]", *(f"{toml(key)} = {toml(value)}" for key, value in table.items())]
    text = "\n".join(lines)
    assert tomllib.loads(text) is not None
    file = tmp_path_factory.getbasetemp() / "any.toml"
    file.write_text(text, encoding="utf-8")
    check_any(file)


@given(content=st.binary(max_size=60) | st.text("[]{}=\"'\n# \\concept.names", max_size=60))
def test_any_bytes_are_a_graph_or_have_findings(
    tmp_path_factory: pytest.TempPathFactory, content: bytes | str
) -> None:
    file = tmp_path_factory.getbasetemp() / "bytes.toml"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    check_any(file)


def check_any(file: Path) -> None:
    draft = read_draft(file)
    found = errors(draft)
    length = file.read_bytes().count(b"\n") + 1
    assert all(isinstance(f, Finding) and 1 <= f.line <= length for f in found)
    try:
        graph = load_graph(file)
    except KgError as error:
        assert isinstance(error, DataError)
        assert list(error.findings) == found
    else:
        assert found == []
        assert len(graph.concepts) == len(draft.concepts)
        assert len(graph.edges) == sum(len(concept.edges) for concept in draft.concepts)
