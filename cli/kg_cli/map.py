"""kg map."""

from __future__ import annotations

import webbrowser
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.errors import UsageError
from kg.paths import neighbourhood
from kg_cli.graphs import named, opened
from kg_cli.options import GraphOption
from kg_cli.output import print_json, tell, write_text


class MapView(StrEnum):
    """The views that a map may open with."""

    stages = "stages"
    web = "web"
    around = "around"
    table = "table"


def map_(
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="FILE", help="Where to; - is standard output.")
    ] = Path("map.html"),
    focus: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only what is near this concept.")
    ] = None,
    hops: Annotated[
        int | None, typer.Option(min=1, max=9, help="How near: steps from --focus; 2 if not given.")
    ] = None,
    view: Annotated[
        MapView | None, typer.Option(help="What to open with; around it when --focus is given.")
    ] = None,
    title: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Heading, instead of the graph's title.")
    ] = None,
    open_: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print what was written as JSON.")] = False,
    graph: GraphOption = None,
) -> None:
    """Write the interactive map: one HTML file that works offline."""
    if hops is not None and focus is None:
        raise UsageError("--hops counts from a concept; name it with --focus")
    if open_ and str(output) == "-":
        raise UsageError("--open needs a file; leave out -o -")
    if json and str(output) == "-":
        raise UsageError("--json needs the page in a file; leave out -o -")
    with opened(graph) as store:
        # Imported late: pyvis alone takes twenty times as long to start as Python.
        from kg.map.arrangement import stages_of
        from kg.map.page import map_page

        if view is MapView.stages and stages_of(store, store.edges())[0] is None:
            raise UsageError("this graph has no stages in order; open it with --view web")
        key = None if focus is None else named(store, focus)
        keys = store.keys() if key is None else neighbourhood(store, [key], hops or 2)
        page = map_page(
            store,
            None if key is None else keys,
            focus=key,
            hops=hops or 1,
            view=view or (None if key is None else MapView.around),
            title=title,
        )
        about = {
            "file": str(output),
            "focus": None if key is None else store.concept(key).id,
            "concepts": len(keys),
            "edges": len(store.edges_among(keys)),
        }
    write_text(page, output)
    if json:
        print_json(about)
    elif str(output) != "-":
        tell(f"wrote {output}")
    if open_ and not webbrowser.open(output.resolve().as_uri()):
        tell(f"found no browser to open it with; open {output} yourself")
