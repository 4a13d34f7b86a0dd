from __future__ import annotations

import re
import time
from collections.abc import Iterable
from pathlib import Path

import pytest

import kg.graph_files.check
from kg.errors import DataError, Finding
from kg.graph_files.check import deck_warnings, errors, warnings
from kg.graph_files.load import load_graph
from kg.graph_files.native import read_draft
from kg.graph_files.text_deck import TextDeck, read_text_deck
from kg.model.draft import Draft, DraftConcept, DraftEdge, Place
from kg.model.vocabulary import Vocabulary

BAD = Path(__file__).parents[1] / "data" / "bad"

GOLDEN = {
    "E101": "bad.toml:3: E101 not UTF-8 text",
    "E102": "bad.toml:3: E102 not valid TOML: Invalid value (at line 3, column 11)",
    "E103": "bad.toml:5: E103 aliases of 'A' must be a list of strings",
    "E104": "bad.toml:6: E104 'A' has the unknown relation or field 'likes'; known: …",
    "E105": "bad.toml:1: E105 'A' has the unknown kind 'gadget'; known: …",
    "E106": "bad.toml:7: E106 'A' contrasts-with 'C': no concept has this name",
    "E107": "bad.toml:5: E107 'A' part-of-stage 'B': part-of-stage leads to stage, "
    "and 'B' is a concept",
    "E108": "bad.toml:1: E108 the alias 'b' of 'A' already means 'B' at bad.toml:8",
    "E109": "bad.toml:11: E109 'B' contrasts-with 'A': the same edge twice",
    "E110": "bad.toml:11: E110 follows runs in a circle: A -> B -> A",
    "E111": "bad.toml:1: E111 'A' has the source 'page 1', "
    'not of a form such as "28-29", "26-27,91" or "card 12"',
    "E112": "relations.toml:3: E112 relation.contrasts-with: symmetric must be true or false",
    "E113": "bad.txt:2: E113 not of the form subject|relation|object, each with a letter or digit "
    "in it",
    "E114": "cards.jsonl:2: E114 not a card: front and back are lists of blocks",
    "W201": "bad.toml:12: W201 'C' has no summary",
    "W202": "bad.toml:12: W202 'C' has no source",
    "W203": "bad.toml:12: W203 'C' has no edge to or from it",
    "W204": "bad.toml:1: W204 the alias 'Álpha' of 'A' repeats another of its names",
    "W205": "bad.toml:1: W205 the search phrase 'b' of 'A' is a name of 'B' at bad.toml:8; "
    "leave it out",
    "W301": "deck.txt:4: W301 no concept cites this line: Third.",
    "W302": "bad.toml:7: W302 'B' cites '2'; the deck has 1 lines",
}


def bad(code: str) -> Path:
    """The graph with the fault of this code: a folder, or a file of triples in one."""
    triples = BAD / code / "bad.txt"
    return triples if triples.exists() else BAD / code


def findings(folder: Path) -> list[Finding]:
    if folder.is_file():
        with pytest.raises(DataError) as caught:
            load_graph(folder)
        return list(caught.value.findings)
    draft = read_draft(folder)
    found = [*errors(draft), *warnings(draft)]
    if (folder / "deck.txt").exists():
        found += deck_warnings(draft, read_text_deck(folder / "deck.txt"))
    return found


@pytest.mark.parametrize("code", GOLDEN)
def test_each_code(code: str) -> None:
    told = [str(finding).replace(f"{BAD / code}/", "") for finding in findings(bad(code))]
    assert [re.sub("(?<=known: ).*", "…", line) for line in told] == [GOLDEN[code]]


def test_every_documented_code_has_a_bad_graph() -> None:
    assert kg.graph_files.check.__doc__
    documented = re.findall(r"^ *([EW]\d{3})  ", kg.graph_files.check.__doc__, re.MULTILINE)
    assert documented == sorted(documented)
    assert documented == list(GOLDEN)
    assert documented == sorted(folder.name for folder in BAD.iterdir())


@pytest.mark.parametrize("code", GOLDEN)
def test_errors_stop_loading_and_warnings_do_not(code: str) -> None:
    if code.startswith("W"):
        assert load_graph(bad(code)).concepts
    else:
        with pytest.raises(DataError) as caught:
            load_graph(bad(code))
        assert [finding.code for finding in caught.value.findings] == [code]


# Drafts made by hand


