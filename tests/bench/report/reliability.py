"""Whether the score says how sure an answer is."""

from __future__ import annotations

from collections.abc import Iterable

from tests.bench.deck import Judged
from tests.bench.exam import Sat
from tests.bench.metrics import calibration_error, deciles, share
from tests.bench.report.markdown import table

INTRODUCTION = """\
The score of kg's first hit against how often that hit is right, over the deck's report half (out of
scope included: an answer there is wrong) and the exam without options; refusals have no score and
are left out. ECE is the expected calibration error: the mean distance of the two columns, by
count."""


def score_lines(judged: Iterable[Judged], sat: Iterable[Sat]) -> list[str]:
    """The table of deciles and the error."""
    scored = [(j.reply.score, j.hit) for j in judged if j.reply.names]
    scored += [(s.reply.score, s.right) for s in sat if s.reply.names]
    bins = deciles(scored)
    if not bins:
        return ["No answers to count.", ""]
    rows = [[f"{b.low:.1f}–{b.low + 0.1:.1f}", b.n, share(b.score), share(b.right)] for b in bins]
    ece = f"ECE {share(calibration_error(bins))} (n={len(scored):,})"
    return [*table(["score", "answers", "mean score", "share right"], rows), ece, ""]
