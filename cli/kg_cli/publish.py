"""The command `kg publish`: write the graph to a PostgreSQL database."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from kg.errors import UsageError
from kg.graph_files.load import load_graph
from kg.store.postgres import is_address
from kg.store.postgres.address import Address
from kg.text.phrasing import quantity
from kg_cli.graphs import graph_path
from kg_cli.options import GraphOption, JsonOption
from kg_cli.output import print_json, print_message


def command(
    url: Annotated[
        str,
        typer.Argument(
            metavar="URL", help="postgresql://USER@HOST/DATABASE, with ?graph=NAME to name it."
        ),
    ],
    reader: Annotated[
        list[str] | None,
        typer.Option(
            metavar="USER",
            help="Let this database user read the graph; repeat for more; public: all.",
        ),
    ] = None,
    json: JsonOption = False,
    graph: GraphOption = None,
) -> None:
    """Publish the graph to a PostgreSQL database for others to read.

    It replaces its previous version at once: readers see either the old version or the new one.
    """
    if not is_address(url):
        raise UsageError("publish where? give a postgresql:// address")
    # Imported late: it needs psycopg, which is an optional extra.
    from kg.store.postgres.publish import publish

    address = Address.parse(url)
    published = publish(load_graph(graph_path(graph)), address, reader or ())
    if json:
        print_json({"graph": published.graph, "schema": published.schema, "rows": published.rows})
        return
    concepts = quantity(published.rows["concept"], "concept")
    edges = quantity(published.rows["edge"], "link")
    shown = replace(address, graph=published.graph)
    print_message(f"published {concepts} and {edges}; ask it: kg ask --graph '{shown}' …")
