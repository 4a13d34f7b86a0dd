"""kg check: what is wrong with a graph."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from kg.errors import DataError, Finding, UsageError
from kg.export.terminal import printable
from kg.graph_files.check import deck_warnings, errors, warnings
from kg.graph_files.load import load_graph
from kg.graph_files.native import read_draft
from kg.graph_files.source_files import is_native
from kg.graph_files.text_deck import read_text_deck
from kg_cli.graphs import graph_files, on_disk
from kg_cli.options import GraphOption, JsonOption
from kg_cli.output import print_json


def check(
    context: typer.Context,
    folder: Annotated[Path | None, typer.Argument(help="The graph; or use --graph.")] = None,
    deck: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Also list the deck's uncited lines.")
    ] = None,
    json: JsonOption = False,
    graph: GraphOption = None,
) -> None:
    """Report every fault of a graph as FILE:LINE: CODE message."""
    source = context.get_parameter_source("graph")
    named = source is not None and source.name == "COMMANDLINE"  # KG_GRAPH is but a default
    if folder is not None and named and folder != graph_files(graph):
        raise UsageError(f"which graph: {folder} or {graph}? Give one")
    path = on_disk(folder) if folder else graph_files(graph)
    if not is_native(path):
        _check_other(path, deck, json)
        return
    draft = read_draft(path)
    findings = sorted({*errors(draft), *warnings(draft)})
    if deck is not None:
        findings += deck_warnings(draft, read_text_deck(deck))
    edges = sum(len(concept.edges) for concept in draft.concepts)
    _report(findings, f"{len(draft.concepts)} concepts, {edges} edges", json=json)


def _report(findings: Sequence[Finding], size: str, *, json: bool) -> None:
    if json:
        print_json([finding._asdict() for finding in findings])
    elif findings:
        sys.stdout.writelines(f"{printable(finding)}\n" for finding in findings)
    else:
        sys.stdout.write(f"no faults: {size}\n")
    if findings:
        raise typer.Exit(3)


def _check_other(path: Path, deck: Path | None, json: bool) -> None:
    """Report what can't be read of a graph or deck in another format than ours."""
    if deck is not None:
        raise UsageError(f"{path}: only a graph in TOML cites a deck; check it without --deck")
    try:
        found = load_graph(path)
    except DataError as error:
        _report(error.findings, "", json=json)
    else:
        _report((), f"{len(found.concepts)} concepts, {len(found.edges)} edges", json=json)
