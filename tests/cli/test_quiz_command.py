from __future__ import annotations

import io
import json
import re
import shlex
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pexpect
import pytest

from tests.cli.conftest import Ran, Run

Answering = Callable[..., Ran]

NOW = ("--now", "2026-11-24T09:00")


@pytest.fixture
def quiz(tea: Run, monkeypatch: pytest.MonkeyPatch) -> Answering:
    """Take a quiz on the tiny graph, with these answers in the pipe."""

    def run(answers: str, *args: str) -> Ran:
        monkeypatch.setattr(sys, "stdin", io.StringIO(answers))
        return tea("quiz", "--seed", "1", *NOW, *args)

    return run


def events(ran: Ran, kind: str) -> list[dict[str, Any]]:
    found = [json.loads(line) for line in ran.out.splitlines()]
    return [event for event in found if event["type"] == kind]


def kept(folder: Path) -> dict[str, Any]:
    data = json.loads((folder / "data" / "default.json").read_text(encoding="utf-8"))
    (graph,) = data["graphs"].values()
    assert isinstance(graph, dict)
    return graph


def right_answers(quiz: Answering, *args: str) -> str:
    """The answers that are right, found by asking once without knowing."""
    asked = quiz("null\n" * 20, *args, "--profile", "peek", "--json")
    answers = []
    for result in events(asked, "result"):
        right = [n for n, o in enumerate(result["options"], 1) if o["right"]]
        answers.append({"answer": right[0] if right else result["answer"]})
    return "".join(f"{json.dumps(answer)}\n" for answer in answers)


@pytest.mark.parametrize("mode", ["choice", "type", "cloze"])
def test_right_answers_are_right_and_are_kept(quiz: Answering, tmp_path: Path, mode: str) -> None:
    args = ("-n", "4", "--mode", mode, "--json")
    answers = right_answers(quiz, *args[:-1])
    ran = quiz(answers, *args)
    assert (ran.code, ran.err) == (0, "")
    results = events(ran, "result")
    assert [result["right"] for result in results] == [True] * len(results)
    assert len(results) == 4
    assert events(ran, "summary") == [
        {"type": "summary", "asked": len(results), "right": len(results)}
    ]
    assert [review[0] for review in kept(tmp_path)["reviews"]] == [r["concept"] for r in results]
    assert {review[3] for review in kept(tmp_path)["reviews"]} == {mode}


def test_a_match_has_a_result_for_each_term(quiz: Answering, tmp_path: Path) -> None:
    asked = quiz("", "--mode", "match", "-n", "4", "--json")
    (question,) = events(asked, "question")
    assert len(question["terms"]) == len(question["options"]) == 4
    ran = quiz('{"answer": [1, 1, null, 4]}\n', "--mode", "match", "-n", "4", "--json")
    results = events(ran, "result")
    assert [result["concept"] for result in results] == question["concepts"]
    for result, given in zip(results, (0, 0, None, 3), strict=True):
        line = "" if given is None else question["options"][given]
        assert result["given"] == line
        assert result["right"] == (line == result["answer"])
    assert len(kept(tmp_path)["reviews"]) == 4


def test_a_wrong_answer_is_explained_with_the_card(quiz: Answering) -> None:
    ran = quiz("null\n" * 3, "black tea", "-n", "3", "--json")
    for result in events(ran, "result"):
        assert not result["right"]
        assert result["why"]
        assert result["source"]
        assert all(option["why"] for option in result["options"])
        assert result["due"] == "2026-11-24T09:01:00+00:00"


def test_on_paper_everything_is_told(quiz: Answering) -> None:
    ran = quiz("1\n2\nx\n3\n", "oolong", "-n", "3")
    assert ran.code == 0
    assert "answer with a number from 1 to" in ran.out
    assert ran.out.count("ask again 2026-11-24 09:") == 3
    assert re.search(r"^\d of 3 right$", ran.out, re.MULTILINE)
    assert "  no: " in ran.out


def test_a_typed_answer_may_be_an_alias_or_have_a_slip(quiz: Answering) -> None:
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
def test_what_is_no_answer_is_asked_again(quiz: Answering, line: str, message: str) -> None:
    ran = quiz(f"{line}\n1\n", "oolong", "-n", "1", "--json")
    assert ran.code == 0
    (error,) = events(ran, "error")
    assert message in error["message"]
    assert len(events(ran, "result")) == 1


@pytest.mark.parametrize("form", [[], ["--json"]])
def test_bytes_that_are_no_text_are_an_answer_like_another(process: Run, form: list[str]) -> None:
    ran = process("quiz", "-n", "1", "--seed", "1", *form, stdin=b"\xff\xfe\n1\n")
    assert ran.code == 0
    assert "1 of 1 right" in ran.out or "0 of 1 right" in ran.out or '"asked": 1' in ran.out


def test_without_any_input_nothing_is_answered(
    command: tuple[list[str], dict[str, str]], tmp_path: Path
) -> None:
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


def test_the_end_of_the_answers_is_the_end(quiz: Answering, tmp_path: Path) -> None:
    ran = quiz("1\n", "-n", "5", "--json")
    assert (ran.code, len(events(ran, "result")), len(events(ran, "question"))) == (0, 1, 2)
    assert events(ran, "summary")[0]["asked"] == 1
    assert len(kept(tmp_path)["reviews"]) == 1


