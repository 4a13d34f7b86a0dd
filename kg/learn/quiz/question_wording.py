"""Word the questions about edges and definitions."""

from __future__ import annotations

import re

from kg.learn.quiz.quiz_question import BLANK, definition_of
from kg.model.attributes import Qualifiers
from kg.model.graph import Concept
from kg.model.vocabulary import PLAIN, Kind, Relation, Side
from kg.text.normal_forms import words
from kg.text.phrasing import join_list

MIN_DEFINITION_WORDS = 3
"""Minimum number of words, besides the concept's name, of a definition that is asked about."""

_ADVERBS = {"often": "often", "can": "possibly", "less": "less"}
"""The words for hedges that a question must have; without "ideal" it claims less, not more."""


def hedged(relation: Relation, strength: str) -> Relation:
    """Return a relation whose wording claims no more than an edge of a strength.

    >>> used = Relation("used-for", "used for", "tool for it", "is used for", "needs")
    >>> can, less = hedged(used, "can"), hedged(used, "less")
    >>> can.says, can.back, less.says, less.back
    ('can be used for', 'possibly needs', 'is less used for', 'to a lesser degree needs')
    """
    if strength not in _ADVERBS:
        return relation
    back = _hedged(relation.back, strength) if has_inverse_wording(relation) else relation.back
    return relation._replace(says=_hedged(relation.says, strength), back=back)


def _hedged(phrase: str, strength: str) -> str:
    adverb = _ADVERBS[strength]
    if adverb in phrase.split():
        return phrase
    if phrase.startswith("can "):
        return phrase if strength == "can" else f"can {adverb} {phrase.removeprefix('can ')}"
    if not phrase.startswith("is "):
        return f"{'to a lesser degree' if strength == 'less' else adverb} {phrase}"
    rest = phrase.removeprefix("is ")
    return f"can be {rest}" if strength == "can" else f"is {adverb} {rest}"


def under_conditions(text: str, qualifiers: Qualifiers) -> str:
    """Return a question or sentence with the conditions under which it holds.

    >>> under_conditions("What is better than Tea?", Qualifiers(any_of=("Heat", "Thirst")))
    'What is better than Tea in the case of Heat or Thirst?'
    """
    cases = [join_list(qualifiers.all_of), join_list(qualifiers.any_of, "or")]
    when = ", and ".join(case for case in cases if case)
    if not when:
        return text
    end = "?" if text.endswith("?") else ""
    return f"{text.removesuffix('?')} in the case of {when}{end}"


def relation_question(relation: Relation, side: Side, name: str, kind: Kind) -> str:
    """Return the question for the end at `side` of an edge.

    Args:
        relation: the edge's relation.
        side: the end that is asked for.
        name: name of the concept at the other end.
        kind: kind of the concept that is asked for.

    >>> from kg.model.vocabulary import derive_relation
    >>> used = Relation("used-for", "used for", "tool for it", "is used for", "is done with")
    >>> relation_question(used, "subject", "Tuning", Kind("service", "services", ("service",)))
    'Which service is used for Tuning?'
    >>> relation_question(used, "object", "AMT", Kind("step", "steps", ("step",)))
    'What is AMT used for?'
    >>> plain = Kind("concept", "concepts")
    >>> relation_question(derive_relation("directed_by"), "object", "Alien", plain)
    'Alien directed by … what?'
    """
    if side == "object" and relation.says.startswith("is "):
        return f"What is {name} {relation.says.removeprefix('is ')}?"
    phrase = relation.says if side == "subject" else relation.back
    if side == "object" and not has_inverse_wording(relation):
        return f"{name} {relation.says} … what?"
    return f"{_question_word(kind)} {phrase} {name}?"


def has_inverse_wording(relation: Relation) -> bool:
    """Return True if a relation has words to be read from object to subject.

    Relations that are derived from their name alone have none.
    """
    return not relation.back.startswith("(")


def cloze_sentence(relation: Relation, subject: str, object_: str, side: Side) -> str:
    """Return an edge in words, with a blank for the end at `side`.

    Args:
        relation: the edge's relation.
        subject: name of its subject.
        object_: name of its object.
        side: the end that is asked for.
    """
    if side == "subject":
        return relation.sentence(BLANK, object_)
    return relation.sentence(subject, BLANK)


def definition_question(concept: Concept) -> str:
    """Return the question for a concept's definition."""
    return f"What is {concept.name}?"


def name_question(concept: Concept, kind: Kind, *, background: bool = False) -> str | None:
    """Return the question for a concept's name, given its definition; None if that is too short."""
    masked = masked_definition(concept, background=background)
    return None if masked is None else f"{_question_word(kind)} is this? {masked}"


def _question_word(kind: Kind) -> str:
    noun = kind.words[0] if kind.words else kind.name
    return "What" if kind.name == PLAIN else f"Which {noun}"


def masked_definition(concept: Concept, *, background: bool = False) -> str | None:
    """Return a concept's definition with blanks for its name and aliases, or None if it is short.

    `background` is as in `definition_of`. Plurals and possessives of the name are replaced as well.

    >>> from kg.model.graph import concept_id
    >>> summary = "F1 balances precision, recall."
    >>> masked_definition(Concept(concept_id("F1"), "F1", "metric", summary=summary))
    '____ balances precision, recall.'
    """
    masked = definition_of(concept, background=background)
    for name in sorted({concept.name, *concept.aliases}, key=lambda name: (-len(name), name)):
        name_pattern = r"[\s-]+".join(map(re.escape, name.split()))
        if name_pattern:
            pattern = rf"(?<!\w){name_pattern}(?:s|es|'s|’s)?(?!\w)"
            masked = re.sub(pattern, BLANK, masked, flags=re.IGNORECASE)
    return masked if len(words(masked.replace(BLANK, ""))) >= MIN_DEFINITION_WORDS else None


def gives_away(prompt: str, answer: str) -> bool:
    """Return True if a question contains every word of its answer."""
    return set(words(answer)) <= set(words(prompt))
