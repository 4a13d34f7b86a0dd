"""Quiz questions: the prompt, the options with their reasons, and the accepted answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, get_args

from kg.learn.marked_sentence import marked
from kg.model.graph import Concept
from kg.store import Key

Mode = Literal["choice", "type", "cloze", "match"]
"""Choose an answer, type one, fill a gap, or match terms with their definitions."""

MODES: tuple[Mode, ...] = get_args(Mode)

BLANK = "____"
"""Text that replaces the word that is asked for."""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose.

    Attributes:
        text: the answer.
        right: True if it is the right one.
        why: why it is right or wrong.
        citation: where the deck says so; may be empty.
    """

    text: str
    right: bool
    why: str
    citation: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return the option as a JSON object."""
        return {"text": self.text, "right": self.right, "why": self.why, "source": self.citation}


@dataclass(frozen=True, slots=True)
class Question:
    """One question about a concept.

    Attributes:
        concept: the concept that is practised.
        mode: how it is asked.
        prompt: the question; in a match, the concept's name.
        answer: the right answer that is shown.
        accepted: the concepts that a typed answer may name; none if the answer is no name.
        why: why the answer is right.
        citation: where the deck says so; may be empty.
        options: the answers to choose from, exactly one of them right; empty if it is typed.
        unlisted: those accepted that are not given as "also right"; see `accepted_answers`.
        beyond_deck: True if the answer rests on what the deck does not say.
    """

    concept: Concept
    mode: Mode
    prompt: str
    answer: str
    accepted: frozenset[Key]
    why: str
    citation: str = ""
    options: tuple[Option, ...] = ()
    unlisted: frozenset[Key] = frozenset()
    beyond_deck: bool = False

    @property
    def asks_name(self) -> bool:
        """True if the answer is a concept's name, not a definition or a number."""
        return bool(self.accepted) and self.prompt not in (
            self.concept.name,
            f"What is {self.concept.name}?",
        )

    @property
    def right(self) -> int:
        """Number of the right option, from 0."""
        return next(n for n, option in enumerate(self.options) if option.right)


@dataclass(frozen=True, slots=True)
class Round:
    """The questions asked at once: one, or in a match several that share their options."""

    mode: Mode
    questions: tuple[Question, ...]

    def to_json(self) -> dict[str, Any]:
        """Return what may be shown before the answer, as a JSON object."""
        first = self.questions[0]
        data: dict[str, Any] = {"mode": self.mode, "question": first.prompt}
        if self.mode == "match":
            data["question"] = "What does each mean?"
            data["terms"] = [question.prompt for question in self.questions]
        data["concepts"] = [question.concept.id for question in self.questions]
        data["beyond_deck"] = first.beyond_deck
        if first.options:
            data["options"] = [option.text for option in first.options]
        return data


def definition_of(concept: Concept, *, background: bool = False) -> str:
    """Return a concept's definition.

    With `background`, a concept that the deck does not describe has the first sentence of its
    background for one.
    """
    if background and concept.is_beyond_deck:
        return concept._replace(summary=concept.background).definition
    return concept.definition


def describe_concept(concept: Concept, *, background: bool = False) -> str:
    """Return a concept's name and definition, as the reason for an answer."""
    definition = definition_of(concept, background=background)
    if not definition:
        return concept.name
    return marked(f"{concept.name}: {definition}", "stated" if concept.summary else "background")


def option_from_definition(
    text: str, concept: Concept, *, right: bool = False, background: bool = False
) -> Option:
    """Return an option whose reason is a concept's definition."""
    why = describe_concept(concept, background=background)
    return Option(text, right, why, "" if concept.is_beyond_deck else concept.citation)
