"""MetaQA's questions are read and told for every number of hops."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench.metaqa import HOPS, Puzzle, Solved, read_puzzles
from tests.bench.method import Reply
from tests.bench.report.metaqa import Run, result_lines


def write_questions(folder: Path, hops: int, size: int) -> None:
    lines = [f"who made [Thing {n}] of {hops}\tMaker {n}|Helper {n}\n" for n in range(size)]
    (folder / f"qa_dev_{hops}hop.txt").write_text("".join(lines), encoding="utf-8")


@pytest.mark.parametrize("hops", HOPS)
def test_a_sample_is_of_the_file_and_always_the_same(hops: int, tmp_path: Path) -> None:
    write_questions(tmp_path, hops, 40)
    whole = read_puzzles(tmp_path, hops, None)
    assert [p.plain for p in whole] == [f"who made Thing {n} of {hops}" for n in range(40)]
    some = read_puzzles(tmp_path, hops, 10)
    assert some == read_puzzles(tmp_path, hops, 10)
    assert len(set(some)) == 10
    assert set(some) < set(whole)
    assert read_puzzles(tmp_path, hops, 50) == whole


def test_each_number_of_hops_has_its_row() -> None:
    solved = [
        Solved(Puzzle(hops, "who made [X]", ("Ada",)), Reply(("Ada",) * (hops == 3), 1, "list"), 2)
        for hops in (1, 2, 3)
    ]
    rows = [line.split(" | ") for line in result_lines([Run("kg", "with words", "plain", solved)])]
    told = {row[3]: row[4][:4].strip() for row in rows if len(row) > 4 and row[3].isdigit()}
    assert told == {"1": ".00", "2": ".00", "3": "1.00"}
