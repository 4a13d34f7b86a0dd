from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.cli.conftest import Run
from tests.conftest import TINY, write_graph
from tests.films import TRIPLES, write_films

ANSWER = ["question", "kind", "interpretation", "confident", "hits", "suggestions"]
HIT = ["id", "name", "kind", "score", "summary", "because"]
KINDS = {"answer", "list", "definition", "comparison", "path", "none"}

# No concept of this one has an edge.
APART = {
    "relations.toml": TINY["relations.toml"],
    "a.toml": """\
[[concept]]
name = "Mug"
kind = "drink"
summary = "Holds \\u001b[31mtea\\u0007\\u009b."
source = "1"
[[concept]]
name = "Kettle"
kind = "drink"
aliases = ["bad\\u001b[2Jalias"]
summary = "Boils."
source = "2"
""",
}


@pytest.fixture
def apart(tmp_path: Path) -> Path:
    return write_graph(tmp_path / "apart", APART)


def feed(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))


# ask


def test_ask_puts_the_answer_first_with_its_reason_and_card(kg: Run) -> None:
    ran = kg("ask", "which", "tool", "tunes", "hyperparameters")
    assert ran.code == 0
    assert ran.err == ""
    lines = ran.out.splitlines()
    assert lines[0].startswith("understood as: ")
    assert lines[2].startswith("SageMaker Automatic Model Tuning (service, ")
    assert any(line.startswith("  because: ") and "[28-29]" in line for line in lines)
    assert "  card: deck lines 28-29" in lines


def test_ask_takes_quoted_words_as_well(kg: Run) -> None:
    words = kg("ask", "which", "tool", "tunes", "hyperparameters")
    assert kg("ask", "which tool tunes hyperparameters") == words


@pytest.mark.parametrize(
    "question",
    ["which tool tunes hyperparameters", "list the metrics", "what is recall", "zyxw vutsr"],
)
def test_ask_json_has_these_keys_in_this_order(kg: Run, question: str) -> None:
    ran = kg("ask", "--json", question)
    data = json.loads(ran.out)
    assert list(data) == ANSWER
    assert data["question"] == question
    assert data["kind"] in KINDS
    assert isinstance(data["interpretation"], str)
    assert data["confident"] is bool(data["hits"])
    assert ran.code == (0 if data["hits"] else 1)
    assert all(isinstance(name, str) for name in data["suggestions"])
    for hit in data["hits"]:
        assert list(hit) == HIT
        assert 0 <= hit["score"] <= 1
        for reason in hit["because"]:
            assert {"type", "text"} <= reason.keys() <= {"type", "text", "relation", "source"}


def test_ask_n_limits_the_hits(kg: Run) -> None:
    assert len(json.loads(kg("ask", "--json", "-n", "2", "list the metrics").out)["hits"]) == 2


def test_ask_says_that_it_does_not_know(tea: Run) -> None:
    ran = tea("ask", "zyxw vutsr")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("kg: the graph does not answer this (understood as: ")


def test_ask_did_you_mean(kg: Run) -> None:
    ran = kg("ask", "mnitor lizard")
    suggestions = json.loads(kg("ask", "--json", "mnitor lizard").out)["suggestions"]
    assert ran.code == 1
    assert suggestions
    assert f"kg: did you mean: {', '.join(suggestions)}?\n" in ran.err


@pytest.mark.parametrize(
    ("args", "message"),
    [
        pytest.param([], "ask what?", id="no-question"),
        pytest.param([""], "ask what?", id="empty"),
        pytest.param([" ", "\t"], "ask what?", id="blank"),
        pytest.param(["-n", "0", "x"], "0 is not in the range", id="n-0"),
        pytest.param(["-n", "x", "y"], "not a valid int", id="n-word"),
        pytest.param(["--nope", "x"], "No such option", id="option"),
        pytest.param(["--batch", "-", "x"], "not both", id="both"),
        pytest.param(["--batch", "missing.txt"], "missing.txt: can't be read", id="missing"),
        pytest.param(["--batch", "."], ".: can't be read", id="folder"),
    ],
)
def test_ask_wrong_usage(tea: Run, args: list[str], message: str) -> None:
    ran = tea("ask", *args)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err


def test_ask_endless_question_is_answered_and_not_repeated_endlessly(tea: Run) -> None:
    ran = tea("ask", "a" * 100_000)
    assert ran.code == 1
    assert len(ran.err) < 2_000


# ask --option


def test_ask_chooses_among_options(tea: Run) -> None:
    ran = tea(*["ask", "--option", "black tea", "--option", "sencha", "which tea is steamed"])
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[2].startswith("Green tea (drink, ")
    assert any("called by the option 'sencha'" in line for line in lines)
    assert "Oolong" not in ran.out


def test_an_option_that_names_nothing_is_told(tea: Run) -> None:
    ran = tea("ask", "which tea is steamed", "--option", "sencha", "--option", "pizza")
    assert ran.code == 0
    assert "no concept of this graph is called by the option 'pizza'" in ran.err
    assert "sencha" not in ran.err


