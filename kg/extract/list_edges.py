"""Add the edges that lists, labels and comparisons on cards state."""

from __future__ import annotations

from itertools import combinations

from kg.extract.card_reading import CardReading, ListItem
from kg.extract.concept_names import name_key
from kg.extract.concept_registry import Candidate, ConceptRegistry
from kg.extract.kind_votes import KindVotes
from kg.extract.patterns import HeadingPattern
from kg.extract.proposal import EdgeCollector
from kg.model.deck import Card


def add_list_edges(
    card: Card,
    reading: CardReading,
    candidate: Candidate,
    registry: ConceptRegistry,
    collector: EdgeCollector,
) -> None:
    """Join the items of a card's list with their whole, and compared names with each other."""
    heading = reading.heading
    if heading is not None and reading.items:
        _add_item_edges(card, reading, heading, registry, collector)
    compared = [registry.add(name, card.number) for name in reading.compared]
    for one, other in combinations(compared, 2):
        collector.add(one, "contrasts-with", other, "difference", card, 0.85)
    for end in compared:
        collector.add(candidate, "mentions", end, "difference", card, 0.9)
    for name in reading.answers:
        answer = registry.add(name, card.number)
        collector.add(candidate, "mentions", answer, "answer", card, 0.9)


def add_label_edge(
    card: Card,
    reading: CardReading,
    candidate: Candidate,
    registry: ConceptRegistry,
    kind_votes: KindVotes,
    collector: EdgeCollector,
) -> None:
    """Join the term of a card with the label before it, as in "Regression metric: R squared"."""
    label = reading.heading
    if label is None or reading.items:
        return
    whole = registry.add(reading.belongs_to, card.number)
    _vote_for_whole(label, whole)
    if label.item_kind:
        candidate.kind_votes[label.item_kind] += 2
    is_service = (
        kind_votes.kind_of(candidate) == "service" and kind_votes.kind_of(whole) != "service"
    )
    relation = label.service_relation if is_service and label.service_relation else label.relation
    collector.add(candidate, relation, whole, label.name, card, label.confidence)


def _vote_for_whole(heading: HeadingPattern, whole: Candidate) -> None:
    if heading.whole_kind and not whole.kind_votes:
        whole.kind_votes[heading.whole_kind] += 2


def _add_item_edges(
    card: Card,
    reading: CardReading,
    heading: HeadingPattern,
    registry: ConceptRegistry,
    collector: EdgeCollector,
) -> None:
    whole = registry.add(reading.belongs_to, card.number)
    _vote_for_whole(heading, whole)
    previous: Candidate | None = None
    for item in reading.items:
        if name_key(item.name) == name_key(whole.name):
            continue
        part = _register_item(card, item, registry, collector, is_sequence=heading.is_sequence)
        if heading.item_kind:
            part.kind_votes[heading.item_kind] += 2
        pattern = f"list: {heading.name}"
        subject, target = (whole, part) if heading.inverse else (part, whole)
        collector.add(subject, heading.relation, target, pattern, card, heading.confidence)
        if heading.is_sequence and previous is not None:
            collector.add(part, "follows", previous, "ordered list", card, 0.8)
        previous = part
    if heading.relation == "option-of" and len(reading.items) == 2:
        one, other = (registry.add(item.name, card.number) for item in reading.items)
        collector.add(one, "contrasts-with", other, "two options", card, 0.7)


def _register_item(
    card: Card,
    item: ListItem,
    registry: ConceptRegistry,
    collector: EdgeCollector,
    *,
    is_sequence: bool,
) -> Candidate:
    """Add an item and the names in parentheses after it, and return the candidate of the item."""
    candidate = registry.add(item.name, card.number)
    if item.text:
        candidate.texts.append((card.number, item.text))
    previous: Candidate | None = None
    for name in item.parts:
        part = registry.add(name, card.number)
        relation = "part-of-stage" if is_sequence else "part-of"
        collector.add(part, relation, candidate, "in parentheses", card, 0.8)
        if is_sequence:
            part.kind_votes["step"] += 1
            if previous is not None:
                collector.add(part, "follows", previous, "ordered list", card, 0.6)
        previous = part
    return candidate
