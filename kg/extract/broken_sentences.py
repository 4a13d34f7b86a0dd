"""Subject: cards whose front breaks off within a sentence, and what that sentence is about."""

from __future__ import annotations

import re

from kg.extract.card_lists import PRONOUNS
from kg.extract.card_reading import Reading
from kg.extract.concept_names import clean_name, is_name, split_aliases
from kg.extract.prose import full, is_ended, prose, shortened
from kg.text.normal_forms import normalise

_HANGS = re.compile(
    r"(?:,|\b(?:an?|and|are|as|by|can|for|from|in|into|is|it|may|more|must|of|or|should|that|the|to"
    r"|was|were|when|which|will|with|provides?|helps?|uses?|requires?|includes?|offers?|means))$",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"(?P<name>[^,.;:]{2,70}?)(?:,? (?:customers|users|developers|you|they|we|one) can\b.*"
    r"|\s+(?:is|are|was|were|provides?|helps?|can|offers?|lets?|allows?|enables?|requires?|uses?"
    r"|supports?|includes?|refers?|available|stores|to|means|comes|performs?|has|have|that)\b.*)",
    re.DOTALL,
)
_LEADS = re.compile(
    r"(?:finally,? |first,? |then,? |next,? )?(?:customers?|users?|developers?|you|we|they|one)?"
    r"\s*(?:(?:aiming|looking|wishing|wanting) .{1,40}? )?(?:can|may|will)?"
    r"\s*(?:use|with|by using|using|build your own|build)\s+(?:the )?(?=\S)",
    re.IGNORECASE,
)


def hangs(front: str) -> bool:
    """Whether a front ends with a word that something must follow."""
    return _HANGS.search(front) is not None


def breaks_off(front: str, back: str) -> bool:
    """Whether the front is the first half of a sentence that the back ends."""
    words = front.split()
    if not back:
        return len(words) > 4
    if back.startswith(("- ", "(")):
        return hangs(front) and not back.startswith("(")
    if hangs(front) and len(words) > 1:
        return True
    return is_ended(front) or (len(words) > 4 and not is_name(front, 6))


def read_sentence(front: str, back: str) -> Reading:
    """A card whose front and back are one text; what it is about is the subject of the front."""
    goes_on = not is_ended(front) and not back.startswith("- ")
    text = f"{front} {prose(back)}" if goes_on else f"{full(front)} {prose(back)}".strip()
    subject = _subject(back) if front.endswith(",") else _subject(front)
    if not subject:
        return Reading("statement", shortened(front.rstrip(" ,")), text)
    name, aliases = split_aliases(subject)
    return Reading("term", name, text, aliases)


def _subject(sentence: str) -> str:
    """The name that a sentence is about; empty where it does not begin with one."""
    lead = _LEADS.match(sentence)
    told = sentence[lead.end() :] if lead else sentence
    found = _SUBJECT.fullmatch(f"{told.rstrip(' .')} to")
    name = clean_name(found["name"]) if found else ""
    if not is_name(name, 6) or normalise(name).split()[0] in PRONOUNS:
        return ""
    return name
