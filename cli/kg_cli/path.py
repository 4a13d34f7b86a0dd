"""kg path."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from kg.export.terminal import Screen
from kg.paths import route
from kg.store import ends
from kg_cli.graphs import named, opened
from kg_cli.options import GraphOption, JsonOption
from kg_cli.output import print_json, tell


def path(
    start: Annotated[str, typer.Argument(metavar="A", help="Where the way starts.")],
    goal: Annotated[str, typer.Argument(metavar="B", help="Where it leads.")],
    json: JsonOption = False,
    graph: GraphOption = None,
) -> None:
    """Show how two concepts are connected, in words."""
    with opened(graph) as store:
        a, b = named(store, start), named(store, goal)
        way = route(store, a, b)
        names = store.concepts(ends(way or ()) | {a, b})
        if way is None:
            tell(f"no way leads from {names[a].name} to {names[b].name}")
            raise typer.Exit(1)
        steps = []
        here = a
        for link in way:
            there = link.other_end(here)
            text = store.sentence(link, here, names)
            steps.append((names[here].id, link.relation, names[there].id, text, link.citation))
            here = there
        if json:
            fields = ("from", "relation", "to", "text", "source")
            rows = [dict(zip(fields, step, strict=True)) for step in steps]
            print_json({"from": names[a].id, "to": names[b].id, "steps": rows})
            return
        screen = Screen(sys.stdout)
        if not steps:
            screen.line(f"{names[a].name} is the same concept", 0)
        for _, _, _, text, source in steps:
            screen.line(f"{text}{f' [{source}]' if source else ''}", 0)
