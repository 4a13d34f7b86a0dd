"""Wording: how a question about an edge or a definition is put."""

from __future__ import annotations

import re

from kg.learn.quiz.quiz_question import BLANK
from kg.model.graph import Concept
from kg.model.vocabulary import PLAIN, Kind, Relation, Side
from kg.text.normal_forms import words

MIN_DEFINITION_WORDS = 3
"""Words that a definition must have, without the concept's own name, to be asked about."""


def relation_question(relation: Relation, side: Side, name: str, kind: Kind) -> str:
    """The question for the end at `side` of an edge, given the name of the other.

    >>> from kg.model.vocabulary import derive_relation
    >>> used = Relation("used-for", "used for", "tool for it", "is used for", "is done with")
    >>> relation_question(used, "subject", "Tuning", Kind("service", "services", ("service",)))
    'Which service is used for Tuning?'
    >>> relation_question(used, "object", "AMT", Kind("step", "steps", ("step",)))
    'What is AMT used for?'
    >>> relation_question(derive_relation("directed_by"), "object", "Alien", Kind("concept", "concepts"))
    'Alien directed by … what?'
    """
    if side == "object" and relation.says.startswith("is "):
        return f"What is {name} {relation.says.removeprefix('is ')}?"
    phrase = relation.says if side == "subject" else relation.back
    if side == "object" and not has_inverse_wording(relation):
        return f"{name} {relation.says} … what?"
    return f"{_asker(kind)} {phrase} {name}?"


def has_inverse_wording(relation: Relation) -> bool:
    """Whether an edge can be said from its target; wording made of a name only can't."""
    return not relation.back.startswith("(")


def cloze_sentence(relation: Relation, a: str, b: str, side: Side) -> str:
    """An edge in words, with a gap where its end at `side` would stand."""
    return relation.sentence(BLANK if side == "subject" else a, BLANK if side == "object" else b)


def definition_question(concept: Concept) -> str:
    """The question for what a concept is."""
    return f"What is {concept.name}?"


def name_question(concept: Concept, kind: Kind) -> str | None:
    """The question for the name of what is described; None where too little describes it."""
    masked = masked_definition(concept)
    return None if masked is None else f"{_asker(kind)} is this? {masked}"


def _asker(kind: Kind) -> str:
    noun = kind.words[0] if kind.words else kind.name
    return "What" if kind.name == PLAIN else f"Which {noun}"


def masked_definition(concept: Concept) -> str | None:
    """A concept's definition without its name and aliases, or None where little is left.

    >>> from kg.model.graph import concept_id
    >>> masked_definition(Concept(concept_id("F1"), "F1", "metric", summary="F1 balances precision, recall."))
    '____ balances precision, recall.'
    """
    said = concept.definition
    for name in sorted({concept.name, *concept.aliases}, key=lambda name: (-len(name), name)):
        called = r"[\s-]+".join(map(re.escape, name.split()))
        if called:
            pattern = rf"(?<!\w){called}(?:s|es|'s|’s)?(?!\w)"
            said = re.sub(pattern, BLANK, said, flags=re.IGNORECASE)
    return said if len(words(said.replace(BLANK, ""))) >= MIN_DEFINITION_WORDS else None


def gives_away(prompt: str, answer: str) -> bool:
    """Whether a question contains all words of its answer, and so gives it away."""
    return set(words(answer)) <= set(words(prompt))
