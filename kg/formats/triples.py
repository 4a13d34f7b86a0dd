"""Plain triples: lines of subject|relation|object."""

from __future__ import annotations

from pathlib import Path

from kg.errors import DataError, Finding
from kg.formats.source import decode_start
from kg.network import Arc, Network
from kg.text import normalise
from kg.textfile import read_text


def recognises(start: bytes) -> bool:
    """Whether the first line that is not blank reads as a triple."""
    first = next((line for line in decode_start(start).split("\n") if line.strip()), "")
    return _triple(first) is not None


def read(path: Path, encoding: str | None = None) -> Network:  # noqa: ARG001 - UTF-8 by definition
    """The triples of a file as a network whose nodes are names.

    A name is a node as it is spelt: "Star" and "star" are two.

    Raises:
        DataError: with every line that is no triple (E101, E113).
    """
    faults: list[Finding] = []
    arcs = read_triples(path, faults)
    if faults:
        raise DataError(faults)
    return Network("", {}, tuple(arcs))


def read_triples(file: Path, faults: list[Finding]) -> list[Arc]:
    """The triples of a file in its order, a repeated one once; blank lines say nothing.

    What is not UTF-8 (E101) or no triple (E113) is added to the faults.
    """
    try:
        text = read_text(file)
    except DataError as error:
        faults.extend(error.findings)
        return []
    found: dict[Arc, None] = {}
    for n, row in enumerate(text.split("\n"), 1):
        triple = _triple(row)
        if triple is not None:
            found[triple] = None
        elif row.strip():
            message = "not of the form subject|relation|object, each with a letter or digit in it"
            faults.append(Finding(str(file), n, "E113", message))
    return list(found)


def _triple(line: str) -> Arc | None:
    parts = [" ".join(part.split()) for part in line.split("|")]
    if len(parts) != 3 or not all(parts) or not normalise(parts[1]):
        return None
    return Arc(*parts)
