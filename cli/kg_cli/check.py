"""The command `kg check`: report the problems in a graph."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from kg.errors import DataError, Finding, UsageError
from kg.export.terminal import printable
from kg.graph_files.check import deck_warnings, errors, warnings
from kg.graph_files.faithfulness import deck_findings
from kg.graph_files.load import load_graph
from kg.graph_files.native import read_draft
from kg.graph_files.source_files import is_native
from kg.graph_files.text_deck import read_text_deck
from kg_cli.graphs import graph_path, local_path
from kg_cli.options import GraphOption, JsonOption
from kg_cli.output import print_json


def command(
    context: typer.Context,
    folder: Annotated[Path | None, typer.Argument(help="Graph to check (or use --graph).")] = None,
    deck: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Also compare the graph with this deck."),
    ] = None,
    json: JsonOption = False,
    graph: GraphOption = None,
) -> None:
    """Report every problem in a graph as FILE:LINE: CODE message."""
    source = context.get_parameter_source("graph")
    is_given = source is not None and source.name == "COMMANDLINE"  # KG_GRAPH is only a default
    if folder is not None and is_given and folder != graph_path(graph):
        raise UsageError(f"two graphs given, {folder} and {graph}; give one of them")
    path = local_path(folder) if folder else graph_path(graph)
    if not is_native(path):
        _check_other(path, deck, is_json=json)
        return
    draft = read_draft(path)
    findings = sorted({*errors(draft), *warnings(draft)})
    if deck is not None:
        lines = read_text_deck(deck)
        findings += sorted({*deck_warnings(draft, lines), *deck_findings(draft, lines)})
    edges = sum(len(concept.edges) for concept in draft.concepts)
    _report(findings, f"{len(draft.concepts)} concepts, {edges} links", is_json=json)


def _check_other(path: Path, deck: Path | None, *, is_json: bool) -> None:
    """Report what can't be read of a graph or deck that is not in our own format."""
    if deck is not None:
        raise UsageError(f"{path}: only a graph in TOML cites a deck; check it without --deck")
    try:
        graph = load_graph(path)
    except DataError as error:
        _report(error.findings, "", is_json=is_json)
    else:
        _report((), f"{len(graph.concepts)} concepts, {len(graph.edges)} links", is_json=is_json)


def _report(findings: Sequence[Finding], size: str, *, is_json: bool) -> None:
    """Print the findings, or the size of a graph without any.

    Raises:
        typer.Exit: with code 3, if there are findings.
    """
    if is_json:
        print_json([finding._asdict() for finding in findings])
    elif findings:
        sys.stdout.writelines(f"{printable(finding)}\n" for finding in findings)
    else:
        sys.stdout.write(f"no problems: {size}\n")
    if findings:
        raise typer.Exit(3)
