"""kg ask, show and path: questions to the graph."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from kg.errors import UsageError
from kg.export.terminal import Screen
from kg.paths import route
from kg.store import ends
from kg_cli.ask_output import reply, reply_each
from kg_cli.graphs import named, opened
from kg_cli.options import GraphOption, JsonOption
from kg_cli.output import print_json
from kg_cli.show_output import describe
from kg_cli.streams import tell


def ask(
    question: Annotated[
        list[str] | None, typer.Argument(help="The question, in any words; no quotes needed.")
    ] = None,
    limit: Annotated[
        int | None, typer.Option("-n", min=1, help="Hits at most; a list is whole without it.")
    ] = None,
    batch: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Answer each line of a file; - reads standard input."),
    ] = None,
    option: Annotated[
        list[str] | None,
        typer.Option(metavar="ANSWER", help="Choose among given answers; repeat for each."),
    ] = None,
    json: JsonOption = False,
    graph: GraphOption = None,
) -> None:
    """Answer a question, with the reason and the card."""
    if batch is not None:
        if " ".join(question or ()):
            raise UsageError("give a question or --batch, not both")
        reply_each(batch, graph, limit=limit, options=option or (), is_json=json)
    elif not reply(question or (), graph, limit=limit, options=option or (), is_json=json):
        raise typer.Exit(1)


def show(
    name: Annotated[list[str], typer.Argument(help="A name, alias, acronym or identifier.")],
    json: JsonOption = False,
    graph: GraphOption = None,
) -> None:
    """Show one concept: what it is, where it is from, and its edges in words."""
    describe(name, graph, is_json=json)


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
