from __future__ import annotations

import io
import json
import re
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.cli.conftest import Run
from tests.films import TRIPLES, write_films

ANSWER = [
    *("question", "kind", "reading", "confident", "verdict", "count", "hits"),
    "suggestions",
]


HIT = ["id", "name", "kind", "score", "summary", "background", "beyond_deck", "because", "cards"]
REASON = {"type", "text", "relation", "source", "status"}


KINDS = {"answer", "list", "definition", "comparison", "path", "none"}


def feed(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))


def test_ask_puts_the_answer_first_with_its_reason_and_card(kg: Run) -> None:
    result = kg("ask", "which", "tool", "tunes", "hyperparameters")
    assert result.code == 0
    assert result.err == ""
    lines = result.out.splitlines()
    assert lines[0] == "SageMaker Automatic Model Tuning (service)"
    assert lines[1] == "  because it is used for Tuning; it works on Hyperparameter"
    assert lines[2].startswith("  Finds the best version of your models")
    assert lines[2].endswith(" [deck lines 28-29]")
    assert lines[3].startswith("See also: Hyperparameter tuning jobs")


def test_ask_explains_how_it_read_the_question(kg: Run) -> None:
    plain = kg("ask", "which tool tunes hyperparameters").out.splitlines()
    explained = kg("ask", "--explain", "which tool tunes hyperparameters").out.splitlines()
    assert explained[0].startswith("Reading: a service or feature, linked with Tuning")
    assert explained[1 : len(plain) + 1] == plain
    assert re.match(r"SageMaker Automatic Model Tuning: 0\.\d\d, matched: tunes as", explained[5])


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("is recall a metric of regression", "No."),
        ("can async inference take 2 TB", "No."),
        ("does F1 work on a phone", "The deck does not say."),
        ("how many stages are there", "7"),
        ("put the stages in order", "1. Business goal identification (deck lines 2-4)"),
        ("how is precision related to mlops", "Precision → Evaluation"),
    ],
)
def test_ask_opens_with_the_verdict_the_number_or_the_name(
    kg: Run, question: str, opening: str
) -> None:
    result = kg("ask", question)
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith(opening)


def test_ask_takes_quoted_words_as_well(kg: Run) -> None:
    words = kg("ask", "which", "tool", "tunes", "hyperparameters")
    assert kg("ask", "which tool tunes hyperparameters") == words


@pytest.mark.parametrize(
    "question",
    ["which tool tunes hyperparameters", "list the metrics", "what is recall", "zyxw vutsr"],
)
def test_ask_json_has_these_keys_in_this_order(kg: Run, question: str) -> None:
    result = kg("ask", "--json", question)
    data = json.loads(result.out)
    assert list(data) == ANSWER
    assert data["question"] == question
    assert data["kind"] in KINDS
    assert isinstance(data["reading"], str)
    assert data["confident"] is bool(data["hits"])
    assert result.code == (0 if data["hits"] else 1)
    assert all(isinstance(name, str) for name in data["suggestions"])
    for hit in data["hits"]:
        assert list(hit) == HIT
        assert 0 <= hit["score"] <= 1
        for reason in hit["because"]:
            assert {"type", "text"} <= reason.keys() <= REASON


def test_ask_n_limits_the_hits(kg: Run) -> None:
    assert len(json.loads(kg("ask", "--json", "-n", "2", "list the metrics").out)["hits"]) == 2


def test_ask_reports_that_there_is_no_answer(tea: Run) -> None:
    result = tea("ask", "zyxw vutsr")
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith("kg: this deck does not answer that\n")


def test_ask_suggests_names(kg: Run) -> None:
    result = kg("ask", "mnitor lizard")
    suggestions = json.loads(kg("ask", "--json", "mnitor lizard").out)["suggestions"]
    assert result.code == 1
    assert suggestions
    assert f"kg: closest: {', '.join(suggestions)}\n" in result.err


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
    result = tea("ask", *args)
    assert (result.code, result.out) == (2, "")
    assert message in result.err


def test_ask_cuts_a_very_long_question_in_its_message(tea: Run) -> None:
    result = tea("ask", "a" * 100_000)
    assert result.code == 1
    assert len(result.err) < 2_000


def test_ask_chooses_among_options(tea: Run) -> None:
    options = ["--option", "black tea", "--option", "sencha"]
    result = tea("ask", "--explain", *options, "which tea is steamed")
    assert (result.code, result.err) == (0, "")
    lines = result.out.splitlines()
    assert lines[1].startswith("Green tea (drink")
    assert any("named in the option 'sencha'" in line for line in lines)
    assert "Oolong" not in result.out


def test_option_without_a_concept_is_reported(tea: Run) -> None:
    result = tea("ask", "which tea is steamed", "--option", "sencha", "--option", "pizza")
    assert result.code == 0
    assert "the option 'pizza' matches no concept of this graph" in result.err
    assert "sencha" not in result.err


