"""MetaQA in tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tests.bench.metaqa import HOPS, Solved, missed_templates
from tests.bench.metrics import bootstrap
from tests.bench.report.markdown import listing, milliseconds, table

TEMPLATES = 20

INTRODUCTION = """\
hits@1: the first name is one of the right answers. set-F1: the whole list against all the right
answers. "names only" gives the engine nothing but the file of triples; "with words" adds nine rows
that say in which words people ask for a relation. The baselines rank every entity by its name and
its edges as text, without brackets, each at the setting chosen on the deck; they are slow, so they
answer a sample of 300 questions (100 of each number of hops), and are told how many names the right
list has. The chain search was mended on the first 300 questions of three hops in the file."""


@dataclass(frozen=True, slots=True)
class Run:
    """One method in one setting; `reason` is why it did not run, empty where it did."""

    method: str
    vocabulary: str
    brackets: str
    solved: Sequence[Solved] = ()
    reason: str = ""


def result_lines(runs: Sequence[Run]) -> list[str]:
    """A row for each run and number of hops."""
    head = ["method", "vocabulary", "entity", "hops", "hits@1", "set-F1", "ms"]
    rows: list[list[object]] = []
    for run in runs:
        start: list[object] = [run.method, run.vocabulary, run.brackets]
        if run.reason:
            rows.append([*start, "", f"not run: {run.reason}", "", ""])
            continue
        for hops in HOPS:
            some = [s for s in run.solved if s.puzzle.hops == hops]
            hits, f1 = bootstrap(s.hit for s in some), bootstrap(s.f1 for s in some)
            rows.append([*start, hops, hits, f1, milliseconds(s.ms for s in some)])
    return table(head, rows)


def miss_lines(runs: Sequence[Run]) -> list[str]:
    """The templates that the engine misses most, in the last of its settings that ran."""
    ran = [run for run in runs if run.method == "kg" and run.solved]
    if not ran:
        return ["The engine did not run.", ""]
    rows = [[m.template, m.missed, m.asked] for m in missed_templates(ran[-1].solved, TEMPLATES)]
    told = f"In the setting: {ran[-1].vocabulary}, entity {ran[-1].brackets}."
    return [told, "", *listing(["template", "missed", "asked"], rows)]
