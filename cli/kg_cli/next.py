"""kg next."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from kg.export.terminal import Screen
from kg.learn.progress import PROFILE
from kg.learn.study import Ready, ready_next
from kg.text.phrasing import join_list, quantity
from kg_cli.graphs import opened
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


def next_(
    limit: Annotated[int, typer.Option("-n", min=1, help="Concepts at most.")] = SHOWN,
    known: KnownOption = None,
    profile: ProfileOption = PROFILE,
    json: JsonOption = False,
    graph: GraphOption = None,
) -> None:
    """List what can be learnt next: everything whose prerequisites are known, best first."""
    with opened(graph) as store:
        ready = ready_next(store, known_keys(store, known, profile))
    if json:
        print_json([one.to_json() for one in ready[:limit]])
        return
    screen = Screen(sys.stdout)
    if not ready:
        tell("you know all of it")
    for n, one in enumerate(ready[:limit]):
        if n:
            screen.blank()
        screen.heading(one.concept.name, f"{one.concept.kind}, {one.minutes} min")
        if one.concept.definition:
            screen.line(one.concept.definition, 3)
        screen.line("; ".join(_told_of(one)), 3, dim=True)
    if len(ready) > limit:
        tell(f"{len(ready) - limit} more are ready; -n {len(ready)} shows all")


def _told_of(ready: Ready) -> Iterator[str]:
    if ready.builds_on:
        yield f"builds on {join_list(ready.builds_on)}, which you know"
    else:
        yield "builds on nothing"
    if ready.circle:
        yield f"together with {join_list(ready.circle)}, for each builds on the others"
    if ready.unlocks:
        yield f"unlocks {join_list(ready.unlocks)}"
    if ready.leads_to:
        yield f"leads to {quantity(ready.leads_to, 'concept')}"
