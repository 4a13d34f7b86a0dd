"""The command `kg progress`: show how much the learner knows."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from kg.export.terminal import Screen
from kg.learn.progress import DEFAULT_PROFILE
from kg.learn.quiz.tally import Share, take_tally
from kg.text.phrasing import quantity
from kg_cli.graphs import open_graph
from kg_cli.options import GraphOption, JsonOption, ProfileOption, load_progress
from kg_cli.output import print_json

BAR_WIDTH = 24
"""Characters of a full bar."""


def command(
    profile: ProfileOption = DEFAULT_PROFILE, json: JsonOption = False, graph: GraphOption = None
) -> None:
    """Show how much you know, by chapter and by kind."""
    with open_graph(graph) as store:
        tally = take_tally(store, load_progress(store, profile))
    if json:
        print_json(tally.to_json())
        return
    screen = Screen(sys.stdout)
    whole = tally.whole
    total = quantity(whole.total, "concept")
    screen.heading(whole.title, f"{whole.known} of {total} known, {whole.learning} being learnt")
    cells: Callable[[Share], Sequence[object]] = _bar if sys.stdout.isatty() else _numbers
    screen.table(("chapter", "known"), map(cells, tally.chapters))
    screen.table(("kind", "known"), map(cells, tally.kinds))
    if tally.answers:
        screen.line(f"{tally.right} of {quantity(tally.answers, 'answer')} right", 0)


def _numbers(share: Share) -> tuple[object, ...]:
    """Return the cells of a row in a pipe: title, known, being learnt, total."""
    return share.title, share.known, share.learning, share.total


def _bar(share: Share) -> tuple[object, ...]:
    """Return the cells of a row on a terminal: title, and a bar of known, being learnt, rest."""
    known = _blocks(share.known, share.total)
    met = _blocks(share.known + share.learning, share.total)
    bar = "█" * known + "▒" * (met - known) + "░" * (BAR_WIDTH - met)
    return share.title, f"{bar} {share.known}/{share.total}"


def _blocks(part: int, whole: int) -> int:
    """Return how many characters of a bar a part fills; 0 and all of them only if exact."""
    return min(max(round(BAR_WIDTH * part / whole), part > 0), BAR_WIDTH - (part < whole))
