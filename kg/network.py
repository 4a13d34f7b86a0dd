"""A graph as other programs write it: nodes with keys of their own, edges between the keys."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from kg.deck import Skipped
from kg.model import Concept, ConceptId, Edge, Graph, concept_id
from kg.relations import FIELDS, PLAIN, PLAIN_KIND, Relation, Vocabulary, derive_relation


class Arc(NamedTuple):
    """An edge between the nodes of two keys."""

    a: str
    relation: str
    b: str


@dataclass(frozen=True, slots=True)
class Node:
    """What a key stands for. `kind` is empty where it is not told."""

    name: str
    aliases: tuple[str, ...] = ()
    summary: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes by key and arcs between them, in the order of their file.

    An arc's end that is no node is a node by that name.
    """

    title: str
    nodes: Mapping[str, Node]
    arcs: tuple[Arc, ...]
    skipped: tuple[Skipped, ...] = ()
    relations: tuple[Relation, ...] = ()
