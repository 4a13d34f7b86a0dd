"""Question: what is asked, what may be chosen, and why each choice is right or wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, get_args

from kg.model.graph import Concept
from kg.store import Key

Mode = Literal["choice", "type", "cloze", "match"]
"""Choose an answer, type one, fill a gap, or match terms with what they mean."""

MODES: tuple[Mode, ...] = get_args(Mode)

BLANK = "____"
"""What stands for the word that is asked for."""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose: whether it is right, why or why not, and the deck lines that say so."""

    text: str
    right: bool
    why: str
    citation: str = ""

    def to_json(self) -> dict[str, Any]:
        """The option as a JSON object."""
        return {"text": self.text, "right": self.right, "why": self.why, "source": self.citation}


@dataclass(frozen=True, slots=True)
class Question:
    """One question about a concept.

    `options` are those to choose from, none where the answer is typed; exactly one of them is
    right. `accepted` are the concepts that a typed answer may name, all of them true; `answer` is
    the one that is shown.
    """

    concept: Concept
    mode: Mode
    prompt: str
    answer: str
    accepted: frozenset[Key]
    why: str
    citation: str = ""
    options: tuple[Option, ...] = ()

    @property
    def asks_name(self) -> bool:
        """Whether the answer is a concept's name, rather than what one means."""
        return self.prompt not in (self.concept.name, f"What is {self.concept.name}?")

    @property
    def right(self) -> int:
        """The number of the right option, from 0."""
        return next(n for n, option in enumerate(self.options) if option.right)


@dataclass(frozen=True, slots=True)
class Round:
    """What is asked at once: one question, or in a match several that share their options."""

    mode: Mode
    questions: tuple[Question, ...]

    def to_json(self) -> dict[str, Any]:
        """What may be shown before the answer, as a JSON object."""
        first = self.questions[0]
        data: dict[str, Any] = {"mode": self.mode, "question": first.prompt}
        if self.mode == "match":
            data["question"] = "What does each mean?"
            data["terms"] = [question.prompt for question in self.questions]
        data["concepts"] = [question.concept.id for question in self.questions]
        if first.options:
            data["options"] = [option.text for option in first.options]
        return data


def describe_concept(concept: Concept) -> str:
    """A concept with its definition, as the explanation of an answer."""
    return f"{concept.name}: {concept.definition}" if concept.definition else concept.name


def option_from_definition(text: str, concept: Concept, *, right: bool = False) -> Option:
    """An option that is explained by what a concept is."""
    return Option(text, right, describe_concept(concept), concept.citation)
