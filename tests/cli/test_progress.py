from __future__ import annotations

import json

import pexpect

from tests.cli.conftest import Run, Spawn


def test_progress_counts_by_chapter_and_kind(quiz: Run, tea: Run) -> None:
    tea("known", "add", "picking", "steaming")
    quiz("null\n" * 2, "oolong", "-n", "2", "--json")
    data = json.loads(tea("progress", "--json").out)
    assert (data["known"], data["total"], data["answers"], data["right"]) == (2, 8, 2, 0)
    assert sum(kind["total"] for kind in data["kinds"]) == 8
    assert sum(chapter["total"] for chapter in data["chapters"]) == 8
    (steps,) = (kind for kind in data["kinds"] if kind["title"] == "steps")
    assert (steps["known"], steps["total"]) == (2, 4)
    result = tea("progress")
    assert result.out.splitlines()[0].startswith("Tea (2 of 8 concepts known, ")
    assert "steps\t2\t" in result.out


def test_progress_draws_bars_on_a_terminal(spawn: Spawn) -> None:
    child = spawn("known", "add", "recall")
    child.expect("1 known now")
    child.close()
    child = spawn("progress")
    child.expect(r"1 of \d+ concepts known")
    child.expect(r"█.*1/\d+")
    child.expect(pexpect.EOF)
    child.close()