def concept(
    name: str,
    edges: Iterable[DraftEdge] = (),
    *,
    line: int = 1,
    kind: str = "concept",
    aliases: tuple[str, ...] = (),
    source: str = "1",
) -> DraftConcept:
    return DraftConcept(name, kind, aliases, "Text.", source, tuple(edges), Place("g.toml", line))


def edge(target: str, relation: str = "follows", *, line: int = 1, source: str = "1") -> DraftEdge:
    return DraftEdge("", relation, target, source, Place("g.toml", line))


@pytest.fixture(scope="module")
def vocabulary(graph_folder: Path) -> Vocabulary:
    return read_draft(graph_folder).vocabulary


def told(draft: Draft) -> list[str]:
    return [str(finding).removeprefix("g.toml:") for finding in errors(draft)]


def test_every_fault_is_told_once_and_in_order(vocabulary: Vocabulary) -> None:
    draft = Draft(
        vocabulary,
        (
            concept("B", [edge("Z", line=9), edge("A", "likes", line=8)], line=7, kind="car"),
            concept("A", [edge("A", line=3)], line=2, aliases=("b", "!"), source="x"),
            concept("a", line=12),
        ),
        faults=(Finding("a.toml", 1, "E101", "can't be read: gone"),),
    )
    assert [(finding.line, finding.code) for finding in errors(draft)] == [
        *[(1, "E101"), (2, "E103"), (2, "E108"), (2, "E111"), (3, "E109")],
        *[(7, "E105"), (8, "E104"), (9, "E106"), (12, "E108")],
    ]
    assert errors(draft) == errors(Draft(vocabulary, draft.concepts, draft.faults * 2))


@pytest.mark.parametrize(
    ("one", "other", "twice"),
    [
        pytest.param(("A", "unlike", "B"), ("B", "unlike", "A"), True, id="symmetric"),
        pytest.param(("A", "made-by", "B"), ("B", "made-by", "A"), False, id="directed"),
        pytest.param(("A", "made-by", "B"), ("A", "made-by", "beta"), True, id="by alias"),
        pytest.param(("A", "made-by", "B"), ("A", "made-by", "b."), True, id="by another spelling"),
        pytest.param(("A", "made-by", "B"), ("A", "unlike", "B"), False, id="another relation"),
    ],
)
def test_the_same_edge_twice(
    vocabulary: Vocabulary, one: tuple[str, str, str], other: tuple[str, str, str], twice: bool
) -> None:
    edges = [
        (a, edge(b, relation, line=line)) for line, (a, relation, b) in enumerate([one, other])
    ]
    draft = Draft(
        vocabulary,
        tuple(
            concept(name, [e for a, e in edges if a == name], aliases=aliases)
            for name, aliases in [("A", ()), ("B", ("beta",))]
        ),
    )
    found = [finding for finding in errors(draft) if finding.code == "E109"]
    assert [finding.line for finding in found] == ([1] if twice else [])


def test_both_ends_are_checked_for_their_kind(vocabulary: Vocabulary) -> None:
    draft = Draft(vocabulary, (concept("A", [edge("B", "made-by")]), concept("B")))
    assert told(draft) == [
        "1: E107 'A' made-by 'B': made-by leads to step, and 'B' is a concept",
        "1: E107 'A' made-by 'B': made-by starts at drink, and 'A' is a concept",
    ]


def test_an_unknown_kind_is_one_fault_only(vocabulary: Vocabulary) -> None:
    draft = Draft(vocabulary, (concept("A", [edge("B", "made-by")], kind="x"), concept("B")))
    assert [finding.code for finding in errors(draft)] == ["E105", "E107"]
    assert "leads to" in errors(draft)[1].message


def test_an_unreadable_vocabulary_is_one_fault_only() -> None:
    fault = Finding("relations.toml", 1, "E102", "not valid TOML")
    draft = Draft(Vocabulary(), (concept("A", [edge("B"), edge("C")]), concept("B")), (fault,))
    assert errors(draft) == [fault]


