"""The command `kg unlocks`: list what builds on a concept."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from kg.export.terminal import Screen
from kg.learn.progress import DEFAULT_PROFILE
from kg.learn.study import unlocked_by
from kg.text.phrasing import join_list, quantity
from kg_cli.graphs import find_concept, open_graph
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
    name: Annotated[list[str], typer.Argument(help="A concept.")],
    limit: ConceptLimitOption = DEFAULT_CONCEPT_LIMIT,
    known: KnownOption = None,
    profile: ProfileOption = DEFAULT_PROFILE,
    json: JsonOption = False,
    graph: GraphOption = None,
) -> None:
    """List what builds on a concept, and what else each one needs.

    The nearest come first. What you know is left out.
    """
    with open_graph(graph) as store:
        key = find_concept(store, " ".join(name))
        found = unlocked_by(store, key, known_concepts(store, known, profile))
        concept = store.concept(key)
    if json:
        print_json([one.to_json() for one in found[:limit]])
        return
    if not found:
        print_message(f"nothing that you don't know yet builds on {concept.name}")
        return
    rows = (
        (
            one.concept.name,
            one.concept.kind,
            quantity(one.steps, "step"),
            f"needs {join_list(one.needs)} too" if one.needs else "needs nothing else",
        )
        for one in found[:limit]
    )
    Screen(sys.stdout).table(("unlocks", "kind", "distance", "prerequisites"), rows)
    if len(found) > limit:
        print_message(f"{len(found) - limit} more build on it; -n {len(found)} shows all")
