"""Register the concept of a card, its other names, and names that its text defines."""

from __future__ import annotations

import re

from kg.extract.card_reading import CardReading, with_own_words
from kg.extract.concept_names import clean_name, is_abbreviation, is_name
from kg.extract.concept_registry import Candidate, ConceptRegistry
from kg.extract.proposal import EdgeCollector
from kg.model.deck import Card
from kg.text.normal_forms import normalise

_ALSO_KNOWN_AS = re.compile(
    r"(?:also (?:known|called|named|referred to)(?: as)? (?:its |the )?|abbreviated (?:as )?"
    r"|a\.?k\.?a\.? |(?:^|[.!]\s)also )"
    r"(?P<alias>[\w][\w /+#-]{1,40}?)(?=[,.;)]|$)",
    re.IGNORECASE,
)
_NAME_AND_INITIALS = re.compile(
    r"(?<![\w-])(?P<words>(?:[\w-]{1,60}\s){1,6})\((?P<short>[A-Z][A-Za-z]{1,7})\)"
)
_DEFINING_SENTENCE = re.compile(
    r"(?P<name>(?!(?:An?|The|This|That|These|It|There|In|With|When|If|For|To)\b)[A-Z][\w\s-]{4,50}?)"
    r"\s+(?:is|are)\s+(?:an?|the|ideal|used)\b[^.]*\."
)
_SUBJECT_OF_IS = re.compile(r"(?P<name>[^,.;:()]{3,60}?)\s+(?:is|are|refers to)\s+(?:an?|the)\s")
_ALIAS_CHARS = 400
"""Characters at the beginning of a text that are searched for another name of its concept."""


def register_card(
    card: Card, reading: CardReading, registry: ConceptRegistry, collector: EdgeCollector
) -> Candidate:
    """Add the concept of a card to the registry, with its names and texts, and return it.

    The words that a cloze hides become concepts that the card's concept mentions.
    """
    can_be_mentioned = reading.role in ("term", "answer")
    if can_be_mentioned:
        candidate = registry.add(reading.name, card.number)
    else:
        candidate = registry.add_front(reading.name, card.front, card.number)
    if candidate.texts and reading.name not in (candidate.name, *candidate.aliases):
        registry.record_spelling(reading.name, candidate)
    said = with_own_words(reading.text, card.back)
    if said and all(said != text for _, text in candidate.texts):
        candidate.texts.append((card.number, said))
    candidate.fronts[" ".join(card.front.split())] = None
    for more in card.more:
        candidate.texts.append((card.number, more if more.endswith(".") else f"{more}."))
    if not can_be_mentioned:
        candidate.kind_votes[reading.role] += 1
    for alias in (*reading.aliases, *card.aliases):
        registry.add_alias(candidate, alias, "another name on the card")
    if reading.role == "term":
        _add_aliases_from_text(candidate, reading.text, registry)
    for blank in card.blanks:
        if is_name(blank, 5) and len(normalise(blank)) > 2:
            hidden = registry.add(clean_name(blank), card.number)
            collector.add(candidate, "mentions", hidden, "blank", card, 0.8)
    return candidate


def _add_aliases_from_text(candidate: Candidate, text: str, registry: ConceptRegistry) -> None:
    """Add the names that the text about a candidate uses for it."""
    for found in _ALSO_KNOWN_AS.finditer(text[:_ALIAS_CHARS]):
        alias = clean_name(found["alias"])
        if is_name(alias, 4):
            registry.add_alias(candidate, alias, "another name in its text")
    opening = _SUBJECT_OF_IS.match(text)
    if opening is None:
        return
    subject = clean_name(opening["name"])
    words, name_words = normalise(subject).split(), normalise(candidate.name).split()
    if not is_name(subject, 5) or not words or words == name_words:
        return
    if words[0] in ("it", "this", "there"):
        return
    if words[0] == name_words[0] and len(words) > 1:
        registry.add_alias(candidate, subject, "another name in its text")


def register_names_in_text(
    card: Card,
    reading: CardReading,
    candidate: Candidate,
    registry: ConceptRegistry,
    collector: EdgeCollector,
) -> None:
    """Add the names that a card's text introduces: before their initials, or by defining them."""
    for found in _NAME_AND_INITIALS.finditer(reading.text) if "(" in reading.text else ():
        name = _expand_initials(found["words"], found["short"])
        if name and registry.find(found["short"]) is None:
            registry.add_alias(registry.add(name, card.number), found["short"], "its initials")
    defined = _DEFINING_SENTENCE.match(reading.text) if reading.role == "term" else None
    if defined is None:
        return
    subject = clean_name(defined["name"])
    words = normalise(subject).split()
    is_new = 1 < len(words) < 5 and is_name(subject) and registry.find(subject) is None
    if is_new and not set(words).isdisjoint(normalise(candidate.name).split()):
        other = registry.add(subject, card.number)
        other.texts.append((card.number, defined[0]))
        collector.add(candidate, "related-to", other, "what its card defines", card, 0.7)


def _expand_initials(words: str, short: str) -> str:
    """Return the last words whose initials spell `short`; empty where they do not."""
    parts = words.split()
    for n in range(len(parts) - 1, -1, -1):
        name = clean_name(" ".join(parts[n:]))
        if is_abbreviation(short, name):
            return name if is_name(name, 6) else ""
    return ""
