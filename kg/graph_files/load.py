"""Load a graph from its files, whatever their format."""

from __future__ import annotations

from pathlib import Path

from kg.errors import DataError
from kg.extract import Proposal
from kg.graph_files.check import errors
from kg.graph_files.native import read_draft
from kg.graph_files.read_source import read_source
from kg.graph_files.resolve import resolve
from kg.graph_files.source_files import is_native
from kg.model.graph import Graph


def load_graph(path: Path) -> Graph:
    """Load the graph in a folder of TOML files, or in a file or folder of any other format.

    Raises:
        DataError: with every fault that `kg check` calls an error.
        UsageError: as `kg.graph_files.source_files.graph_files`.
    """
    if is_native(path):
        draft = read_draft(path, with_places=False)
    else:
        found = read_source(path)
        if not isinstance(found, Proposal):
            return resolve(found)
        draft = found.draft
    faults = errors(draft)
    if faults:  # places cost time, so they are looked up only for faults
        raise DataError((is_native(path) and errors(read_draft(path))) or faults)
    return resolve(draft)
