"""The command `kg show`: show one concept."""

from __future__ import annotations

from typing import Annotated

import typer

from kg_cli.options import GraphOption, JsonOption
from kg_cli.show_output import print_concept


def command(
    name: Annotated[list[str], typer.Argument(help="A name, alias, acronym or identifier.")],
    json: JsonOption = False,
    graph: GraphOption = None,
) -> None:
    """Show one concept: its summary, its source and its links."""
    print_concept(name, graph, is_json=json)
