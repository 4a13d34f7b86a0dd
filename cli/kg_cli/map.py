"""The command `kg map`: write the graph as an interactive map."""

from __future__ import annotations

import webbrowser
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.errors import UsageError
from kg.map.arrangement import stages_with_titles
from kg.map.page import map_page
from kg_cli.graphs import find_concept, local_path, open_graph
from kg_cli.options import GraphOption
from kg_cli.output import print_json, print_message, write_text

DEFAULT_HOPS = 2
"""Steps from the concept given by --focus that the map covers without --hops."""


class MapView(StrEnum):
    """The views that the map can open with."""

    stages = "stages"
    web = "web"
    around = "around"
    table = "table"


def command(
    output: Annotated[
        Path,
        typer.Option("-o", "--output", metavar="FILE", help="Output file; - is standard output."),
    ] = Path("map.html"),
    focus: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Include only what is near this concept."),
    ] = None,
    hops: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            min=1,
            max=9,
            help=f"Steps from --focus to include (default: {DEFAULT_HOPS}).",
        ),
    ] = None,
    view: Annotated[
        MapView | None,
        typer.Option(help="View to open with (default: stages or web; around with --focus)."),
    ] = None,
    title: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Heading (default: the graph's title).")
    ] = None,
    open_: Annotated[bool, typer.Option("--open", help="Open the map in the browser.")] = False,
    json: Annotated[
        bool, typer.Option("--json", help="Print a summary of the map as JSON.")
    ] = False,
    graph: GraphOption = None,
) -> None:
    """Write an interactive map: one HTML file that works offline."""
    if hops is not None and focus is None:
        raise UsageError("--hops counts from a concept; name it with --focus")
    if open_ and str(output) == "-":
        raise UsageError("--open needs a file; leave out -o -")
    if json and str(output) == "-":
        raise UsageError("--json needs the map in a file; leave out -o -")
    local_path(output)
    with open_graph(graph) as store:
        if view is MapView.stages and stages_with_titles(store, store.edges())[0] is None:
            raise UsageError("this graph has no ordered stages; open it with --view web")
        key = None if focus is None else find_concept(store, focus)
        keys = store.keys() if key is None else store.neighbourhood([key], hops or DEFAULT_HOPS)
        page = map_page(
            store,
            None if key is None else keys,
            focus=key,
            hops=hops or 1,
            view=view or (None if key is None else MapView.around),
            title=title,
        )
        summary = {
            "file": str(output),
            "focus": None if key is None else store.concept(key).id,
            "concepts": len(keys),
            "edges": len(store.edges_among(keys)),
        }
    write_text(page, output)
    if json:
        print_json(summary)
    elif str(output) != "-":
        print_message(f"wrote {output}")
    if open_ and not webbrowser.open(output.resolve().as_uri()):
        print_message(f"found no browser; open {output} yourself")
