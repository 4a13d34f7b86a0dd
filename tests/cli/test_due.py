from __future__ import annotations

import json

from tests.cli.conftest import NOW, Run, events


def test_wrong_answers_are_due_and_asked_first(quiz: Run, tea: Run) -> None:
    first = events(quiz("null\n" * 2, "-n", "2", "--json"), "result")
    assert tea("due", *NOW).out == ""
    assert "the next review is on 2026-11-24 09:01" in tea("due", *NOW).err
    later = ("--now", "2026-11-28")
    data = json.loads(tea("due", *later, "--json").out)
    assert sorted(one["id"] for one in data) == sorted(r["concept"] for r in first)
    assert all(0 < one["recall"] < 1 for one in data)
    assert len(tea("due", *later).out.splitlines()) == 2
    again = quiz("", "-n", "2", "--json", *later)
    assert events(again, "question")[0]["concepts"][0] in {r["concept"] for r in first}
