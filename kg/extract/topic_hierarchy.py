"""Add edges from a card's place: its deck, headings and tags, and its links."""

from __future__ import annotations

import re

from kg.extract.concept_names import clean_name
from kg.extract.concept_registry import Candidate, ConceptRegistry
from kg.extract.proposal import EdgeCollector
from kg.model.deck import Card
from kg.model.vocabulary import Relation, derive_relation, relation_key
from kg.text.normal_forms import normalise

MAX_TOPIC_NAME_CHARS = 80
"""Most characters in the name of a topic; a longer heading or tag is skipped."""


def add_link_edges(
    card: Card,
    candidate: Candidate,
    registry: ConceptRegistry,
    collector: EdgeCollector,
    relations: dict[str, Relation],
) -> None:
    """Add an edge for each link of a card, and to `relations` those that the links name."""
    for link in card.links:
        target = registry.add(link.object, card.number)
        name = relation_key(link.relation) or "related-to"
        relations.setdefault(name, derive_relation(name))
        collector.add(candidate, name, target, "link", card, 0.9)


def add_topic_edges(
    card: Card, candidate: Candidate, registry: ConceptRegistry, collector: EdgeCollector
) -> None:
    """Put a card's concept under the topics named by its innermost heading and its tags.

    Parts between "::" or "/" are topics, each under the one before it.
    """
    for name in (*card.trail[-1:], *card.tags):
        parent: Candidate | None = None
        for part in map(clean_name, re.split(r"::|/", name)):
            is_too_long = len(part) > MAX_TOPIC_NAME_CHARS
            if not normalise(part) or is_too_long or not any(map(str.isalpha, part)):
                continue
            topic = registry.find(part)
            if topic is None:
                topic = registry.add(part, card.number)
                topic.kind_votes["topic"] += 1
            if "topic" in topic.kind_votes:
                topic.cards[card.number] = None
            if parent is not None and parent is not topic:
                collector.add(topic, "under", parent, "hierarchy", card, 0.9)
            parent = topic
        if parent is not None:
            collector.add(candidate, "under", parent, "filed", card, 0.9)
