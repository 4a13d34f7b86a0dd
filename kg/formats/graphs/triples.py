"""Plain triples: lines of subject|relation|object."""

from __future__ import annotations

import re
from pathlib import Path

from kg.errors import DataError, Finding
from kg.formats.source import decode, decode_start, read_content
from kg.model.draft import Draft, DraftEdge, keyed_draft
from kg.system.files import read_text
from kg.text.normal_forms import normalise

_LOOKED_AT = 20
"""Lines by which triples are told."""

_HEADER = re.compile(
    r"\s*(?:subject|head|source|from|node1)\s*\|\s*(?:predicate|relation\w*|edge|property|type)\s*\|",
    re.IGNORECASE,
)
_RULED = re.compile(r"[\s|:-]*-[\s|:-]*")
_CARDS = re.compile(r"\s*(?:front|question|term|word)\s*\|", re.IGNORECASE)


def recognises(start: bytes) -> bool:
    """Whether the first line, notes aside, reads as a triple, and none as of another table."""
    lines = [line for line in decode_start(start).split("\n") if not _is_note(line)]
    if not lines or _triple(lines[0]) is None or _CARDS.match(lines[0]):
        return False
    return not any("\t" in line or _RULED.fullmatch(line) for line in lines[:_LOOKED_AT])


def read(path: Path, encoding: str | None = None) -> Draft:
    """The triples of a file as a draft whose keys are names.

    A name is a node as it is spelt: "Star" and "star" are two.

    Raises:
        DataError: with every line that is no triple (E101, E113).
    """
    faults: list[Finding] = []
    arcs = read_triples(path, faults, encoding)
    if faults:
        raise DataError(faults)
    return keyed_draft("", {}, arcs)


def read_triples(file: Path, faults: list[Finding], encoding: str | None = None) -> list[DraftEdge]:
    """The triples of a file in its order, a repeated one once.

    Blank lines, a header and lines that begin with "# " say nothing. What is no text (E101, E502)
    or no triple (E113) is added to the faults.
    """
    try:
        text = decode(read_content(file), file, encoding) if encoding else read_text(file)
    except DataError as error:
        faults.extend(error.findings)
        return []
    found: dict[DraftEdge, None] = {}
    rows = text.split("\n")
    for n, row in enumerate(rows, 1):
        if _is_note(row) or (not found and _HEADER.match(row)):
            continue
        triple = _triple(row)
        if triple is not None:
            found[triple] = None
        else:
            message = "not of the form subject|relation|object, each with a letter or digit in it"
            faults.append(Finding(str(file), n, "E113", message))
    return list(found)


def _is_note(line: str) -> bool:
    return not line.strip() or line.startswith(("# ", "## "))


def _triple(line: str) -> DraftEdge | None:
    parts = [" ".join(part.split()) for part in line.split("|")]
    if len(parts) != 3 or not all(parts) or not normalise(parts[1]):
        return None
    subject, relation, end = parts
    return DraftEdge(subject, relation, end)