def test_ask_json_with_options_has_the_same_keys(tea: Run) -> None:
    options = ["--option", "black tea", "--option", "a cup of sencha"]
    result = tea("ask", "--json", *options, "which tea is steamed")
    data = json.loads(result.out)
    assert list(data) == ANSWER
    assert (data["kind"], data["confident"], data["suggestions"]) == ("answer", True, [])
    assert [hit["id"] for hit in data["hits"]] == ["green-tea", "black-tea"]
    for hit in data["hits"]:
        assert list(hit) == HIT
        assert 0 <= hit["score"] <= 1


def test_ask_json_without_a_matching_option(tea: Run) -> None:
    result = tea("ask", "--json", "--option", "zyxw", "which tea is steamed")
    data = json.loads(result.out)
    assert result.code == 1
    assert list(data) == ANSWER
    assert (data["kind"], data["confident"], data["hits"]) == ("none", False, [])


def test_options_apply_to_each_line_of_a_batch(tea: Run, tmp_path: Path) -> None:
    (tmp_path / "questions.txt").write_text(
        "which tea is steamed\nwhich tea is made by oxidation\n", encoding="utf-8"
    )
    result = tea(
        *["ask", "--batch", "questions.txt", "--option", "black tea", "--option", "green tea"]
    )
    assert [line.split("\t")[1] for line in result.out.splitlines()] == ["Green tea", "Black tea"]


def test_ask_a_file_of_triples(kg: Run, tmp_path: Path) -> None:
    file = write_films(tmp_path / "films")
    result = kg("ask", "--graph", file, "who directed Alien")
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines()[:2] == [
        "Ridley Scott (person)",
        "  because Alien was directed by Ridley Scott",
    ]


def test_ask_triples_without_a_vocabulary(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "kb.txt").write_text(TRIPLES, encoding="utf-8")
    result = kg("ask", "--json", "--graph", "kb.txt", "who directed Alien")
    data = json.loads(result.out)
    assert (result.code, list(data)) == (0, ANSWER)
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
    result = kg("ask", "--graph", "kb.txt", "who directed Alien")
    assert (result.code, result.out) == (code, "")
    assert message in result.err


def test_batch_prints_a_line_for_each_question(tea: Run, tmp_path: Path) -> None:
    (tmp_path / "questions.txt").write_text("what is oolong\n\nzyxw vutsr\n", encoding="utf-8")
    result = tea("ask", "--batch", "questions.txt")
    assert result == (0, "what is oolong\tOolong\nzyxw vutsr\t-\n", "")


def test_batch_json_is_json_lines(tea: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    feed(monkeypatch, b"\xef\xbb\xbfwhat is oolong\r\n\r\nwhat is caf\xc3\xa9 cr\xc3\xa8me\r\n")
    result = tea("ask", "--batch", "-", "--json", "-n", "1")
    assert result.code == 0
    rows = [json.loads(line) for line in result.out.splitlines()]
    assert [list(row) for row in rows] == [ANSWER, ANSWER]
    assert [row["question"] for row in rows] == ["what is oolong", "what is café crème"]
    assert [row["hits"][0]["id"] for row in rows] == ["oolong", "cafe-creme"]


def test_empty_batch_prints_nothing(tea: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    feed(monkeypatch, b"\n \n")
    assert tea("ask", "--batch", "-", "--json") == (0, "", "")


def test_batch_that_is_not_text_is_reported(tea: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    feed(monkeypatch, b"what is oolong\n\xff\xfe\x00\n\nwhat is picking\n\xe9\n")
    code, out, err = tea("ask", "--batch", "-")
    assert out == "what is oolong\tOolong\n\ufffd\ufffd\t-\nwhat is picking\tPicking\n\ufffd\t-\n"
    assert (code, err) == (3, "-:2: E101 not UTF-8 text\n-:5: E101 not UTF-8 text\n")


def test_batch_as_json_has_a_line_for_a_bad_one(tea: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    feed(monkeypatch, b"\xff\nwhat is picking\n")
    code, out, _ = tea("ask", "--batch", "-", "--json")
    bad, good = map(json.loads, out.splitlines())
    assert code == 3
    assert bad == {"question": "\ufffd", "error": "not UTF-8 text"}
    assert "Picking" in str(good["hits"][0])


def test_batch_without_standard_input(tea: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    result = tea("ask", "--batch", "-")
    assert (result.code, result.out) == (2, "")
    assert "standard input is closed" in result.err


def test_ask_reports_that_no_option_matches(tea: Run) -> None:
    result = tea("ask", "which", "drink", "--option", "Zyxwvut", "--option", "")
    assert (result.code, result.out) == (1, "")
    assert (
        result.err
        == "kg: no option matches a concept of this graph; run `kg list` to see its concepts\n"
    )
