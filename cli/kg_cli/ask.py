"""kg ask."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.errors import UsageError
from kg_cli.ask_output import reply, reply_each
from kg_cli.options import GraphOption, JsonOption


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
