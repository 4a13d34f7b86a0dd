"""Read plain triples: lines of subject|relation|object."""

from __future__ import annotations

import re
from pathlib import Path

from kg.errors import DataError, Finding
from kg.formats.source import decode, decode_start, read_content
from kg.model.draft import Draft, DraftEdge, keyed_draft
from kg.system.files import read_text
from kg.text.normal_forms import normalise

_SAMPLED_TRIPLES = 20
"""Lines by which the format is recognised."""

_TRIPLE_HEADER = re.compile(
    r"\s*(?:subject|head|source|from|node1)\s*\|\s*(?:predicate|relation\w*|edge|property|type)\s*\|",
    re.IGNORECASE,
)
_MARKDOWN_RULE = re.compile(r"[\s|:-]*-[\s|:-]*")
_CARD_HEADER = re.compile(r"\s*(?:front|question|term|word)\s*\|", re.IGNORECASE)


def recognises(start: bytes) -> bool:
    """Return True if the first line that is no comment is a triple, and it is no other table."""
    lines = [line for line in decode_start(start).split("\n") if not _is_comment(line)]
    if not lines or _parse_triple(lines[0]) is None or _CARD_HEADER.match(lines[0]):
        return False
    sample = lines[:_SAMPLED_TRIPLES]
    return not any("\t" in line or _MARKDOWN_RULE.fullmatch(line) for line in sample)


def read(path: Path, encoding: str | None = None) -> Draft:
    """Read the triples of a file as a draft whose keys are names.

    Names that differ in capitals only, such as "Star" and "star", are two concepts.

    Raises:
        DataError: it can't be read (E101, E501, E502, E507), or has lines that are no triple
            (E113, for each).
    """
    faults: list[Finding] = []
    edges = read_triples(path, faults, encoding)
    if faults:
        raise DataError(faults)
    return keyed_draft("", {}, edges)


def read_triples(file: Path, faults: list[Finding], encoding: str | None = None) -> list[DraftEdge]:
    """Return the triples of a file in its order, repeated ones once.

    Blank lines, a header and lines that begin with "# " are passed over.

    Args:
        file: the file.
        faults: gets a finding if the file can't be read (E101, E501, E502, E507), and one for
            each line that is no triple (E113).
        encoding: its encoding; None for UTF-8.
    """
    try:
        text = decode(read_content(file), file, encoding) if encoding else read_text(file)
    except DataError as error:
        faults.extend(error.findings)
        return []
    edges: dict[DraftEdge, None] = {}
    for n, line in enumerate(text.split("\n"), 1):
        if _is_comment(line) or (not edges and _TRIPLE_HEADER.match(line)):
            continue
        edge = _parse_triple(line)
        if edge is not None:
            edges[edge] = None
        else:
            message = "not of the form subject|relation|object, each with a letter or digit in it"
            faults.append(Finding(str(file), n, "E113", message))
    return list(edges)


def _is_comment(line: str) -> bool:
    return not line.strip() or line.startswith(("# ", "## "))


def _parse_triple(line: str) -> DraftEdge | None:
    """Return the edge of a line; None if it is no triple."""
    parts = [" ".join(part.split()) for part in line.split("|")]
    if len(parts) != 3 or not all(parts) or not normalise(parts[1]):
        return None
    subject, relation, object_ = parts
    return DraftEdge(subject, relation, object_)
