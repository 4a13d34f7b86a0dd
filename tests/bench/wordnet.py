"""WordNet 3.0 as Debian's wordnet-base has it."""

from __future__ import annotations

import os
from pathlib import Path

from kg.formats.wordnet.database import recognises
from kg.graph_files.read_source import read_source
from kg.graph_files.resolve import name_uniquely
from kg.graph_files.writing import plan_files, write_plan
from kg.model.draft import Draft
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
    found = read_source(wordnet_folder())
    assert isinstance(found, Draft)
    draft = name_uniquely(found)
    write_plan(plan_files(draft, folder, "wordnet"), folder)
    return len(draft.concepts)
