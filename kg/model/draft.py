"""Drafts: graphs as read from files or extracted from a deck, before names are resolved.

Parts that were read from a file keep their place. In a draft read from our own TOML, edges name
concepts by name or alias. In a draft read from another program's file (`is_keyed`), they name
concepts by the key that the file gives them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from kg.errors import Finding, Skipped
from kg.model.attributes import NO_ATTRIBUTES, UNQUALIFIED, Attributes, Qualifiers, Status
from kg.model.kept_card import KeptCard
from kg.model.vocabulary import Kind, Relation, Vocabulary


class Place(NamedTuple):
    """A line of a file, counted from 1."""

    path: str
    line: int


NOWHERE = Place("", 1)
"""The place of anything that stands in no file."""


@dataclass(frozen=True, slots=True)
class DraftEdge:
    """An edge as it is written or was found, its ends by name (or by key in a keyed draft).

    Attributes:
        subject: the concept that the edge starts from; empty for a link of a card, whose subject
            is the card itself.
        relation: the name of a relation; empty for a link that names none.
        object: the concept that the edge leads to.
        citation: the edge's own, else its concept's; may be empty.
        place: its line.
        pattern: the pattern that found it in a card; empty where a person or program wrote it.
        confidence: 0-1, how reliable that pattern is.
        status: "stated", or "background" for what is not in the deck.
        qualifiers: its hedge, role and conditions; the latter by name.
    """

    subject: str
    relation: str
    object: str
    citation: str = ""
    place: Place = NOWHERE
    pattern: str = ""
    confidence: float = 1.0
    status: Status = "stated"
    qualifiers: Qualifiers = UNQUALIFIED


@dataclass(frozen=True, slots=True)
class DraftConcept:
    """A concept as it is written, with the edges that start from it.

    `kind` is empty where the file states none. `key` names it within a keyed draft.
    """

    name: str
    kind: str = ""
    aliases: tuple[str, ...] = ()
    summary: str = ""
    citation: str = ""
    edges: tuple[DraftEdge, ...] = ()
    place: Place = NOWHERE
    key: str = ""
    hidden: tuple[str, ...] = ()
    background: str = ""
    attributes: Attributes = NO_ATTRIBUTES


@dataclass(frozen=True, slots=True)
class DraftFlag:
    """A doubt about a card, with the names of the concepts that should show it."""

    text: str
    citation: str
    about: tuple[str, ...]
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything that was read from a graph's files.

    Attributes:
        vocabulary: the kinds and relations that the files state.
        concepts: in the order of the files.
        faults: met while reading.
        title: of the graph; empty where no file states one.
        description: what the graph is about; may be empty.
        citation: the deck lines about the deck itself, such as its title.
        place: where that citation stands.
        skipped: rows that no concept or edge could be made of.
        is_keyed: True if edges name concepts by key, False if by name.
        edges_in_order: in a keyed draft, all edges in the order of the file.
        flags: doubts about cards.
        cards: the cards that the graph was made of, each with the name of its concept.
    """

    vocabulary: Vocabulary
    concepts: tuple[DraftConcept, ...]
    faults: tuple[Finding, ...] = ()
    title: str = ""
    description: str = ""
    citation: str = ""
    place: Place = NOWHERE
    skipped: tuple[Skipped, ...] = ()
    is_keyed: bool = False
    edges_in_order: tuple[DraftEdge, ...] = ()
    flags: tuple[DraftFlag, ...] = ()
    cards: tuple[KeptCard, ...] = ()

    def citations(self) -> list[str]:
        """Return every citation that is not empty, well formed or not."""
        found = [self.citation]
        for concept in self.concepts:
            found.append(concept.citation)
            found.extend(limit.citation for limit in concept.attributes.limits)
            found.extend(edge.citation for edge in concept.edges)
        return [citation for citation in found if citation]

    def edges(self) -> list[DraftEdge]:
        """Return all edges in the order of the files."""
        if self.is_keyed:
            return list(self.edges_in_order)
        return [edge for concept in self.concepts for edge in concept.edges]


def keyed_draft(
    title: str,
    concepts: Mapping[str, DraftConcept],
    edges: Iterable[DraftEdge],
    skipped: Iterable[Skipped] = (),
    relations: Iterable[Relation] = (),
    kinds: Iterable[Kind] = (),
) -> Draft:
    """Make the draft of a file in which concepts have keys.

    Args:
        title: of the graph; may be empty.
        concepts: by key, in the order of the file, without edges.
        edges: between keys, in the order of the file. An end that is not a concept becomes one
            whose name is the key.
        skipped: rows that nothing could be made of.
        relations: those that the format describes.
        kinds: those that the format describes.
    """
    all_concepts = dict(concepts)
    by_subject: dict[str, list[DraftEdge]] = {}
    in_order = tuple(edges)
    for edge in in_order:
        for key in (edge.subject, edge.object):
            if key not in all_concepts:
                all_concepts[key] = DraftConcept(key)
        by_subject.setdefault(edge.subject, []).append(edge)
    return Draft(
        Vocabulary({kind.name: kind for kind in kinds}, {r.name: r for r in relations}),
        tuple(
            replace(concept, edges=tuple(by_subject.get(key, ())), key=key)
            for key, concept in all_concepts.items()
        ),
        title=title,
        skipped=tuple(skipped),
        is_keyed=True,
        edges_in_order=in_order,
    )
