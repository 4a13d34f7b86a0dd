"""Work out the edges that follow from others by a rule of the vocabulary."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.model.concept import Concept, ConceptId, join_citations
from kg.model.graph import Edge
from kg.model.vocabulary import Relation, Vocabulary

MAX_OBJECTS = 8
"""Objects that a relation leads to by derived edges, for each subject; further ones are left out.
It keeps the work linear where thousands share what thousands have."""

_ROUNDS = 2  # a derived edge may lead to one more


def derive_edges(
    vocabulary: Vocabulary, concepts: Mapping[ConceptId, Concept], edges: Iterable[Edge]
) -> list[Edge]:
    """Return the edges that follow from others and that none of them states.

    `Relation.through` is the rule, applied twice at most: if X is used for Y, Y is a kind of Z, and
    Z is part of a stage, then so are Y and X. A concept of which an edge states the relation gets
    no further ones. An edge derived from one that is not in the deck is not in it either.

    Args:
        vocabulary: the rules.
        concepts: all concepts.
        edges: the edges that the files state.

    Returns:
        The edges in the order of the edges that they follow from, each with the citations of all
        of those.
    """
    stated = list(edges)
    found: list[Edge] = []
    for relation in vocabulary.relations.values():
        if relation.through:
            found += _derive(relation, concepts, stated)
    return found


def _derive(
    relation: Relation, concepts: Mapping[ConceptId, Concept], stated: list[Edge]
) -> list[Edge]:
    known: defaultdict[ConceptId, list[Edge]] = defaultdict(list)
    for edge in stated:
        if edge.relation == relation.name:
            known[edge.subject].append(edge)
    settled = {subject for subject, edges in known.items() if any(map(_is_stated, edges))}
    allowed = relation.from_kinds
    steps = [
        edge
        for edge in stated
        if edge.relation in relation.through
        and edge.subject not in settled
        and (not allowed or concepts[edge.subject].kind in allowed)
    ]
    found: dict[Edge, Edge] = {edge: edge for edges in known.values() for edge in edges}
    written = set(found)
    for _ in range(_ROUNDS):
        newest: dict[Edge, Edge] = {}
        for step in steps:
            chains = [[step, edge] for edge in known[step.object][:MAX_OBJECTS]]
            if concepts[step.object].kind in relation.to_kinds:
                chains.append([step])
            for chain in chains:
                edge = _edge_along(chain, relation.name)
                kept = newest.get(edge) or found.get(edge)
                # The deck is the better ground.
                if kept is None or (kept.status, edge.status) == ("background", "derived"):
                    newest[edge] = edge
        for edge in newest.values():
            if edge in written or edge.subject == edge.object:
                continue
            if edge in found or len(known[edge.subject]) < MAX_OBJECTS:
                known[edge.subject] = [e for e in known[edge.subject] if e != edge] + [edge]
                found[edge] = edge
    return [edge for edge in found.values() if edge not in written]


def _is_stated(edge: Edge) -> bool:
    return edge.status == "stated"


def _edge_along(chain: list[Edge], relation: str) -> Edge:
    """Return the edge that follows from a chain of edges."""
    ends = chain[0].subject, relation, chain[-1].object
    if any(edge.status == "background" for edge in chain):
        return Edge(*ends, "", "background")
    return Edge(*ends, join_citations(edge.citation for edge in chain), "derived")
