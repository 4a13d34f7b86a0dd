"""The command `kg next`: list what the learner can learn next."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from kg.export.terminal import BEYOND_DECK, Screen
from kg.learn.progress import DEFAULT_PROFILE
from kg.learn.study import Ready, ready_next
from kg.text.phrasing import join_list, quantity
from kg_cli.graphs import open_graph
from kg_cli.options import (
    DEFAULT_CONCEPT_LIMIT,
    ConceptLimitOption,
    GraphOption,
    JsonOption,
    KnownOption,
    ProfileOption,
    known_concepts,
)
from kg_cli.output import print_json, print_message


def command(
    limit: ConceptLimitOption = DEFAULT_CONCEPT_LIMIT,
    known: KnownOption = None,
    profile: ProfileOption = DEFAULT_PROFILE,
    json: JsonOption = False,
    graph: GraphOption = None,
) -> None:
    """List what you can learn next, most useful first.

    These are the concepts whose prerequisites you know.
    """
    with open_graph(graph) as store:
        ready = ready_next(store, known_concepts(store, known, profile))
    if json:
        print_json([one.to_json() for one in ready[:limit]])
        return
    screen = Screen(sys.stdout)
    if not ready:
        print_message("you know every concept of this graph")
    for n, one in enumerate(ready[:limit]):
        if n:
            screen.blank()
        screen.heading(one.concept.name, f"{one.concept.kind}, {one.minutes} min")
        if one.concept.definition:
            screen.line(one.concept.definition, 3)
        elif one.concept.background:
            screen.line(f"{BEYOND_DECK}: {one.concept.background}", 3)
        screen.line(" · ".join(_reasons(one)), 3, dim=True)
    if len(ready) > limit:
        print_message(f"{len(ready) - limit} more are ready; -n {len(ready)} shows all")


def _reasons(ready: Ready) -> Iterator[str]:
    """Yield what a concept builds on and what it leads to, as phrases."""
    if ready.builds_on:
        yield f"builds on {join_list(ready.builds_on)}, which you know"
    else:
        yield "no prerequisites"
    if ready.circle:
        yield f"learn with {join_list(ready.circle)}, as each builds on the others"
    if ready.unlocks:
        yield f"unlocks {join_list(ready.unlocks)}"
    if ready.leads_to:
        yield f"leads to {quantity(ready.leads_to, 'concept')}"
