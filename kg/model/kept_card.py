"""Kept cards: the cards of a deck as an imported graph keeps them, whole and in their own form."""

from __future__ import annotations

from kg._typing import Any, NamedTuple
from kg.model.blocks import CardBlock, block_from_json, media_of, text_of
from kg.model.parsed_values import is_list_of_texts

KEYS = (
    "n", "concept", "source", "front", "back", "more", "deck", "tags", "type", "id", "language",
    "place", "sides", "fields",
)  # fmt: skip
"""The keys of a card's JSON object, in the order in which they are written."""


class KeptCard(NamedTuple):
    """A card as its deck has it.

    Attributes:
        n: its number in the deck, from 1.
        front: the question side.
        back: the answer side; may be empty.
        concept: the concept that the card is about: in a file its name, in a graph its identifier;
            empty if there is none.
        citation: the lines or the card that concepts and edges cite for it.
        more: further fields, each as "name: text".
        deck: the sub-decks or headings above it, outermost first.
        tags: as written.
        note_type: the name of its note's type.
        identifier: what stays the same when it is edited, such as Anki's GUID; may be empty.
        language: of its text, as a tag such as "de"; empty if not known.
        place: its file and line, or its file and number.
        sides: the number of questions that it asks.
        fields: the names and contents of its note's fields, as written; empty if front and back
            are all there is.
    """

    n: int
    front: tuple[CardBlock, ...]
    back: tuple[CardBlock, ...] = ()
    concept: str = ""
    citation: str = ""
    more: tuple[str, ...] = ()
    deck: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    note_type: str = ""
    identifier: str = ""
    language: str = ""
    place: str = ""
    sides: int = 1
    fields: tuple[tuple[str, str], ...] = ()

    @property
    def front_text(self) -> str:
        """Return the question side as lines of plain text."""
        return text_of(self.front)

    @property
    def back_text(self) -> str:
        """Return the answer side as lines of plain text."""
        return text_of(self.back)

    @property
    def context(self) -> str:
        """Return what the deck says around the card: its sub-decks, tags and names of fields."""
        return " ".join([*self.deck, *self.tags, *(name for name, _ in self.fields)])

    @property
    def media(self) -> list[str]:
        """Return the names of the pictures and sounds on its sides."""
        return media_of((*self.front, *self.back))

    def to_json(self) -> dict[str, Any]:
        """Return the card as a JSON object, without keys that have nothing to say."""
        row = {
            "n": self.n,
            "concept": self.concept,
            "source": self.citation,
            "front": [block.to_json() for block in self.front],
            "back": [block.to_json() for block in self.back],
            "more": list(self.more),
            "deck": list(self.deck),
            "tags": list(self.tags),
            "type": self.note_type,
            "id": self.identifier,
            "language": self.language,
            "place": self.place,
            "sides": self.sides if self.sides != 1 else 0,
            "fields": [list(field) for field in self.fields],
        }
        return {key: value for key, value in row.items() if value}


def card_from_json(row: Any) -> KeptCard:
    """Return the card of a JSON object.

    Raises:
        ValueError: it is none that `KeptCard.to_json` makes; the message says what is wrong.
    """
    if not isinstance(row, dict):
        raise ValueError("a card is a JSON object")
    unknown = next((key for key in row if key not in KEYS), None)
    if unknown is not None:
        raise ValueError(f"unknown key {unknown!r}; known: {', '.join(KEYS)}")
    numbers = [row.get("n", 0), row.get("sides", 1)]
    if not all(isinstance(n, int) and not isinstance(n, bool) and n >= 0 for n in numbers):
        raise ValueError("n and sides are whole numbers")
    texts = [row.get(key, "") for key in ("concept", "source", "type", "id", "language", "place")]
    if not all(isinstance(text, str) for text in texts):
        raise ValueError("concept, source, type, id, language and place are texts")
    concept, source, type_, identifier, language, place = texts
    sides = [row.get(key, []) for key in ("front", "back")]
    if not all(isinstance(side, list) for side in sides):
        raise ValueError("front and back are lists of blocks")
    front, back = (tuple(map(block_from_json, side)) for side in sides)
    if not front and not back:
        raise ValueError("a card has a front or a back")
    return KeptCard(
        numbers[0], front, back, concept, source,
        _texts(row, "more"), _texts(row, "deck"), _texts(row, "tags"),
        type_, identifier, language, place, numbers[1], _fields(row),
    )  # fmt: skip


def _texts(row: dict[str, Any], key: str) -> tuple[str, ...]:
    value = row.get(key, [])
    if not is_list_of_texts(value):
        raise ValueError(f"{key} is a list of texts")
    return tuple(value)


def _fields(row: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    value = row.get("fields", [])
    pairs = value if isinstance(value, list) else [None]
    found = []
    for pair in pairs:
        if not isinstance(pair, list) or len(pair) != 2:
            raise ValueError("fields is a list of pairs of a name and a text")
        name, text = pair
        if not isinstance(name, str) or not isinstance(text, str):
            raise ValueError("fields is a list of pairs of a name and a text")
        found.append((name, text))
    return tuple(found)
