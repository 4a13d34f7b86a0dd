from __future__ import annotations

import json
import re
import shlex
import signal
import subprocess
from pathlib import Path
from typing import Any

import pexpect
import pytest

from tests.cli.conftest import Command, Run, Spawn, events
from tests.conftest import write_graph
from tests.learn.brews import BREWS


def saved(folder: Path) -> dict[str, Any]:
    data = json.loads((folder / "data" / "default.json").read_text(encoding="utf-8"))
    (graph,) = data["graphs"].values()
    assert isinstance(graph, dict)
    return graph


def right_answers(quiz: Run, *args: str) -> str:
    """Return the right answers, found by taking the quiz once without knowing any."""
    asked = quiz("null\n" * 20, *args, "--profile", "peek", "--json")
    answers = []
    for result in events(asked, "result"):
        right = [n for n, o in enumerate(result["options"], 1) if o["right"]]
        answers.append({"answer": right[0] if right else result["answer"]})
    return "".join(f"{json.dumps(answer)}\n" for answer in answers)


@pytest.mark.parametrize("mode", ["choice", "type", "cloze"])
def test_right_answers_are_graded_right_and_saved(quiz: Run, tmp_path: Path, mode: str) -> None:
    args = ("-n", "4", "--mode", mode, "--json")
    answers = right_answers(quiz, *args[:-1])
    outcome = quiz(answers, *args)
    assert (outcome.code, outcome.err) == (0, "")
    results = events(outcome, "result")
    assert [result["right"] for result in results] == [True] * len(results)
    assert len(results) == 4
    assert events(outcome, "summary") == [
        {"type": "summary", "asked": len(results), "right": len(results)}
    ]
    assert [review[0] for review in saved(tmp_path)["reviews"]] == [r["concept"] for r in results]
    assert {review[3] for review in saved(tmp_path)["reviews"]} == {mode}


def test_a_match_has_a_result_for_each_term(quiz: Run, tmp_path: Path) -> None:
    asked = quiz("", "--mode", "match", "-n", "4", "--json")
    (question,) = events(asked, "question")
    assert len(question["terms"]) == len(question["options"]) == 4
    outcome = quiz('{"answer": [1, 1, null, 4]}\n', "--mode", "match", "-n", "4", "--json")
    results = events(outcome, "result")
    assert [result["concept"] for result in results] == question["concepts"]
    for result, given in zip(results, (0, 0, None, 3), strict=True):
        line = "" if given is None else question["options"][given]
        assert result["given"] == line
        assert result["right"] == (line == result["answer"])
    assert len(saved(tmp_path)["reviews"]) == 4


def test_a_wrong_answer_is_explained_with_the_card(quiz: Run) -> None:
    outcome = quiz("null\n" * 3, "black tea", "-n", "3", "--json")
    for result in events(outcome, "result"):
        assert not result["right"]
        assert result["why"]
        assert result["source"]
        assert all(option["why"] for option in result["options"])
        assert result["due"] == "2026-11-24T09:01:00+00:00"


def test_text_output_explains_every_answer(quiz: Run) -> None:
    outcome = quiz("1\n2\nx\n3\n", "oolong", "-n", "3")
    assert outcome.code == 0
    assert "answer with a number from 1 to" in outcome.out
    assert outcome.out.count("ask again 2026-11-24 09:") == 3
    assert re.search(r"^\d of 3 right$", outcome.out, re.MULTILINE)
    assert "  no: " in outcome.out


def test_a_typed_answer_may_have_a_typing_error(quiz: Run) -> None:
    args = ("green tea", "-n", "1", "--mode", "type", "--json")
    (result,) = events(quiz("null\n", *args, "--profile", "peek"), "result")
    slip = result["answer"][:-2] + result["answer"][-1] + result["answer"][-2]
    (again,) = events(quiz(json.dumps({"answer": slip}) + "\n", *args), "result")
    assert (again["right"], again["rating"], again["given"]) == (True, 2, result["answer"])


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", 'answer with a line such as {"answer": 2}'),
        ('{"answer": {"a": 1}}', "an answer is a number, a text"),
        ('{"answer": true}', "an answer is a number, a text"),
        ('{"answer": 9}', "answer with a number from 1 to"),
        ('{"answer": [1, 2]}', "answer with a number from 1 to"),
        ("[" * 100_000, "answer with a line such as"),
    ],
)
def test_an_unreadable_answer_is_asked_for_again(quiz: Run, line: str, message: str) -> None:
    outcome = quiz(f"{line}\n1\n", "oolong", "-n", "1", "--json")
    assert outcome.code == 0
    (error,) = events(outcome, "error")
    assert message in error["message"]
    assert len(events(outcome, "result")) == 1


