"""kg list, stats and map: looking around the graph."""

from __future__ import annotations

import sys
import webbrowser
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.errors import UsageError
from kg.export.terminal import Screen
from kg.paths import neighbourhood
from kg.store import Store, ends
from kg_cli.graphs import kind_named, named, opened
from kg_cli.options import GraphOption, JsonOption
from kg_cli.output import print_json, write_text
from kg_cli.streams import tell


def list_(
    kind: Annotated[str | None, typer.Option(help="Only concepts of this kind.")] = None,
    relation: Annotated[str | None, typer.Option(help="The edges of this relation.")] = None,
    json: JsonOption = False,
    graph: GraphOption = None,
) -> None:
    """List concepts, or the edges of a relation."""
    with opened(graph) as store:
        wanted = None if kind is None else [kind_named(store, kind)]
        if relation is not None:
            _list_edges(store, relation, wanted, json=json)
            return
        concepts = store.concepts(store.keys(wanted))
        rows = [concepts[key] for key in sorted(concepts)]
        if json:
            print_json([{"id": c.id, "name": c.name, "kind": c.kind} for c in rows])
        else:
            table = ((c.name, c.kind, c.definition) for c in rows)
            Screen(sys.stdout).table(("concept", "kind", "summary"), table)


def _list_edges(store: Store, relation: str, kinds: list[str] | None, *, json: bool) -> None:
    relations = store.vocabulary.relations
    if relation not in relations:
        raise UsageError(f"no relation {relation!r}; there are {', '.join(relations)}")
    links = store.links(relation)
    concepts = store.concepts(ends(links))
    rows = [
        (concepts[link.subject], concepts[link.object], link.citation)
        for link in links
        if kinds is None or {concepts[link.subject].kind, concepts[link.object].kind} & set(kinds)
    ]
    if json:
        print_json(
            [
                {"subject": a.id, "relation": relation, "object": b.id, "source": source}
                for a, b, source in rows
            ]
        )
    else:
        says = relations[relation].says
        table = ((a.name, says, b.name, source) for a, b, source in rows)
        Screen(sys.stdout).table(("from", "relation", "to", "deck lines"), table)


def stats(json: JsonOption = False, graph: GraphOption = None) -> None:
    """Count concepts and edges, by kind and by relation."""
    with opened(graph) as store:
        kinds = {name: n for name, n in store.count_kinds().items() if n}
        relations = {name: n for name, n in store.count_relations().items() if n}
        if json:
            print_json(
                {
                    "title": store.title,
                    "concepts": sum(kinds.values()),
                    "edges": sum(relations.values()),
                    "kinds": kinds,
                    "relations": relations,
                }
            )
            return
        screen = Screen(sys.stdout)
        counts = f"{sum(kinds.values())} concepts, {sum(relations.values())} edges"
        screen.heading(store.title, counts)
        screen.table(("kind", "concepts"), kinds.items())
        screen.table(("relation", "edges"), relations.items())


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

        if view is MapView.stages and stages_of(store, store.links())[0] is None:
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
            "edges": len(store.links_among(keys)),
        }
    write_text(page, output)
    if json:
        print_json(about)
    elif str(output) != "-":
        tell(f"wrote {output}")
    if open_ and not webbrowser.open(output.resolve().as_uri()):
        tell(f"found no browser to open it with; open {output} yourself")
