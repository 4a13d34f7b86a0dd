"""The command `kg path`: show how two concepts are connected."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from kg.export.terminal import Screen
from kg.paths import route
from kg.store import ends
from kg_cli.graphs import find_concept, open_graph
from kg_cli.options import GraphOption, JsonOption
from kg_cli.output import print_json, print_message


def command(
    start: Annotated[str, typer.Argument(metavar="FROM", help="The first concept.")],
    goal: Annotated[str, typer.Argument(metavar="TO", help="The second concept.")],
    json: JsonOption = False,
    graph: GraphOption = None,
) -> None:
    """Show how two concepts are connected."""
    with open_graph(graph) as store:
        start_key, goal_key = find_concept(store, start), find_concept(store, goal)
        edges = route(store, start_key, goal_key)
        concepts = store.concepts(ends(edges or ()) | {start_key, goal_key})
        start_concept, goal_concept = concepts[start_key], concepts[goal_key]
        if edges is None:
            print_message(f"no path connects {start_concept.name} and {goal_concept.name}")
            raise typer.Exit(1)
        steps = []
        here = start_key
        for edge in edges:
            there = edge.other_end(here)
            steps.append(
                {
                    "from": concepts[here].id,
                    "relation": edge.relation,
                    "to": concepts[there].id,
                    "text": store.sentence(edge, here, concepts),
                    "source": edge.citation,
                }
            )
            here = there
    if json:
        print_json({"from": start_concept.id, "to": goal_concept.id, "steps": steps})
        return
    screen = Screen(sys.stdout)
    if not steps:
        screen.line(f"both names mean {start_concept.name}", 0)
    for step in steps:
        source = f" [{step['source']}]" if step["source"] else ""
        screen.line(f"{step['text']}{source}", 0)
