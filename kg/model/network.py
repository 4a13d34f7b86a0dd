"""A graph as other programs write it: nodes with keys of their own, edges between the keys."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from kg.model.deck import Skipped
from kg.model.graph import Concept, ConceptId, Edge, Graph, concept_id
from kg.model.vocabulary import PLAIN, PLAIN_KIND, Kind, Relation, Vocabulary, derive_relation


class Arc(NamedTuple):
    """An edge between the nodes of two keys."""

    subject: str
    relation: str
    object: str


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
    kinds: tuple[Kind, ...] = ()


def graph_of(network: Network, vocabulary: Vocabulary) -> Graph:
    """The graph that a network describes, in the network's order.

    A kind or relation that the vocabulary lacks is as the network describes it, else known by its
    name only. The kind of a concept that tells none is the one that the relations of most of its
    arcs ask for at its end. A concept's identifier is made of its name; of those that would share
    one, the later have a mark added. What joins a concept with itself says nothing, and is left
    out.
    """
    relations = dict(vocabulary.relations)
    for relation in network.relations:
        relations.setdefault(relation.name, relation)
    for arc in network.arcs:
        if arc.relation not in relations:
            relations[arc.relation] = derive_relation(arc.relation)
    nodes = dict(network.nodes)
    for arc in network.arcs:
        for key in (arc.subject, arc.object):
            if key not in nodes:
                nodes[key] = Node(key)
    kinds = dict(vocabulary.kinds)
    for kind in (PLAIN_KIND, *network.kinds):
        kinds.setdefault(kind.name, kind)
    for node in nodes.values():
        if node.kind and node.kind not in kinds:
            kinds[node.kind] = Kind(node.kind, node.kind, (node.kind,))
    vocabulary = vocabulary._replace(kinds=kinds, relations=relations)
    kind_of = _kinds(network.arcs, vocabulary)
    number = _identifiers(nodes)
    concepts = {
        number[key]: Concept(
            number[key], node.name, node.kind or kind_of.get(key, PLAIN), node.aliases, node.summary
        )
        for key, node in nodes.items()
    }
    edges = tuple(
        Edge(number[arc.subject], arc.relation, number[arc.object])
        for arc in network.arcs
        if arc.subject != arc.object
    )
    return Graph(vocabulary, concepts, edges, network.title)


def _identifiers(nodes: Mapping[str, Node]) -> dict[str, ConceptId]:
    """An identifier for the node of each key."""
    given: dict[str, ConceptId] = {}
    taken: set[str] = set()
    for key, node in nodes.items():
        identifier = concept_id(node.name)
        if identifier in taken:
            mark = hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:10]
            identifier = ConceptId(f"{identifier}-{mark}")
        taken.add(identifier)
        given[key] = identifier
    return given


def _kinds(arcs: Iterable[Arc], vocabulary: Vocabulary) -> dict[str, str]:
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for arc in arcs:
        for key, kind in _typed(arc, vocabulary):
            votes[key][kind] += 1
    rank = {kind: n for n, kind in enumerate(vocabulary.kinds)}
    return {key: min(c, key=lambda k: (-c[k], rank[k])) for key, c in votes.items()}


def _typed(arc: Arc, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    relation = vocabulary.relations[arc.relation]
    for key, kinds in ((arc.subject, relation.from_kinds), (arc.object, relation.to_kinds)):
        if len(kinds) == 1:
            yield key, next(iter(kinds))
