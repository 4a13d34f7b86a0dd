"""Batches of cards: the two pure functions of the extraction that may run in other processes.

Each takes some cards and returns one value for each, in the same order. Between the two calls one
process gathers the names on all cards, since a name means the same on each of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kg.extract.card_reading import CardReading
from kg.extract.classify_card import read_card
from kg.extract.sentence_relations import (
    KnownConcepts,
    NewName,
    RelationMention,
    new_names_in,
    relations_in,
)
from kg.model.deck import Card


class ParsedCard(NamedTuple):
    """The reading of a card, and the names in its text that stand where a pattern expects one."""

    reading: CardReading
    new_names: tuple[NewName, ...]


@dataclass(frozen=True, slots=True)
class ConceptText:
    """The texts of a card that are searched for relations of its concept.

    Attributes:
        concept: the number of the concept.
        texts: one or more sentences each.
        is_about_concept: whether the texts are about the concept, so that "it" means the concept.
        full_text: the front and the back of the card.
    """

    concept: int
    texts: tuple[str, ...]
    is_about_concept: bool
    full_text: str


class CardRelations(NamedTuple):
    """The numbers of the concepts that a card mentions, ascending, and the relations it states."""

    mentioned: tuple[int, ...]
    relations: tuple[RelationMention, ...]


def read_cards(cards: Sequence[Card], loose: bool) -> list[ParsedCard]:
    """Return the reading of each card.

    Args:
        cards: some cards of a deck.
        loose: whether their fronts may break off within a sentence; see `Deck.loose`.
    """
    return [_parse_card(card, loose) for card in cards]


def _parse_card(card: Card, loose: bool) -> ParsedCard:
    reading = read_card(card, loose=loose)
    has_concept = reading.role != "question"
    return ParsedCard(reading, tuple(new_names_in(reading.text)) if has_concept else ())


def relate_cards(concept_texts: Sequence[ConceptText], known: KnownConcepts) -> list[CardRelations]:
    """Return the relations that the texts of each card state.

    Args:
        concept_texts: those of some cards.
        known: the concepts of the whole deck; not changed.
    """
    return [
        CardRelations(
            tuple(
                sorted({match.concept for match in known.gazetteer.find(concept_text.full_text)})
            ),
            tuple(
                mention
                for text in concept_text.texts
                for mention in relations_in(
                    concept_text.concept,
                    text,
                    known,
                    is_about_concept=concept_text.is_about_concept,
                )
            ),
        )
        for concept_text in concept_texts
    ]
