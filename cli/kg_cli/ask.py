"""The command `kg ask`: answer one question, or each line of a file."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.errors import UsageError
from kg_cli.ask_output import print_answer, print_answers
from kg_cli.options import GraphOption, JsonOption


def command(
    question: Annotated[
        list[str] | None, typer.Argument(help="The question; no quotes needed.")
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option(
            "-n", metavar="N", min=1, help="Show at most N hits (default: 5; lists in full)."
        ),
    ] = None,
    batch: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Answer each line of FILE; - is standard input."),
    ] = None,
    option: Annotated[
        list[str] | None,
        typer.Option(metavar="ANSWER", help="Choose among given answers; repeat for each."),
    ] = None,
    explain: Annotated[
        bool,
        typer.Option("--explain", help="Show how the question was read, matches and scores."),
    ] = False,
    json: JsonOption = False,
    graph: GraphOption = None,
) -> None:
    """Answer a question, with reasons and the card it comes from."""
    options = option or ()
    if batch is not None:
        if " ".join(question or ()):
            raise UsageError("give a question or --batch, not both")
        if not print_answers(batch, graph, limit=limit, options=options, is_json=json):
            raise typer.Exit(3)
    elif not print_answer(
        question or (), graph, limit=limit, options=options, is_json=json, explain=explain
    ):
        raise typer.Exit(1)
