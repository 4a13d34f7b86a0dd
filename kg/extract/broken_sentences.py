"""Recognise cards whose front and back are one sentence, and find what it is about."""

from __future__ import annotations

import re

from kg.extract.card_lists import PRONOUNS
from kg.extract.card_reading import (
    CardReading,
    as_prose,
    as_sentence,
    ends_sentence,
    shorten_to_name,
)
from kg.extract.concept_names import clean_name, is_name, split_aliases
from kg.text.normal_forms import normalise

_DANGLING_END = re.compile(
    r"(?:,|\b(?:an?|and|are|as|by|can|for|from|in|into|is|it|may|more|must|of|or|should|that|the|to"
    r"|was|were|when|which|will|with|provides?|helps?|uses?|requires?|includes?|offers?|means))$",
    re.IGNORECASE,
)
_SUBJECT_AND_VERB = re.compile(
    r"(?P<name>[^,.;:]{2,70}?)(?:,? (?:customers|users|developers|you|they|we|one) can\b.*"
    r"|\s+(?:is|are|was|were|provides?|helps?|can|offers?|lets?|allows?|enables?|requires?|uses?"
    r"|supports?|includes?|refers?|available|stores|to|means|comes|performs?|has|have|that)\b.*)",
    re.DOTALL,
)
_LEAD_IN = re.compile(
    r"(?:finally,? |first,? |then,? |next,? )?(?:customers?|users?|developers?|you|we|they|one)?"
    r"\s*(?:(?:aiming|looking|wishing|wanting) .{1,40}? )?(?:can|may|will)?"
    r"\s*(?:use|with|by using|using|build your own|build)\s+(?:the )?(?=\S)",
    re.IGNORECASE,
)


def needs_continuation(front: str) -> bool:
    """Return True if a front ends with a word or comma that must be followed by more."""
    return _DANGLING_END.search(front) is not None


def is_broken_sentence(front: str, back: str) -> bool:
    """Return True if the front reads as the beginning of a text that the back goes on with."""
    words = front.split()
    if not back:
        return len(words) > 4
    if back.startswith(("- ", "(")):
        return needs_continuation(front) and not back.startswith("(")
    if needs_continuation(front) and len(words) > 1:
        return True
    return ends_sentence(front) or (len(words) > 4 and not is_name(front, 6))


def read_broken_sentence(front: str, back: str) -> CardReading:
    """Read a card whose front and back are one text.

    Its concept is the subject of the text; where none is found, the card is a statement.
    """
    is_continued = not ends_sentence(front) and not back.startswith("- ")
    text = (
        f"{front} {as_prose(back)}"
        if is_continued
        else f"{as_sentence(front)} {as_prose(back)}".strip()
    )
    subject = _sentence_subject(back) if front.endswith(",") else _sentence_subject(front)
    if not subject:
        return CardReading("statement", shorten_to_name(front.rstrip(" ,")), text)
    name, aliases = split_aliases(subject)
    return CardReading("term", name, text, aliases)


def _sentence_subject(sentence: str) -> str:
    """Return the name that a sentence begins with as its subject; empty where there is none."""
    lead_in = _LEAD_IN.match(sentence)
    clause = sentence[lead_in.end() :] if lead_in else sentence
    found = _SUBJECT_AND_VERB.fullmatch(f"{clause.rstrip(' .')} to")
    name = clean_name(found["name"]) if found else ""
    if not is_name(name, 6) or normalise(name).split()[0] in PRONOUNS:
        return ""
    return name