def test_ask_options_json_has_the_same_shape(tea: Run) -> None:
    options = ["--option", "black tea", "--option", "a cup of sencha"]
    ran = tea("ask", "--json", *options, "which tea is steamed")
    data = json.loads(ran.out)
    assert list(data) == ANSWER
    assert (data["kind"], data["confident"], data["suggestions"]) == ("answer", True, [])
    assert [hit["id"] for hit in data["hits"]] == ["green-tea", "black-tea"]
    for hit in data["hits"]:
        assert list(hit) == HIT
        assert 0 <= hit["score"] <= 1


def test_ask_options_that_call_nothing(tea: Run) -> None:
    ran = tea("ask", "--json", "--option", "zyxw", "which tea is steamed")
    data = json.loads(ran.out)
    assert ran.code == 1
    assert list(data) == ANSWER
    assert (data["kind"], data["confident"], data["hits"]) == ("none", False, [])


def test_ask_options_hold_for_each_line_of_a_batch(tea: Run, tmp_path: Path) -> None:
    (tmp_path / "questions.txt").write_text(
        "which tea is steamed\nwhich tea is made by oxidation\n", encoding="utf-8"
    )
    ran = tea(
        *["ask", "--batch", "questions.txt", "--option", "black tea", "--option", "green tea"]
    )
    assert [line.split("\t")[1] for line in ran.out.splitlines()] == ["Green tea", "Black tea"]


# ask of triples


def test_ask_a_file_of_triples(kg: Run, tmp_path: Path) -> None:
    file = write_films(tmp_path / "films")
    ran = kg("ask", "--graph", file, "who directed Alien")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[2].startswith("Ridley Scott (person, ")
    assert "Alien was directed by Ridley Scott" in ran.out


def test_ask_triples_without_a_vocabulary(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "kb.txt").write_text(TRIPLES, encoding="utf-8")
    ran = kg("ask", "--json", "--graph", "kb.txt", "who directed Alien")
    data = json.loads(ran.out)
    assert (ran.code, list(data)) == (0, ANSWER)
    assert [hit["name"] for hit in data["hits"]] == ["Ridley Scott"]


@pytest.mark.parametrize(
    ("content", "code", "message"),
    [
        pytest.param("a|b|c\na|b\n", 3, "kb.txt:2: E113 ", id="no triple"),
        pytest.param("prose\n", 3, "kb.txt:1: E508 ", id="no triples at all"),
    ],
)
def test_ask_a_bad_file_of_triples(
    kg: Run, tmp_path: Path, content: str, code: int, message: str
) -> None:
    (tmp_path / "kb.txt").write_text(content, encoding="utf-8")
    ran = kg("ask", "--graph", "kb.txt", "who directed Alien")
    assert (ran.code, ran.out) == (code, "")
    assert message in ran.err


# ask --batch


def test_batch_answers_a_line_each(tea: Run, tmp_path: Path) -> None:
    (tmp_path / "questions.txt").write_text("what is oolong\n\nzyxw vutsr\n", encoding="utf-8")
    ran = tea("ask", "--batch", "questions.txt")
    assert ran == (0, "what is oolong\tOolong\nzyxw vutsr\t-\n", "")