@pytest.mark.parametrize("form", [[], ["--json"]])
def test_invalid_text_counts_as_an_answer(process: Run, form: list[str]) -> None:
    outcome = process("quiz", "-n", "1", "--seed", "1", *form, stdin=b"\xff\xfe\n1\n")
    assert outcome.code == 0
    assert (
        "1 of 1 right" in outcome.out
        or "0 of 1 right" in outcome.out
        or '"asked": 1' in outcome.out
    )


def test_without_standard_input_nothing_is_answered(command: Command, tmp_path: Path) -> None:
    start, environment = command
    line = f"exec {shlex.join([*start, 'quiz', '-n', '1'])} <&-"
    done = subprocess.run(
        ["sh", "-c", line],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "nothing answered" in done.stdout


def test_a_quiz_ends_with_its_input(quiz: Run, tmp_path: Path) -> None:
    outcome = quiz("1\n", "-n", "5", "--json")
    assert (outcome.code, len(events(outcome, "result")), len(events(outcome, "question"))) == (
        0,
        1,
        2,
    )
    assert events(outcome, "summary")[0]["asked"] == 1
    assert len(saved(tmp_path)["reviews"]) == 1


def test_the_same_seed_and_progress_give_the_same_quiz(quiz: Run) -> None:
    args = ("-n", "5", "--json")
    assert quiz("1\n" * 5, *args) == quiz("1\n" * 5, *args, "--profile", "other")
    assert quiz("", *args, "--profile", "a") != quiz("", *args, "--profile", "a", "--seed", "2")


def test_times_are_local(process: Run) -> None:
    """The first day of a plan and the time of the next review are in the local time zone."""
    at = ("--now", "2026-11-24T23:30")
    outcome = process("quiz", "-n", "1", "--seed", "1", *at, stdin=b"\n", TZ="America/New_York")
    assert "ask again 2026-11-24 23:31" in outcome.out
    plan = ("study", "recall", "--plan", "--until", "2026-12-20", "--json")
    (day, *_) = json.loads(process(*plan, *at, TZ="Asia/Tokyo").out)["days"]
    assert day["date"] == "2026-11-24"


@pytest.mark.parametrize(
    ("args", "code", "message"),
    [
        (["xyzzy"], 1, "no concept is called 'xyzzy'"),
        (["-n", "0"], 2, "not in the range"),
        (["--mode", "sing"], 2, "'sing' is not one of"),
        (["--now", "soon"], 2, "--now soon: not a time"),
        (["--profile", "a/b"], 2, "is not a valid profile name"),
    ],
)
def test_quiz_wrong_usage(tea: Run, args: list[str], code: int, message: str) -> None:
    outcome = tea("quiz", *args)
    assert (outcome.code, outcome.out) == (code, "")
    assert message in outcome.err


def test_a_graph_without_questions_is_reported(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "graph").mkdir()
    (tmp_path / "graph" / "a.toml").write_text('[[concept]]\nname = "A"\n', encoding="utf-8")
    outcome = kg("quiz", "--graph", "graph")
    assert (outcome.code, outcome.out) == (1, "")
    assert "no question can be made about 'graph' in this mode" in outcome.err


def reviews(folder: Path) -> list[str]:
    return [review[0] for review in saved(folder)["reviews"]]


def test_a_quiz_on_a_terminal(spawn: Spawn, tmp_path: Path) -> None:
    child = spawn("quiz", "metrics", "-n", "3", "--seed", "4")
    child.expect("1 of 3")
    child.expect("Ctrl-D to stop: ")
    child.sendline("2")
    child.expect("(Right|Wrong).*ask again")
    child.expect("2 of 3")
    child.sendline("nonsense")
    child.expect("answer with a number from 1 to 4")
    child.sendline("")
    child.expect("Not known: ")
    child.expect("3 of 3")
    child.sendeof()
    child.expect(r"\d of 2 right")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert len(reviews(tmp_path)) == 2


@pytest.mark.parametrize("how", ["kill", "interrupt", "hang-up"])
def test_answers_are_kept_however_a_quiz_ends(spawn: Spawn, tmp_path: Path, how: str) -> None:
    child = spawn("quiz", "-n", "5", "--seed", "2")
    for n in (1, 2):
        child.expect(f"{n} of 5")
        child.expect(": ")
        child.sendline("1")
        child.expect("ask again")
    child.expect("3 of 5")
    if how == "kill":
        child.kill(signal.SIGKILL)
    elif how == "interrupt":
        child.sendintr()
        child.expect(r"\d of 2 right")
        child.expect(pexpect.EOF)
    child.close(force=True)
    if how == "interrupt":
        assert child.exitstatus == 130
    done = reviews(tmp_path)
    assert len(done) == 2
    # The next quiz can start.
    child = spawn("quiz", "-n", "1", "--seed", "3")
    child.expect("1 of 1")
    child.sendline("1")
    child.expect(r"\d of 1 right")
    child.expect(pexpect.EOF)
    child.close()
    assert reviews(tmp_path)[:2] == done
    assert len(reviews(tmp_path)) == 3


def test_a_closed_pipe_loses_no_answer(command: Command, tmp_path: Path) -> None:
    start, environment = command
    child = subprocess.Popen(
        [*start, "quiz", "-n", "3", "--seed", "2", "--json"],
        env=environment,
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert child.stdin is not None
    assert child.stdout is not None
    assert child.stderr is not None
    assert json.loads(child.stdout.readline())["type"] == "question"
    child.stdout.close()
    child.stdin.write(b'{"answer": 1}\n')
    child.stdin.close()
    assert child.wait(30) == 0
    assert child.stderr.read() == b""
    child.stderr.close()
    assert len(reviews(tmp_path)) == 1


@pytest.fixture
def brews_folder(tmp_path: Path) -> Path:
    return write_graph(tmp_path / "brews", BREWS)


def test_what_is_beyond_the_deck_is_asked_only_on_demand(quiz: Run, brews_folder: Path) -> None:
    args = ("mead", "-n", "1", "--graph", str(brews_folder), "--json")
    deck = events(quiz("null\n", *args), "question")
    assert [question["beyond_deck"] for question in deck] == [False]
    assert "mead" not in deck[0]["concepts"]
    outcome = quiz("null\n", *args, "--background")
    (question,), (result,) = events(outcome, "question"), events(outcome, "result")
    assert (question["concepts"], question["beyond_deck"]) == (["mead"], True)
    assert (result["concept"], result["beyond_deck"], result["source"]) == ("mead", True, "")
    assert result["why"].endswith(" (beyond the deck)")


def test_a_question_beyond_the_deck_is_marked_in_text(quiz: Run, brews_folder: Path) -> None:
    args = ("mead", "-n", "1", "--graph", str(brews_folder))
    assert "beyond the deck" not in quiz("\n", *args).out
    lines = quiz("\n", *args, "--background").out.splitlines()
    assert any(line.endswith(" (1 of 1, beyond the deck)") for line in lines)
    assert any(line.startswith("  Mead") and line.endswith(" (beyond the deck)") for line in lines)


def test_answers_beyond_the_deck_are_right_but_not_listed(quiz: Run, brews_folder: Path) -> None:
    """Mead suits the winter too, but not as the deck says; cocoa does."""
    args = ("cocoa", "-n", "1", "--mode", "cloze", "--graph", str(brews_folder), "--json")
    for seed in range(30):
        answer = quiz('{"answer": "mead"}\n', *args, "--seed", str(seed), "--profile", f"p{seed}")
        (question,), (result,) = events(answer, "question"), events(answer, "result")
        if question["question"] == "____ is suited to Winter":
            assert result["right"]
            assert (result["answer"], result["also"]) == ("Cocoa", [])
            return
    pytest.fail("no seed asks what is suited to the winter")
