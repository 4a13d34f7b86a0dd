"""The deck's questions in tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from statistics import fmean

from tests.bench.baselines.ranker import Baseline
from tests.bench.causes import UNKNOWN
from tests.bench.deck import (
    Half,
    Judged,
    answerable,
    categories,
    lists,
    out_of_scope,
)
from tests.bench.metrics import bootstrap
from tests.bench.report.markdown import count, listing, milliseconds, names, table

Results = Mapping[str, Sequence[Judged]]
"""Replies by the method's name, the engine's first."""

INTRODUCTION = """\
A question with one answer is right when that comes first; one whose answer is a list, when the
list is exact (in [order] also its order, of a path its ends); one out of scope, when it is
refused. hit@1 and MRR count every question that has an answer, lists by their first right name.

The baselines can't tell a list from one answer, so they are told how many names the right list
has and give as many: an advantage to them. Their refusal threshold and their settings are those
with the most right on the tune half. MRR sees ten names of a baseline, and of kg what it gives
(five, or a whole list)."""


def half_lines(results: Results, half: Half, missing: Iterable[str]) -> list[str]:
    """The main figures of a half, and its counts by category."""
    chosen = {name: [j for j in all_ if j.case.half == half] for name, all_ in results.items()}
    if not any(chosen.values()):
        return ["No questions in this half.", ""]
    head = ["method", "right", "hit@1", "MRR", "lists: set-F1", "lists: exact"]
    head += ["out of scope: refused", "answerable: refused", "ms"]
    rows = [_figures(name, judged) for name, judged in chosen.items()]
    rows += [[name, "not installed", *[""] * (len(head) - 2)] for name in missing]
    return [*table(head, rows), "Right by category:", "", *_by_category(chosen)]


def _figures(name: str, judged: Sequence[Judged]) -> list[object]:
    asked, many, foreign = answerable(judged), lists(judged), out_of_scope(judged)
    return [
        name,
        bootstrap(j.right for j in judged),
        bootstrap(j.hit for j in asked),
        bootstrap(j.reciprocal for j in asked),
        bootstrap(j.f1 for j in many),
        count(sum(j.right for j in many), len(many)),
        count(sum(j.right for j in foreign), len(foreign)),
        count(sum(not j.reply.names for j in asked), len(asked)),
        milliseconds(j.ms for j in judged),
    ]


def small_lines(results: Results) -> list[str]:
    """The tune half, for comparison."""
    chosen = {name: [j for j in all_ if j.case.half == "tune"] for name, all_ in results.items()}
    if not any(chosen.values()):
        return ["No questions in this half.", ""]
    rows = [
        [
            name,
            bootstrap(j.right for j in judged),
            bootstrap(j.hit for j in answerable(judged)),
            f"{fmean([j.f1 for j in lists(judged)] or [0]):.2f}",
            count(sum(j.right for j in out_of_scope(judged)), len(out_of_scope(judged))),
        ]
        for name, judged in chosen.items()
    ]
    head = ["method", "right", "hit@1", "lists: set-F1", "out of scope: refused"]
    return [*table(head, rows), "Right by category:", "", *_by_category(chosen)]


def _by_category(results: Results) -> list[str]:
    cases = [j.case for j in next(iter(results.values()))]
    rows = []
    for category in categories(cases):
        per = [[j for j in all_ if j.case.category == category] for all_ in results.values()]
        rows.append([category, *(count(sum(j.right for j in js), len(js)) for js in per)])
    return table(["category", *results], rows)


def setting_lines(baselines: Iterable[Baseline]) -> list[str]:
    """What was chosen on the tune half."""
    told = ((b.name, b.ranker.setting or "—", f"{b.threshold:.2f}") for b in baselines)
    return listing(["baseline", "setting", "refuses below"], told)


def miss_lines(judged: Iterable[Judged], causes: Mapping[str, str]) -> list[str]:
    """Every question of these that is not right."""
    rows = [
        [
            j.case.question,
            names(j.case.gold, 7) if j.case.gold else "a refusal",
            names(j.reply.names, 7),
            causes.get(j.case.question, UNKNOWN),
        ]
        for j in judged
        if not j.right
    ]
    return listing(["question", "expected", "got", "cause"], rows)


def told_misses(judged: Iterable[Judged]) -> list[str]:
    """The misses in plain text, with what the engine understood, for tuning by."""
    return [
        f"[{j.case.category}] {j.case.question}\n"
        f"    expected: {names(j.case.gold, 9)}\n"
        f"    got:      {names(j.reply.names, 9)}  ({j.reply.kind} {j.reply.score:.2f})\n"
        f"    {j.reply.reading}"
        for j in judged
        if not j.right
    ]
