"""The command `kg due`: list the concepts that are due for review."""

from __future__ import annotations

import sys

from kg.export.terminal import Screen
from kg.learn.progress import DEFAULT_PROFILE
from kg.learn.quiz import due_concepts
from kg_cli.graphs import open_graph
from kg_cli.options import (
    GraphOption,
    JsonOption,
    NowOption,
    ProfileOption,
    load_progress,
    parse_now,
)
from kg_cli.output import format_time, print_json, print_message


def command(
    now: NowOption = None,
    profile: ProfileOption = DEFAULT_PROFILE,
    json: JsonOption = False,
    graph: GraphOption = None,
) -> None:
    """List the concepts due for review, most likely forgotten first."""
    time = parse_now(now)
    with open_graph(graph) as store:
        memories = load_progress(store, profile).memories
        found = [(store.key_of(one.concept), one) for one in due_concepts(memories, time)]
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
                    "recall": round(one.retrievability, 3),
                }
                for concept, one in rows
            ]
        )
        return
    if not rows:
        later = min((memory.due for memory in memories.values()), default=None)
        hint = f"the next review is on {format_time(later)}" if later else "kg quiz asks new ones"
        print_message(f"nothing is due; {hint}")
    Screen(sys.stdout).table(
        ("concept", "kind", "due since", "chance of recall"),
        (
            (concept.name, concept.kind, format_time(one.since), f"{one.retrievability:.0%}")
            for concept, one in rows
        ),
    )
