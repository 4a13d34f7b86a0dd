"""Read a graph's vocabulary from its `relations.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from kg.errors import Finding
from kg.graph_files.source_files import shipped_graph
from kg.graph_files.toml_file import parse_toml
from kg.model.vocabulary import Vocabulary
from kg.model.vocabulary_tables import read_vocabulary


def read_vocabulary_file(file: Path, faults: list[Finding]) -> Vocabulary:
    """Return the vocabulary in a file and append each fault, with its place, to the faults (E112).

    The vocabulary is empty where the file can't be read.
    """
    if file.parent == shipped_graph().parent:
        return _shipped_vocabulary(file)
    parsed = parse_toml(file, faults)
    if parsed is None:
        return Vocabulary()
    vocabulary, wrong = read_vocabulary(parsed.data)
    for table, message in wrong:
        place = parsed.place(parsed.table(table))
        faults.append(Finding(*place, "E112", f"{table}: {message}"))
    return vocabulary


@cache
def _shipped_vocabulary(file: Path) -> Vocabulary:
    return read_vocabulary(tomllib.loads(file.read_text(encoding="utf-8")))[0]
