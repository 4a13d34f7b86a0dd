"""Deck and card as values: study material as a reader found it, before anything is made of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kg.errors import Skipped
from kg.model.draft import DraftEdge


@dataclass(frozen=True, slots=True)
class Card:
    """One note of a deck, as plain text.

    Attributes:
        number: its place in the deck, from 1.
        front: what is asked; of a cloze the text with its blanks filled.
        back: what is answered; several lines where it is a list.
        more: what further fields say, behind the names of the fields.
        path: the file that holds it.
        first: its first line in that file, from 1; 0 where the file has no lines.
        last: its last line.
        trail: the decks or headings that it stands under, the outermost first.
        tags: as written.
        blanks: what a cloze hides, in order.
        aliases: other names of what the front names.
        links: to other cards.
        media: names of the pictures and sounds that it shows.
        sides: how many cards its note makes, 2 when it is asked both ways.
    """

    number: int
    front: str
    back: str
    more: tuple[str, ...] = ()
    path: str = ""
    first: int = 0
    last: int = 0
    trail: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    blanks: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    links: tuple[DraftEdge, ...] = ()
    media: tuple[str, ...] = ()
    sides: int = 1

    @property
    def place(self) -> str:
        """Where the card is, as a person would look for it."""
        return f"{self.path}:{self.first}" if self.first else f"{self.path}: note {self.number}"


@dataclass(frozen=True, slots=True)
class Deck:
    """The cards of a file or folder, in its order, and what was left out of them.

    `cites` is what sources count: the lines of a text file, or the cards where there are no lines
    or several files. `loose` tells that fronts and backs were only guessed from alternating lines,
    so that a card may begin in the middle of a sentence.
    """

    title: str
    cards: tuple[Card, ...]
    skipped: tuple[Skipped, ...] = ()
    cites: Literal["lines", "cards"] = "cards"
    loose: bool = False

    def source(self, card: Card) -> str:
        """The citation of a card.

        >>> card = Card(3, "front", "back", path="deck.txt", first=5, last=6)
        >>> Deck("", (card,), cites="lines").source(card), Deck("", (card,)).source(card)
        ('5-6', 'card 3')
        """
        if self.cites == "cards":
            return f"card {card.number}"
        return f"{card.first}-{card.last}" if card.last > card.first else str(card.first)

    @property
    def asked(self) -> int:
        """How many cards a learner is asked."""
        return sum(card.sides for card in self.cards)
