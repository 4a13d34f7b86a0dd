"""Make questions about a concept's limits, and about which end of its scale is better."""

from __future__ import annotations

from collections.abc import Iterator

from kg.learn.quiz.quiz_question import Mode, Option, Question
from kg.model.attributes import BETTER, Limit
from kg.model.concept import Concept


def attribute_questions(concept: Concept, mode: Mode) -> Iterator[Question]:
    """Yield the questions about a concept's attributes.

    A limit is only asked for by typing, as the graph has no other numbers that could be wrong
    options. Which end of a scale is better can be chosen or typed.
    """
    if mode == "type":
        for limit in concept.attributes.limits:
            yield _limit_question(concept, limit)
    if concept.attributes.better and mode in ("choice", "type"):
        yield _better_question(concept, mode)


def _limit_question(concept: Concept, limit: Limit) -> Question:
    bounds = [f"{bound:g}" for bound in (limit.min, limit.max) if bound is not None]
    if len(bounds) > 1:
        whose = f"the {limit.of} of {concept.name}" if limit.of else concept.name
        prompt = f"Between which values does {whose} lie?"
    else:
        start, end = ("Up to", "go") if limit.min is None else ("From", "start")
        prompt = f"{start} what {limit.of or 'value'} does {concept.name} {end}?"
    answer = f"{' and '.join(bounds)} {limit.unit}".strip()
    why = f"{concept.name}: {limit.text()}"
    citation = limit.citation or concept.citation
    return Question(concept, "type", prompt, answer, frozenset(), why, citation)


def _better_question(concept: Concept, mode: Mode) -> Question:
    answer, citation = concept.attributes.better, concept.citation
    why = f"{concept.name}: {answer} is better"
    options = [
        Option(end, end == answer, why if end == answer else f"{why}, not {end}", citation)
        for end in BETTER
    ]
    return Question(
        concept,
        mode,
        f"Is a higher or a lower {concept.name} better?",
        answer,
        frozenset(),
        why,
        citation,
        tuple(options) if mode == "choice" else (),
    )
