"""WordNet 3.0 as Debian's wordnet-base has it."""

from __future__ import annotations

import os
from pathlib import Path

from kg.formats.wordnet.database import recognises
from kg.graph_files.load import load_graph
from kg.graph_files.read_source import draft_of
from kg.graph_files.writing import plan_files, write_plan
from tests.bench.data import UnavailableError


def wordnet_folder() -> Path:
    """Where WordNet's files are.

    Raises:
        UnavailableError: it is not installed.
    """
    folder = Path(os.environ.get("WORDNET", "/usr/share/wordnet"))
    if not recognises(folder):
        raise UnavailableError("WordNet is not here; install Debian's wordnet-base")
    return folder


def write_wordnet(folder: Path) -> int:
    """Write WordNet as a graph of ours into a folder, as `kg import` does; how many concepts."""
    draft = draft_of(load_graph(wordnet_folder()))
    write_plan(plan_files(draft, folder, "wordnet"), folder)
    return len(draft.concepts)
