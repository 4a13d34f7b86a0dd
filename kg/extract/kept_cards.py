"""Keep the cards of a deck, each with the concept that it is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePath

from kg.model.blocks import CardBlock
from kg.model.deck import Card, Deck
from kg.model.kept_card import KeptCard


def keep_cards(deck: Deck, concepts: Iterable[tuple[Card, str]], root: str) -> Iterator[KeptCard]:
    """Yield the cards of a deck as a graph keeps them.

    Args:
        deck: the deck.
        concepts: its cards, each with the name of its concept.
        root: the folder that places are told from.
    """
    for card, concept in concepts:
        yield KeptCard(
            n=card.number,
            front=card.front_blocks or (CardBlock("paragraph", card.front),),
            back=card.back_blocks or _paragraph(card.back if not card.front_blocks else ""),
            concept=concept,
            citation=deck.citation(card),
            more=card.more,
            deck=card.trail,
            tags=card.tags,
            note_type=card.note_type,
            identifier=card.identifier,
            language=card.language,
            place=_relative(card, root),
            sides=card.sides,
            fields=card.fields,
        )


def _paragraph(text: str) -> tuple[CardBlock, ...]:
    return (CardBlock("paragraph", text),) if text else ()


def _relative(card: Card, root: str) -> str:
    """Return the place of a card within a folder, the same on every machine."""
    path = PurePath(card.path)
    name = path.relative_to(root).as_posix() if root and path.is_relative_to(root) else path.name
    name = name.encode("utf-8", "replace").decode()
    return f"{name}:{card.first}" if card.first else f"{name}: note {card.number}"