def test_batch_json_is_json_lines(tea: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    feed(monkeypatch, b"\xef\xbb\xbfwhat is oolong\r\n\r\nwhat is caf\xc3\xa9 cr\xc3\xa8me\r\n")
    ran = tea("ask", "--batch", "-", "--json", "-n", "1")
    assert ran.code == 0
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert [list(row) for row in rows] == [ANSWER, ANSWER]
    assert [row["question"] for row in rows] == ["what is oolong", "what is café crème"]
    assert [row["hits"][0]["id"] for row in rows] == ["oolong", "cafe-creme"]


def test_batch_of_nothing_says_nothing(tea: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    feed(monkeypatch, b"\n \n")
    assert tea("ask", "--batch", "-", "--json") == (0, "", "")


def test_batch_that_is_not_text_is_bad_data(tea: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    feed(monkeypatch, b"what is oolong\n\xff\xfe\x00\n")
    ran = tea("ask", "--batch", "-")
    assert ran == (3, "what is oolong\tOolong\n", "-:2: E101 not UTF-8 text\n")


def test_batch_without_standard_input(tea: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    ran = tea("ask", "--batch", "-")
    assert (ran.code, ran.out) == (2, "")
    assert "standard input is closed" in ran.err


# show


def test_show_text(tea: Run) -> None:
    ran = tea("show", "sencha")
    assert ran.err == ""
    assert ran.out.splitlines() == [
        "Green tea (drink)",
        "  Tea of leaves that are heated before they can oxidise.",
        "  also called: sencha, ryokucha",
        "  deck lines: 1",
        "  made by: Picking, Steaming",
        "  unlike: Black tea, Oolong",
    ]


def test_show_names_incoming_edges_from_its_side(tea: Run) -> None:
    lines = tea("show", "picking").out.splitlines()
    assert "  makes: Green tea, Black tea" in lines
    assert "  comes before: Withering, Steaming" in lines


def test_show_json(tea: Run) -> None:
    data = json.loads(tea("show", "Black", "tea", "--json").out)
    assert list(data.items()) == [
        ("id", "black-tea"),
        ("name", "Black tea"),
        ("kind", "drink"),
        ("aliases", ["red tea"]),
        ("summary", "Tea of leaves that oxidise to the end."),
        ("sources", ["2"]),
        (
            "out",
            [
                {"relation": "made-by", "id": "picking", "name": "Picking"},
                {"relation": "made-by", "id": "oxidation", "name": "Oxidation"},
            ],
        ),
        (
            "in",
            [
                {"relation": "unlike", "id": "green-tea", "name": "Green tea"},
                {"relation": "unlike", "id": "oolong", "name": "Oolong"},
                {"relation": "unlike", "id": "cafe-creme", "name": "Café crème"},
            ],
        ),
    ]


def test_show_json_splits_sources(kg: Run) -> None:
    assert json.loads(kg("show", "precision", "--json").out)["sources"] == ["45", "56-59"]


def test_show_says_how_it_read_a_misspelt_name(tea: Run) -> None:
    ran = tea("show", "blak", "tea")
    assert ran.code == 0
    assert ran.out.startswith("Black tea (drink)\n")
    assert ran.err == "kg: 'blak tea' read as 'Black tea'\n"


@pytest.mark.parametrize(
    ("name", "code", "message"),
    [
        pytest.param("zyxw", 1, "kg: no concept is called 'zyxw'\n", id="unknown"),
        pytest.param("", 2, "kg: which concept?", id="empty"),
        pytest.param("  ", 2, "kg: which concept?", id="blank"),
        pytest.param("a\x1b[31m\x07", 1, "kg: no concept is called", id="control"),
    ],
)
def test_show_what_is_not_there(tea: Run, name: str, code: int, message: str) -> None:
    ran = tea("show", name)
    assert (ran.code, ran.out) == (code, "")
    assert ran.err.startswith(message)
    assert "\x1b" not in ran.err


def test_show_did_you_mean(kg: Run) -> None:
    ran = kg("show", "sagemaker model")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("kg: no concept is called 'sagemaker model'\nkg: did you mean: ")
    assert "SageMaker Model Monitor" in ran.err


@pytest.mark.parametrize("json_option", [[], ["--json"]], ids=["text", "json"])
@pytest.mark.parametrize("name", ["mug", "kettle"])
def test_show_steers_no_terminal(tea: Run, apart: Path, name: str, json_option: list[str]) -> None:
    ran = tea("show", name, "--graph", apart, *json_option)
    assert ran.code == 0
    assert not {"\x1b", "\x07", "\x9b"} & set(ran.out)


# path


def test_path_in_words(tea: Run) -> None:
    ran = tea("path", "sencha", "oxidation")
    assert ran.err == ""
    assert ran.out.splitlines() == [
        "Green tea differs from Black tea [1]",
        "Black tea is made by Oxidation [3]",
    ]


def test_path_json(tea: Run) -> None:
    assert json.loads(tea("path", "withering", "Steaming", "--json").out) == {
        "from": "withering",
        "to": "steaming",
        "steps": [
            {
                "from": "withering",
                "relation": "follows",
                "to": "picking",
                "text": "Withering comes after Picking",
                "source": "6",
            },
            {
                "from": "picking",
                "relation": "follows",
                "to": "steaming",
                "text": "Picking comes before Steaming",
                "source": "7",
            },
        ],
    }


def test_path_to_itself(tea: Run) -> None:
    assert tea("path", "oolong", "Oolong") == (0, "Oolong is the same concept\n", "")
    data = json.loads(tea("path", "oolong", "Oolong", "--json").out)
    assert data == {"from": "oolong", "to": "oolong", "steps": []}


@pytest.mark.parametrize("json_option", [[], ["--json"]], ids=["text", "json"])
def test_path_where_none_leads(tea: Run, apart: Path, json_option: list[str]) -> None:
    ran = tea("path", "mug", "kettle", "--graph", apart, *json_option)
    assert ran == (1, "", "kg: no way leads from Mug to Kettle\n")


@pytest.mark.parametrize(
    ("args", "code", "message"),
    [
        pytest.param(["oolong", "zyxw"], 1, "no concept is called 'zyxw'", id="unknown-end"),
        pytest.param(["zyxw", "oolong"], 1, "no concept is called 'zyxw'", id="unknown-start"),
        pytest.param(["oolong", ""], 2, "which concept?", id="empty"),
        pytest.param(["oolong"], 2, "Missing argument", id="one"),
    ],
)
def test_path_ends_that_are_not_there(tea: Run, args: list[str], code: int, message: str) -> None:
    ran = tea("path", *args)
    assert (ran.code, ran.out) == (code, "")
    assert message in ran.err


def test_path_says_how_it_read_a_misspelt_name(tea: Run) -> None:
    assert tea("path", "oolongg", "oolong").err == "kg: 'oolongg' read as 'Oolong'\n"


def test_options_that_call_nothing_are_told(tea: Run) -> None:
    ran = tea("ask", "which", "drink", "--option", "Zyxwvut", "--option", "")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "kg: none of the options calls a concept of this graph; see kg list\n"