def test_the_same_seed_and_progress_give_the_same_quiz(quiz: Answering) -> None:
    args = ("-n", "5", "--json")
    assert quiz("1\n" * 5, *args) == quiz("1\n" * 5, *args, "--profile", "other")
    assert quiz("", *args, "--profile", "a") != quiz("", *args, "--profile", "a", "--seed", "2")


def test_what_was_wrong_is_due_and_asked_first(quiz: Answering, tea: Run) -> None:
    first = events(quiz("null\n" * 2, "-n", "2", "--json"), "result")
    assert tea("due", *NOW).out == ""
    assert "the next is on 2026-11-24 09:01" in tea("due", *NOW).err
    later = ("--now", "2026-11-28")
    data = json.loads(tea("due", *later, "--json").out)
    assert sorted(one["id"] for one in data) == sorted(r["concept"] for r in first)
    assert all(0 < one["recall"] < 1 for one in data)
    assert len(tea("due", *later).out.splitlines()) == 2
    again = quiz("", "-n", "2", "--json", *later)
    assert events(again, "question")[0]["concepts"][0] in {r["concept"] for r in first}


def test_progress_counts_by_chapter_and_kind(quiz: Answering, tea: Run) -> None:
    tea("known", "add", "picking", "steaming")
    quiz("null\n" * 2, "oolong", "-n", "2", "--json")
    data = json.loads(tea("progress", "--json").out)
    assert (data["known"], data["total"], data["answers"], data["right"]) == (2, 8, 2, 0)
    assert sum(kind["total"] for kind in data["kinds"]) == 8
    assert sum(chapter["total"] for chapter in data["chapters"]) == 8
    (steps,) = (kind for kind in data["kinds"] if kind["title"] == "steps")
    assert (steps["known"], steps["total"]) == (2, 4)
    ran = tea("progress")
    assert ran.out.splitlines()[0].startswith("Tea (2 of 8 concepts known, ")
    assert "steps\t2\t" in ran.out


def test_times_are_those_of_the_place(process: Run) -> None:
    """A plan's first day, and when to ask again, are told by the clock on the wall."""
    at = ("--now", "2026-11-24T23:30")
    ran = process("quiz", "-n", "1", "--seed", "1", *at, stdin=b"\n", TZ="America/New_York")
    assert "ask again 2026-11-24 23:31" in ran.out
    plan = ("study", "recall", "--plan", "--until", "2026-12-20", "--json")
    (day, *_) = json.loads(process(*plan, *at, TZ="Asia/Tokyo").out)["days"]
    assert day["date"] == "2026-11-24"


@pytest.mark.parametrize(
    ("args", "code", "message"),
    [
        (["xyzzy"], 1, "no concept is called 'xyzzy'"),
        (["-n", "0"], 2, "not in the range"),
        (["--mode", "sing"], 2, "'sing' is not one of"),
        (["--now", "soon"], 2, "--now soon: no time"),
        (["--profile", "a/b"], 2, "is no name for a profile"),
    ],
)
def test_quiz_mistakes(tea: Run, args: list[str], code: int, message: str) -> None:
    ran = tea("quiz", *args)
    assert (ran.code, ran.out) == (code, "")
    assert message in ran.err


def test_a_graph_that_can_ask_nothing_says_so(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "graph").mkdir()
    (tmp_path / "graph" / "a.toml").write_text('[[concept]]\nname = "A"\n', encoding="utf-8")
    ran = kg("quiz", "--graph", "graph")
    assert (ran.code, ran.out) == (1, "")
    assert "nothing can be asked" in ran.err


# On a terminal of its own

Terminal = Callable[..., "pexpect.spawn[str]"]


@pytest.fixture
def terminal(command: tuple[list[str], dict[str, str]], tmp_path: Path) -> Terminal:
    (program, *start), environment = command

    def run(*args: str) -> pexpect.spawn[str]:
        return pexpect.spawn(
            program,
            [*start, *args],
            env={**environment, "COLUMNS": "80", "LINES": "40"},
            cwd=str(tmp_path),
            dimensions=(40, 80),
            encoding="utf-8",
            timeout=30,
        )

    return run


def reviews(folder: Path) -> list[str]:
    return [review[0] for review in kept(folder)["reviews"]]


def test_a_quiz_on_a_terminal(terminal: Terminal, tmp_path: Path) -> None:
    child = terminal("quiz", "metrics", "-n", "3", "--seed", "4")
    child.expect("1 of 3")
    child.expect("Ctrl-D ends: ")
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
def test_what_was_answered_survives_whatever_ends_a_quiz(
    terminal: Terminal, tmp_path: Path, how: str
) -> None:
    child = terminal("quiz", "-n", "5", "--seed", "2")
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
    # Nothing is in the way of going on.
    child = terminal("quiz", "-n", "1", "--seed", "3")
    child.expect("1 of 1")
    child.sendline("1")
    child.expect(r"\d of 1 right")
    child.expect(pexpect.EOF)
    child.close()
    assert reviews(tmp_path)[:2] == done
    assert len(reviews(tmp_path)) == 3


def test_a_pipe_that_closes_loses_no_answer(
    command: tuple[list[str], dict[str, str]], tmp_path: Path
) -> None:
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


def test_progress_draws_bars_on_a_terminal(terminal: Terminal) -> None:
    child = terminal("known", "add", "recall")
    child.expect("1 known now")
    child.close()
    child = terminal("progress")
    child.expect("1 of 116 concepts known")
    child.expect("█.*1/61")
    child.expect(pexpect.EOF)
    child.close()
