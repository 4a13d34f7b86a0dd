"""kg show."""

from __future__ import annotations

from typing import Annotated

import typer

from kg_cli.options import GraphOption, JsonOption
from kg_cli.show_output import describe


def show(
    name: Annotated[list[str], typer.Argument(help="A name, alias, acronym or identifier.")],
    json: JsonOption = False,
    graph: GraphOption = None,
) -> None:
    """Show one concept: what it is, where it is from, and its edges in words."""
    describe(name, graph, is_json=json)
