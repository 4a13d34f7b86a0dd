"""Batch: what is read out of cards one by one, with no state but what is handed in.

The two functions here are all that `kg import --jobs` gives to other processes: each takes some
cards and gives a value for each of them, in their order. Between the two, names are gathered from
all cards in one process, for a name means the same on each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kg.extract.card_reading import Reading
from kg.extract.classify_card import read_card
from kg.extract.sentence_relations import Known, NewName, Spoken, edges_in, names_in
from kg.model.deck import Card


class Read(NamedTuple):
    """What a card says by its form, and the names that patterns expect in its text."""

    reading: Reading
    names: tuple[NewName, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """Texts of a card that say something of the concept of a number.

    `is_own` tells that they are about it, so that "it" means that; `whole` is all of the card.
    """

    concept: int
    texts: tuple[str, ...]
    is_own: bool
    whole: str


class Told(NamedTuple):
    """The numbers of the concepts that a card mentions, ascending, and the edges that it tells."""

    mentioned: tuple[int, ...]
    edges: tuple[Spoken, ...]


def read_cards(cards: Sequence[Card], loose: bool) -> list[Read]:
    """What each card says by its form.

    Args:
        cards: some cards of a deck.
        loose: whether their fronts may break off in the middle of a sentence; see `Deck.loose`.
    """
    return [_read(card, loose) for card in cards]


def _read(card: Card, loose: bool) -> Read:
    reading = read_card(card, loose=loose)
    is_told = reading.role != "question"
    return Read(reading, tuple(names_in(reading.text)) if is_told else ())


def relate_cards(passages: Sequence[Passage], known: Known) -> list[Told]:
    """What each card says of concepts.

    Args:
        passages: of some cards.
        known: what all cards of the deck name; it is not changed.
    """
    return [
        Told(
            tuple(sorted({mention.which for mention in known.finder.find(passage.whole)})),
            tuple(
                spoken
                for text in passage.texts
                for spoken in edges_in(passage.concept, text, known, is_own=passage.is_own)
            ),
        )
        for passage in passages
    ]
