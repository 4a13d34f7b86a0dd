"""Filing: the topics that cards are under, by deck, heading and tag, and what they link to."""

from __future__ import annotations

import re

from kg.extract.concept_names import clean_name
from kg.extract.concept_registry import Book, Entry
from kg.extract.ledger import Ledger
from kg.model.deck import Card
from kg.model.vocabulary import Relation, derive_relation, relation_key
from kg.text.normal_forms import normalise

LONGEST_TOPIC = 80
"""Characters of a topic's name; what is longer is a sentence."""


def link_card(
    card: Card, entry: Entry, book: Book, ledger: Ledger, relations: dict[str, Relation]
) -> None:
    """Join a card's concept with those that it links to; relations it names are added."""
    for link in card.links:
        target = book.add(link.object, card.number)
        name = relation_key(link.relation) or "related-to"
        relations.setdefault(name, derive_relation(name))
        ledger.add(entry, name, target, "link", card, 0.9)


def file_card(card: Card, entry: Entry, book: Book, ledger: Ledger) -> None:
    """Put a card's concept under the decks, headings and tags that the card is under."""
    for name in (*card.trail[-1:], *card.tags):
        above: Entry | None = None
        for part in map(clean_name, re.split(r"::|/", name)):
            if not normalise(part) or len(part) > LONGEST_TOPIC or not any(map(str.isalpha, part)):
                continue
            topic = book.find(part)
            if topic is None:
                topic = book.add(part, card.number)
                topic.kinds["topic"] += 1
            if "topic" in topic.kinds:
                topic.cards[card.number] = None
            if above is not None and above is not topic:
                ledger.add(topic, "under", above, "hierarchy", card, 0.9)
            above = topic
        if above is not None:
            ledger.add(entry, "under", above, "filed", card, 0.9)
