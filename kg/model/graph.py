"""The graph as frozen values: edges, and the graph that holds them and its concepts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.model.attributes import UNQUALIFIED, Qualifiers, Status
from kg.model.concept import Concept, ConceptId, cite, cited_lines, concept_id
from kg.model.kept_card import KeptCard
from kg.model.vocabulary import Vocabulary

__all__ = ["Concept", "ConceptId", "Edge", "Graph", "cite", "cited_lines", "concept_id"]


@dataclass(frozen=True, slots=True, order=True)
class Edge:
    """A labelled edge from `subject` to `object`.

    `citation` names the deck lines that state it, or from which a rule derives it. Edges that say
    the same are equal, whatever their ground.
    """

    subject: ConceptId
    relation: str
    object: ConceptId
    citation: str = field(default="", compare=False)
    status: Status = field(default="stated", compare=False)
    qualifiers: Qualifiers = field(default=UNQUALIFIED, compare=False)


@dataclass(frozen=True, slots=True)
class Graph:
    """Concepts by identifier and edges between them, both in the order of their files.

    `cards` are those that the graph was made of, each with the identifier of its concept.
    """

    vocabulary: Vocabulary
    concepts: Mapping[ConceptId, Concept]
    edges: tuple[Edge, ...]
    title: str = ""
    description: str = ""
    cards: tuple[KeptCard, ...] = ()
