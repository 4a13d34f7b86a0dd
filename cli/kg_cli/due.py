"""kg due."""

from __future__ import annotations

import sys

from kg.export.terminal import Screen
from kg.learn.progress import PROFILE
from kg.learn.quiz import all_due
from kg_cli.graphs import opened
from kg_cli.options import (
    GraphOption,
    JsonOption,
    NowOption,
    ProfileOption,
    clock,
    moment,
    progress_of,
)
from kg_cli.output import print_json, tell


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
