"""Work out the edges that follow from others by a rule of the vocabulary."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.model.attributes import Status
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

    What `Relation.through` describes holds for two steps at most: if X is used for Y, Y is a kind
    of Z, and Z is part of the stage S, then so are X and Y. An edge derived from one that is not
    in the deck is not in the deck either.

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
    steps = [edge for edge in stated if edge.relation in relation.through]
    known: defaultdict[ConceptId, dict[ConceptId, Edge]] = defaultdict(dict)
    for edge in stated:
        if edge.relation == relation.name:
            known[edge.subject].setdefault(edge.object, edge)
    found: list[Edge] = []
    for _ in range(_ROUNDS):
        fresh: dict[Edge, Edge] = {}
        for step in steps:
            if len(known[step.subject]) >= MAX_OBJECTS:
                continue
            for object_, citation, status in _objects(step, relation, concepts, known):
                edge = Edge(step.subject, relation.name, object_, citation, status)
                if object_ not in known[step.subject] and object_ != step.subject:
                    kept = fresh.setdefault(edge, edge)
                    if kept.status == "background" and status == "derived":
                        fresh[edge] = edge  # the deck is the better ground
        for edge in fresh.values():
            if len(known[edge.subject]) < MAX_OBJECTS:
                known[edge.subject][edge.object] = edge
                found.append(edge)
    return found


def _objects(
    step: Edge,
    relation: Relation,
    concepts: Mapping[ConceptId, Concept],
    known: Mapping[ConceptId, Mapping[ConceptId, Edge]],
) -> list[tuple[ConceptId, str, Status]]:
    """Return what the relation leads to by this step, with citation and ground."""
    ground: Status = "background" if step.status == "background" else "derived"
    found: list[tuple[ConceptId, str, Status]] = []
    if concepts[step.object].kind in relation.to_kinds:
        found.append((step.object, step.citation, ground))
    for object_, edge in list(known.get(step.object, {}).items())[:MAX_OBJECTS]:
        is_beyond = "background" in (ground, edge.status)
        citation = join_citations([step.citation, edge.citation])
        found.append((object_, citation, "background" if is_beyond else "derived"))
    return [(o, "" if status == "background" else cited, status) for o, cited, status in found]
