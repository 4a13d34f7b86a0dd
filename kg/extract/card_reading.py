"""The reading of a card: what it says, as a value, and helpers that make its fields."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from kg.extract.patterns import HeadingPattern

MAX_FRONT_NAME_CHARS = 110
"""Longest front, in characters, that is a concept's name; a longer one gets a label."""

_LABEL_CHARS = 90
"""Characters of a front that its label shows at most."""

_SENTENCE_FINAL = re.compile(r"[.!?…]['\"”’)\]]*$")

Role = Literal["term", "answer", "question", "statement"]
"""The role of a card's concept; see `CardReading`."""


@dataclass(frozen=True, slots=True)
class ListItem:
    """An item of a list on a card.

    Attributes:
        name: the concept that the item names.
        text: what the item says about it; may be empty.
        parts: the names in parentheses after it.
    """

    name: str
    text: str = ""
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CardReading:
    """The content of a card, read by its form.

    Attributes:
        role: with "term" the card defines `name`; with "answer" `name` answers the front; with
            "question" and "statement" the card itself is the concept.
        name: the name of the card's concept.
        text: what the card says about that concept.
        aliases: other names that the card gives it.
        asked_kind: the noun for the kind of thing that the front asks for; may be empty.
        claims: sentences made of the front and the back together.
        items: the items of the list that is the back.
        heading: the pattern that says how the items, or the term, belong to `belongs_to`.
        belongs_to: the name of what they belong to.
        compared: the names, two or more, that the front compares.
        answers: the names that the back gives, where it gives several.
    """

    role: Role
    name: str
    text: str
    aliases: tuple[str, ...] = ()
    asked_kind: str = ""
    claims: tuple[str, ...] = ()
    items: tuple[ListItem, ...] = ()
    heading: HeadingPattern | None = None
    belongs_to: str = ""
    compared: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()


def ends_sentence(text: str) -> bool:
    """Return True if a text ends with the punctuation of a sentence."""
    return _SENTENCE_FINAL.search(text) is not None


def as_sentence(text: str) -> str:
    """Return a text with a full stop at its end where it needs one."""
    has_letters = any(map(str.isalnum, text))
    return f"{text}." if has_letters and not ends_sentence(text) else text


def as_prose(back: str) -> str:
    """Return a back as one line of text, with semicolons between the items of a list."""
    if "\n" not in back and not back.startswith("- "):
        return back.strip("()") if back.startswith("(") and back.endswith(")") else back
    parts: list[str] = []
    for line in back.split("\n"):
        bare = line.removeprefix("- ")
        if parts and line.startswith("- ") and not parts[-1].endswith((":", ".", "!", "?", ";")):
            parts[-1] += ";"
        parts.append(bare)
    return " ".join(parts)


def with_own_words(text: str, back: str) -> str:
    """Return a text that has a back as prose, with the back's own words in its place."""
    own = " ".join(line.strip().removeprefix("- ") for line in back.split("\n"))
    return text.replace(as_prose(back), own) if back else text


def join_sides(front: str, back: str) -> str:
    """Return the front as a sentence, followed by the back as prose."""
    return " ".join(filter(None, [as_sentence(front), as_prose(back)]))


def shorten_to_name(front: str) -> str:
    """Return a front as a concept's name; of a long front its beginning and an ellipsis.

    The card keeps the front itself.
    """
    if len(front) <= MAX_FRONT_NAME_CHARS:
        return front
    return f"{front[:_LABEL_CHARS].rsplit(' ', 1)[0]}…"
