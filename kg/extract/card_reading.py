"""Reading: what a card says, as a value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kg.extract.patterns import Heading

Role = Literal["term", "answer", "question", "statement"]


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list; `kinds` of it stand in parentheses behind its name."""

    name: str
    text: str = ""
    inner: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a card says.

    Attributes:
        role: term: the card defines `name`. answer: `name` is what the front asks for.
            question and statement: the card itself is the concept.
        name: of the concept.
        text: what the card says about it.
        aliases: further names that the card gives it.
        kind: the noun by which the front asks for it.
        claims: sentences that front and back say together.
        items: of the list that its back is.
        heading: how its items belong to it, and `of`: to what.
        compared: two or more names that the front compares.
        answers: names that its back gives where it gives several.
    """

    role: Role
    name: str
    text: str
    aliases: tuple[str, ...] = ()
    kind: str = ""
    claims: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()
    heading: Heading | None = None
    of: str = ""
    compared: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
