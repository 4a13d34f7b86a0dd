"""kg progress."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from kg.export.terminal import Screen
from kg.learn.progress import PROFILE
from kg.learn.quiz.tally import Share, take_tally
from kg.text.phrasing import quantity
from kg_cli.graphs import opened
from kg_cli.options import (
    GraphOption,
    JsonOption,
    ProfileOption,
    progress_of,
)
from kg_cli.output import print_json

WIDTH = 24
"""Characters of a bar."""


def progress(
    profile: ProfileOption = PROFILE, json: JsonOption = False, graph: GraphOption = None
) -> None:
    """Show how much is known, by stage and by kind."""
    with opened(graph) as store:
        tally = take_tally(store, progress_of(store, profile))
    if json:
        print_json(tally.to_json())
        return
    screen = Screen(sys.stdout)
    whole = tally.whole
    total = quantity(whole.total, "concept")
    said = f"{whole.known} of {total} known, {whole.learning} being learnt"
    screen.heading(whole.title, said)
    draw: Callable[[Share], Sequence[object]] = _bar if sys.stdout.isatty() else _numbers
    screen.table(("chapter", "known"), map(draw, tally.chapters))
    screen.table(("kind", "known"), map(draw, tally.kinds))
    if tally.answers:
        screen.line(f"{tally.right} of {quantity(tally.answers, 'answer')} right", 0)


def _numbers(share: Share) -> tuple[object, ...]:
    return share.title, share.known, share.learning, share.total


def _bar(share: Share) -> tuple[object, ...]:
    """A title, and a bar: known, being learnt, the rest."""
    known = _blocks(share.known, share.total)
    met = _blocks(share.known + share.learning, share.total)
    bar = "█" * known + "▒" * (met - known) + "░" * (WIDTH - met)
    return share.title, f"{bar} {share.known}/{share.total}"


def _blocks(part: int, whole: int) -> int:
    """How much of a bar a part fills: nothing and all of it only where that is so."""
    return min(max(round(WIDTH * part / whole), part > 0), WIDTH - (part < whole))
