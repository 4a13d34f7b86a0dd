"""Word what a page says beside texts: attributes and flags with their sources, marks of edges."""

from __future__ import annotations

from itertools import zip_longest

from kg.map.labels import clean
from kg.model.attributes import STATUS_WORDS, Status
from kg.model.graph import Concept

CitedText = tuple[str, str]
"""A text, and the citation of what states it; the latter may be empty."""


def cited_attributes(concept: Concept) -> list[CitedText]:
    """Return each attribute of a concept in words, with its own citation."""
    texts = concept.attributes.texts()
    citations = [limit.citation for limit in concept.attributes.limits]
    return [
        (clean(text), clean(citation))
        for text, citation in zip_longest(texts, citations, fillvalue="")
    ]


def cited_flags(concept: Concept) -> list[CitedText]:
    """Return the doubts about a concept's cards, each with the citation of its card."""
    return [(clean(flag.text), clean(flag.citation)) for flag in concept.flags]


def edge_note(status: Status, qualifiers: str) -> str:
    """Return what stands in brackets behind the end of an edge; empty if it holds without more.

    Args:
        status: the ground of the edge.
        qualifiers: how far it holds, in words; may be empty.

    >>> edge_note("background", "often"), edge_note("stated", "")
    ('often; beyond the deck', '')
    """
    return "; ".join(part for part in (qualifiers, STATUS_WORDS[status]) if part)