@pytest.mark.parametrize(
    ("edges", "found"),
    [
        pytest.param("AB BC", [], id="chain"),
        pytest.param("AB AC BD CD", [], id="diamond"),
        pytest.param("AB BA", ["A -> B -> A"], id="two"),
        pytest.param("AB BC CA", ["A -> B -> C -> A"], id="three"),
        pytest.param("AB BC CB", ["B -> C -> B"], id="away from the start"),
        pytest.param("AB BA CD DC", ["A -> B -> A", "C -> D -> C"], id="two apart"),
        pytest.param("AB BA BC CA", ["A -> B -> A", "A -> B -> C -> A"], id="two that share"),
        pytest.param(
            "AB BC CD DE EF FG GH HI IJ JA",
            ["A -> … -> C -> D -> E -> F -> G -> H -> I -> J -> A"],
            id="long",
        ),
    ],
)
def test_cycles(vocabulary: Vocabulary, edges: str, found: list[str]) -> None:
    names = sorted(set(edges) - {" "})
    draft = Draft(
        vocabulary,
        tuple(concept(n, [edge(e[1]) for e in edges.split() if e[0] == n]) for n in names),
    )
    assert told(draft) == sorted(f"1: E110 follows runs in a circle: {loop}" for loop in found)


def test_orderings_are_checked_one_by_one(vocabulary: Vocabulary) -> None:
    draft = Draft(vocabulary, (concept("A", [edge("B")]), concept("B", [edge("A", "unlike")])))
    assert errors(draft) == []


@pytest.mark.parametrize("closed", [False, True], ids=["open", "closed"])
def test_a_long_chain_neither_overflows_nor_crawls(vocabulary: Vocabulary, closed: bool) -> None:
    def seconds(length: int) -> float:
        chain = [concept(f"n{n}", [edge(f"n{n + 1}")]) for n in range(length)]
        last = concept(f"n{length}", [edge("n0")] if closed else [])
        start = time.process_time()
        assert len(errors(Draft(vocabulary, (*chain, last)))) == closed
        return time.process_time() - start

    few = min(seconds(2_500) for _ in range(3))
    assert seconds(20_000) < 8 * few * 4 + 0.1


def test_many_cycles_are_told_briefly(vocabulary: Vocabulary) -> None:
    chain = [concept(f"n{n}", [edge(f"n{n + 1}"), edge("n0")]) for n in range(1, 3_000)]
    found = errors(Draft(vocabulary, (concept("n0", [edge("n1")]), *chain, concept("n3000"))))
    assert max(len(finding.message) for finding in found) < 200


# Warnings


def test_warnings_of_edges_only_where_they_differ(vocabulary: Vocabulary) -> None:
    draft = Draft(
        vocabulary,
        (
            concept("A", [edge("B", source="", line=4), edge("B", "unlike")], line=3),
            concept("B", [edge("A", source="")], line=5, source=""),
        ),
    )
    assert [(finding.line, finding.code) for finding in warnings(draft)] == [
        (4, "W202"),
        (5, "W202"),
    ]


@pytest.mark.parametrize("target", ["A", "nothing"])
def test_an_edge_to_itself_or_nothing_leaves_an_orphan(vocabulary: Vocabulary, target: str) -> None:
    draft = Draft(vocabulary, (concept("A", [edge(target)]),))
    assert [finding.code for finding in warnings(draft)] == ["W203"]


@pytest.mark.parametrize("alias", ["a", "Á", "A.", "alpha"])
def test_repeated_aliases(vocabulary: Vocabulary, alias: str) -> None:
    draft = Draft(vocabulary, (concept("A", [edge("B")], aliases=("alpha", alias)), concept("B")))
    assert [finding.code for finding in warnings(draft)] == ["W204"]
    assert errors(draft) == []


# Decks


DECK = TextDeck("deck.txt", ("Title", "", "One  ", "x" * 100, "Four"))


def test_deck_lines_that_nothing_cites(vocabulary: Vocabulary) -> None:
    draft = Draft(vocabulary, (concept("A", source="3"), concept("B", source="bad")), citation="1")
    assert list(map(str, deck_warnings(draft, DECK))) == [
        f"deck.txt:4: W301 no concept cites this line: {'x' * 59}…",
        "deck.txt:5: W301 no concept cites this line: Four",
    ]


def test_citations_beyond_the_deck(vocabulary: Vocabulary) -> None:
    draft = Draft(
        vocabulary,
        (concept("A", [edge("B", source="2-6", line=3), edge("C")], line=2, source="1-5,9"),),
        citation="7",
        place=Place("graph.toml", 4),
    )
    assert list(map(str, deck_warnings(draft, DECK))) == [
        "g.toml:2: W302 'A' cites '1-5,9'; the deck has 5 lines",
        "g.toml:3: W302 the edge 'A' follows 'B' cites '2-6'; the deck has 5 lines",
        "graph.toml:4: W302 the graph cites '7'; the deck has 5 lines",
    ]
