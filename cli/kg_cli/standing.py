"""kg due and progress: what is to be asked again, and how far a learner is."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from kg.export.terminal import Screen
from kg.learn.progress import PROFILE
from kg.learn.quiz import all_due
from kg.learn.quiz.tally import Share, take_tally
from kg.text.normal_forms import count
from kg_cli.graphs import opened
from kg_cli.learner import NowOption, ProfileOption, clock, moment, progress_of
from kg_cli.options import GraphOption, JsonOption
from kg_cli.output import print_json
from kg_cli.streams import tell


def due(
    now: NowOption = None,
    profile: ProfileOption = PROFILE,
    json: JsonOption = False,
    graph: GraphOption = None,
) -> None:
    """List the concepts to be asked again now, likeliest forgotten first."""
    time = moment(now)
    with opened(graph) as store:
        memories = progress_of(store, profile).memories
        found = [(store.key_of(one.concept), one) for one in all_due(memories, time)]
        concepts = store.concepts(key for key, _ in found if key is not None)
        rows = [(concepts[key], one) for key, one in found if key is not None]
    if json:
        print_json(
            [
                {
                    "id": concept.id,
                    "name": concept.name,
                    "kind": concept.kind,
                    "since": one.since.isoformat(),
                    "recall": round(one.recall, 3),
                }
                for concept, one in rows
            ]
        )
        return
    if not rows:
        later = min((memory.due for memory in memories.values()), default=None)
        when = f"; the next is on {clock(later)}" if later else "; kg quiz asks what is new"
        tell(f"nothing is due{when}")
    Screen(sys.stdout).table(
        ("concept", "kind", "due since", "still known"),
        (
            (concept.name, concept.kind, clock(one.since), f"{one.recall:.0%}")
            for concept, one in rows
        ),
    )


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
    said = f"{whole.known} of {count(whole.total, 'concept')} known, {whole.learning} being learnt"
    screen.heading(whole.title, said)
    draw: Callable[[Share], Sequence[object]] = _bar if sys.stdout.isatty() else _numbers
    screen.table(("chapter", "known"), map(draw, tally.chapters))
    screen.table(("kind", "known"), map(draw, tally.kinds))
    if tally.answers:
        screen.line(f"{tally.right} of {count(tally.answers, 'answer')} right", 0)


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
