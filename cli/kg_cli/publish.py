"""kg publish: the graph in PostgreSQL, for many to ask."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from kg.errors import UsageError
from kg.graph_files.load import load_graph
from kg.store.postgres import is_address
from kg.store.postgres.address import Address
from kg.text.phrasing import quantity
from kg_cli.graphs import graph_files
from kg_cli.options import GraphOption, JsonOption
from kg_cli.output import print_json, tell


def publish(
    url: Annotated[
        str,
        typer.Argument(metavar="URL", help="postgresql://USER@HOST/DATABASE, ?graph=NAME behind."),
    ],
    reader: Annotated[
        list[str] | None,
        typer.Option(metavar="USER", help="Who may read it from now on; public is everybody."),
    ] = None,
    json: JsonOption = False,
    graph: GraphOption = None,
) -> None:
    """Publish the graph in a PostgreSQL database, for many to ask.

    Who reads it meanwhile sees all of it, or all of the one before.
    """
    if not is_address(url):
        raise UsageError("publish where? give a postgresql:// address")
    # Imported late: it needs what an extra brings.
    from kg.store.postgres.publish import publish as publish_graph

    address = Address.of(url)
    published = publish_graph(load_graph(graph_files(graph)), address, reader or ())
    if json:
        print_json({"graph": published.graph, "schema": published.schema, "rows": published.rows})
        return
    concepts = quantity(published.rows["concept"], "concept")
    edges = quantity(published.rows["edge"], "edge")
    named = replace(address, graph=published.graph)
    tell(f"published {concepts} and {edges}; ask it: kg ask --graph '{named}' …")
