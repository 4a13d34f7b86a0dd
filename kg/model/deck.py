"""Decks and cards: study material as a reader found it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kg.errors import Skipped
from kg.model.blocks import CardBlock
from kg.model.draft import DraftEdge


@dataclass(frozen=True, slots=True)
class Card:
    """One note of a deck, as plain text.

    Attributes:
        number: its place in the deck, from 1.
        front: the question side; for a cloze the text with its blanks filled in.
        back: the answer side; a list has one item a line.
        more: the remaining fields, each as "name: text".
        path: the file that holds the card.
        first: its first line in that file, from 1; 0 if the file has no lines.
        last: its last line.
        trail: the sub-decks or headings above it, outermost first.
        tags: as written.
        blanks: the texts that a cloze hides, in order.
        aliases: other names for what the front names.
        links: to other cards, by name.
        media: names of its pictures and sounds.
        sides: the number of questions it asks: 2 for a card that is asked both ways.
        front_blocks: the question side as it is shown; empty if it is nothing but `front`.
        back_blocks: the answer side as it is shown; empty if it is nothing but `back`.
        fields: the names and contents of its note's fields, as written; empty if front and back
            are all there is.
        note_type: the name of its note's type; may be empty.
        identifier: what stays the same when it is edited, such as Anki's GUID; may be empty.
        is_article: True if it is a note among cards, of which it is none itself.
        language: the language of its text, as a tag such as "de"; empty if not known.
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
    front_blocks: tuple[CardBlock, ...] = ()
    back_blocks: tuple[CardBlock, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    note_type: str = ""
    identifier: str = ""
    is_article: bool = False
    language: str = ""

    @property
    def place(self) -> str:
        """Return the place of the card, as a person would look for it."""
        return f"{self.path}:{self.first}" if self.first else f"{self.path}: note {self.number}"


@dataclass(frozen=True, slots=True)
class Deck:
    """The cards of a file or folder, in their order, and the rows that were left out.

    Attributes:
        title: may be empty.
        cards: in the order of the file.
        skipped: rows that no card could be made of.
        cites: what a citation counts: lines of a text file, or cards if there are no lines or
            several files.
        loose: True if fronts and backs were only guessed from alternating lines, so that a card
            may begin in the middle of a sentence.
        guesses: what was guessed about the layout of the file, a sentence each.
        root: the folder that the places of cards are told from; empty for that of the file.
    """

    title: str
    cards: tuple[Card, ...]
    skipped: tuple[Skipped, ...] = ()
    cites: Literal["lines", "cards"] = "cards"
    loose: bool = False
    guesses: tuple[str, ...] = ()
    root: str = ""

    def citation(self, card: Card) -> str:
        """Return the citation of a card.

        >>> card = Card(3, "front", "back", path="deck.txt", first=5, last=6)
        >>> Deck("", (card,), cites="lines").citation(card), Deck("", (card,)).citation(card)
        ('5-6', 'card 3')
        """
        if self.cites == "cards":
            return f"card {card.number}"
        return f"{card.first}-{card.last}" if card.last > card.first else str(card.first)

    @property
    def questions(self) -> int:
        """Return the number of questions that the deck asks a learner."""
        return sum(card.sides for card in self.cards)
