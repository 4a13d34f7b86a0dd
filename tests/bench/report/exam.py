"""The practice exam in tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from statistics import fmean

from tests.bench.causes import UNKNOWN
from tests.bench.exam import Row, Sat, shortened
from tests.bench.metrics import bootstrap, share
from tests.bench.report.markdown import count, listing, milliseconds, names, table

Results = Mapping[str, Sequence[Sat]]
"""Replies by the method's name, the engine's first."""

INTRODUCTION = """\
Right: the first concept is the one that the exam's file names, or one that the text of the right
option calls (a question on a stage may have a step of it for its answer). Strictly right: only the
one that the file names. With options, a method ranks the options that call a concept of the graph;
to know which do already rules many wrong ones out, as the row "a guess among them" shows. The
baselines never refuse here, as every question has an answer. Where two options call the same
concept, either counts."""


def result_lines(free: Results, choosing: Results, rows: Sequence[Row]) -> list[str]:
    """Both runs of the exam."""
    head = ["without options", "right", "strictly right", "refused", "ms"]
    lines = table(head, [_figures(name, sat) for name, sat in free.items()])
    if not choosing:
        return lines
    chosen: list[list[object]] = [_figures(name, sat) for name, sat in choosing.items()]
    guess = fmean(float(row.chance) for row in rows)
    chosen.append(["a guess among them", f"{share(guess)} (expected)", "", "", ""])
    return [*lines, *table(["with options", *head[1:]], chosen)]


def _figures(name: str, sat: Sequence[Sat]) -> list[object]:
    return [
        name,
        bootstrap(s.right for s in sat),
        bootstrap(s.strictly_right for s in sat),
        count(sum(not s.reply.names for s in sat), len(sat)),
        milliseconds(s.ms for s in sat),
    ]


def miss_lines(
    free: Sequence[Sat], choosing: Sequence[Sat], causes: Mapping[str, str]
) -> list[str]:
    """Every row that is missed in either run."""
    chosen = {s.row.number: s for s in choosing}
    rows = []
    for s in free:
        other = chosen.get(s.row.number)
        if s.right and (other is None or other.right):
            continue
        key = f"exam {s.row.number}"
        rows.append(
            [
                key,
                shortened(s.row.question),
                names(sorted(s.row.lenient)),
                _got(s),
                "—" if other is None else _got(other),
                causes.get(key, UNKNOWN),
            ]
        )
    return listing(["row", "question", "expected", "got", "got with options", "cause"], rows)


def _got(sat: Sat) -> str:
    return "right" if sat.right else names(sat.reply.names, 1).removesuffix(" …")


def told_misses(sat: Iterable[Sat], run: str) -> list[str]:
    """The misses in plain text, with what the engine understood, for tuning by."""
    return [
        f"[{run}, exam {s.row.number}] {shortened(s.row.question)}\n"
        f"    expected: {names(sorted(s.row.lenient))}\n"
        f"    got:      {names(s.reply.names, 5)}  ({s.reply.kind} {s.reply.score:.2f})\n"
        f"    {s.reply.reading}"
        for s in sat
        if not s.right
    ]
