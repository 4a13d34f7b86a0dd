"""Plain triples: lines of subject|relation|object in, a Graph out."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from kg.errors import DataError, Finding
from kg.model import Concept, ConceptId, Edge, Graph, concept_id
from kg.relations import PLAIN, PLAIN_KIND, Vocabulary, derive_relation
from kg.text import normalise
from kg.textfile import read_text

_LOOKED_AT = 4096
"""Bytes of a file by which triples are told from anything else."""


class Triple(NamedTuple):
    """One line: an edge from the subject to the object, all three as written."""

    subject: str
    relation: str
    object: str


def has_triples(file: Path) -> bool:
    """Whether a file's first line that is not blank reads as a triple.

    Raises:
        OSError: it can't be read.
    """
    with file.open("rb") as stream:
        start = stream.read(_LOOKED_AT).decode("utf-8-sig", "replace")
    first = next((line for line in start.splitlines() if line.strip()), "")
    return _triple(first) is not None


def read_triples(file: Path, faults: list[Finding]) -> list[Triple]:
    """The triples of a file in its order, a repeated one once; blank lines say nothing.

    What is not UTF-8 (E101) or no triple (E113) is added to the faults.
    """
    try:
        text = read_text(file)
    except DataError as error:
        faults.extend(error.findings)
        return []
    found: dict[Triple, None] = {}
    for n, row in enumerate(text.split("\n"), 1):
        triple = _triple(row)
        if triple is not None:
            found[triple] = None
        elif row.strip():
            message = "not of the form subject|relation|object, each with a letter or digit in it"
            faults.append(Finding(str(file), n, "E113", message))
    return list(found)


def _triple(line: str) -> Triple | None:
    parts = [" ".join(part.split()) for part in line.split("|")]
    if len(parts) != 3 or not all(parts) or not normalise(parts[1]):
        return None
    return Triple(*parts)


def graph_of(triples: Iterable[Triple], vocabulary: Vocabulary, title: str) -> Graph:
    """The graph that triples describe.

    A name is a concept as it is spelt: "Star" and "star" are two. A relation that the
    vocabulary lacks is known by its name only. The kind of a concept is the one that the
    relations of most of its edges ask for at its end.
    """
    triples = list(triples)
    relations = dict(vocabulary.relations)
    for triple in triples:
        if triple.relation not in relations:
            relations[triple.relation] = derive_relation(triple.relation)
    kinds = dict(vocabulary.kinds)
    kinds.setdefault(PLAIN, PLAIN_KIND)
    vocabulary = replace(vocabulary, kinds=kinds, relations=relations)
    kind_of = _kinds(triples, vocabulary)
    number = _identifiers(name for t in triples for name in (t.subject, t.object))
    concepts = {i: Concept(i, name, kind_of.get(name, PLAIN)) for name, i in number.items()}
    edges = tuple(Edge(number[t.subject], t.relation, number[t.object]) for t in triples)
    return Graph(vocabulary, concepts, edges, title)


def _identifiers(names: Iterable[str]) -> dict[str, ConceptId]:
    """An identifier for each name; of names that would share one, the later have a mark added."""
    given: dict[str, ConceptId] = {}
    taken: set[str] = set()
    for name in names:
        if name in given:
            continue
        identifier = concept_id(name)
        if identifier in taken:
            mark = hashlib.sha256(name.encode()).hexdigest()[:10]
            identifier = ConceptId(f"{identifier}-{mark}")
        taken.add(identifier)
        given[name] = identifier
    return given


def _kinds(triples: Iterable[Triple], vocabulary: Vocabulary) -> dict[str, str]:
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for triple in triples:
        for name, kind in _typed(triple, vocabulary):
            votes[name][kind] += 1
    rank = {kind: n for n, kind in enumerate(vocabulary.kinds)}
    return {name: min(c, key=lambda k: (-c[k], rank[k])) for name, c in votes.items()}


def _typed(triple: Triple, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    relation = vocabulary.relations[triple.relation]
    for name, kinds in (
        (triple.subject, relation.from_kinds),
        (triple.object, relation.to_kinds),
    ):
        if len(kinds) == 1:
            yield name, next(iter(kinds))
