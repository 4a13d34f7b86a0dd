"""kg unlocks."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from kg.export.terminal import Screen
from kg.learn.progress import PROFILE
from kg.learn.study import unlocked_by
from kg.text.phrasing import join_list, quantity
from kg_cli.graphs import named, opened
from kg_cli.options import (
    GraphOption,
    JsonOption,
    KnownOption,
    ProfileOption,
    known_keys,
)
from kg_cli.output import print_json, tell

if TYPE_CHECKING:
    pass


SHOWN = 12
"""Concepts that kg next and kg unlocks show when no number is asked for."""


def unlocks(
    name: Annotated[list[str], typer.Argument(help="A concept.")],
    limit: Annotated[int, typer.Option("-n", min=1, help="Concepts at most.")] = SHOWN,
    known: KnownOption = None,
    profile: ProfileOption = PROFILE,
    json: JsonOption = False,
    graph: GraphOption = None,
) -> None:
    """List what builds on a concept, the nearest first, and what each needs besides."""
    with opened(graph) as store:
        key = named(store, " ".join(name))
        found = unlocked_by(store, key, known_keys(store, known, profile))
        concept = store.concept(key)
    if json:
        print_json([one.to_json() for one in found[:limit]])
        return
    if not found:
        tell(f"nothing that you do not know builds on {concept.name}")
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
    Screen(sys.stdout).table(("unlocks", "kind", "away", "besides"), rows)
    if len(found) > limit:
        tell(f"{len(found) - limit} more build on it; -n {len(found)} shows all")
