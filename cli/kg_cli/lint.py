"""The command `kg lint`: suggest improvements to a graph."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.errors import DataError
from kg.export.terminal import printable
from kg.extract import Proposal
from kg.graph_files.native import read_draft
from kg.graph_files.read_source import read_source
from kg.graph_files.resolve import name_uniquely
from kg.graph_files.source_files import is_native
from kg.lint import lint
from kg.model.draft import Draft
from kg.text.phrasing import quantity
from kg_cli.graphs import graph_path, local_path
from kg_cli.options import GraphOption, JsonOption
from kg_cli.output import print_json


def command(
    folder: Annotated[
        Path | None, typer.Argument(help="Graph to look at (or use --graph).")
    ] = None,
    json: JsonOption = False,
    graph: GraphOption = None,
) -> None:
    """Suggest improvements to a graph, such as merging duplicates.

    Nothing is changed.
    """
    findings = lint(_read_draft(local_path(folder) if folder else graph_path(graph)))
    if json:
        print_json([finding._asdict() for finding in findings])
        return
    sys.stdout.writelines(f"{printable(finding)}\n" for finding in findings)
    sys.stdout.write(f"{quantity(len(findings), 'suggestion')}\n")


def _read_draft(path: Path) -> Draft:
    """Read a graph, or a file that can be imported as one, as a draft.

    Raises:
        DataError: it has errors.
    """
    if not is_native(path):
        found = read_source(path)
        return found.draft if isinstance(found, Proposal) else name_uniquely(found)
    draft = read_draft(path)
    if draft.faults:
        raise DataError(draft.faults)
    return draft
