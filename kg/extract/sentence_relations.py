"""Find the relations that sentences on cards state between concepts, and names not known yet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kg.extract.gazetteer import Gazetteer, GazetteerMatch
from kg.extract.object_phrases import (
    clause_end,
    matches_in_phrase,
    name_like_objects,
    object_phrases,
    sentences_of,
)
from kg.extract.patterns import SentencePattern, read_patterns
from kg.text.normal_forms import normalise

MENTION_PATTERN = "mention"
"""The pattern of a relation that only says that a text names a concept."""

_MENTION_CONFIDENCE = 0.5
"""Confidence (0-1) of such a relation."""

_DENIAL = re.compile(
    r"\b(?:not|never|no|nothing|cannot|can['’]t|doesn['’]t|don['’]t|isn['’]t|without|lack\w*|nor"
    r"|neither|hardly|rarely)\b",
    re.IGNORECASE,
)
_DENIAL_CHARS = 40
"""Characters before the words of a pattern in which a negation negates them."""

_OPENING_PUNCTUATION = str.maketrans("([{\"'“‘«—–/\n\t", " " * 13)
_ADVERBS_BETWEEN = re.compile(
    r"[,\s]*(?:\([^()]*\)\s*)?"
    r"(?:(?:also|always|and|are|can|directly|generally|is|mainly|may|must|often|only|primarily|that"
    r"|then|typically|usually|which|who|will)\s+)*",
    re.IGNORECASE,
)
"""Words that may stand between a subject and the words of a pattern."""

_PREPOSITION_BEFORE = re.compile(
    r"\S\s(?:about|as|at|between|by|for|from|in|into|of|on|than|to|with|within)\s"
    r"(?:(?:an?|the|its|their|your|all|any|each|every|some)\s)?$",
    re.IGNORECASE,
)
_SUBJECT_PRONOUN = re.compile(
    r"\s*(?:it|they|he|she|you|we|one|customers|users|developers"
    r"|(?:this|these|the|such an?)(?:\s(?:approach|feature|function|method|metric|model|option"
    r"|process|service|step|system|technique|tool|type))?)\b(?!\s+[a-z]+s?\s+(?:of|in)\b)",
    re.IGNORECASE,
)
"""A pronoun, or a noun such as "the method", that stands for the concept of a text."""


class KnownConcept(NamedTuple):
    """A concept by its number: its name, whether it is tentative, and the kinds voted for it."""

    number: int
    name: str
    is_tentative: bool
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class KnownConcepts:
    """All concepts that a deck names, by number, and the gazetteer that finds them in texts."""

    concepts: tuple[KnownConcept, ...]
    gazetteer: Gazetteer


class _SentenceContext(NamedTuple):
    """A sentence with the concept of its card, the names found in it, and its place in the text.

    `is_about_concept` is as in `relations_in`; `is_first` says that the text begins with it.
    """

    card_concept: KnownConcept
    text: str
    matches: Sequence[GazetteerMatch]
    is_about_concept: bool
    is_first: bool


class NewName(NamedTuple):
    """A name at a place where a pattern expects one; `kind` may be empty."""

    name: str
    kind: str


class RelationMention(NamedTuple):
    """A relation that a sentence states between two concepts.

    Attributes:
        subject: the number of the concept that the relation leads from.
        relation: the name of the relation.
        object: the number of the concept that the relation leads to.
        pattern: the name of the pattern that found it.
        confidence: how reliable the pattern is, 0-1.
        sentence_subject: the number of the sentence's subject, which is `object` where the pattern
            is inverse.
        sentence_subject_kind: the kind that the pattern states for it; may be empty.
    """

    subject: int
    relation: str
    object: int
    pattern: str
    confidence: float
    sentence_subject: int
    sentence_subject_kind: str = ""


def new_names_in(text: str) -> Iterator[NewName]:
    """Yield the names in a text that stand where a pattern expects one."""
    for sentence in sentences_of(text):
        spaced = f" {_for_matching(sentence)}"
        for pattern in read_patterns().sentences:
            if not pattern.new_names and not pattern.new_phrases:
                continue
            for found in pattern.words.finditer(spaced):
                for name in name_like_objects(sentence, found.end() - 1, pattern):
                    yield NewName(name, pattern.object_kind)


def relations_in(
    concept: int, text: str, known: KnownConcepts, *, is_about_concept: bool
) -> Iterator[RelationMention]:
    """Yield the relations that a text states, sentence by sentence.

    Relations found by patterns come first. Then each concept that the sentence only mentions gets
    a "mentions" relation from the card's concept.

    Args:
        concept: the number of the concept of the card that the text is on.
        text: one or more sentences.
        known: all concepts.
        is_about_concept: whether the text is about the concept, so that "it" means the concept.
    """
    card_concept = known.concepts[concept]
    related: set[int] = {concept}
    for n, sentence in enumerate(sentences_of(text)):
        matches = known.gazetteer.find(sentence)
        if all(match.concept == concept for match in matches):
            continue  # there is nothing to join the concept with
        context = _SentenceContext(card_concept, sentence, matches, is_about_concept, not n)
        for mention in _relations_by_pattern(context, known):
            if mention.subject == concept:
                related.add(mention.object)
            elif mention.object == concept:
                related.add(mention.subject)
            yield mention
        for match in matches:
            if match.concept not in related:
                related.add(match.concept)
                yield RelationMention(
                    concept,
                    "mentions",
                    match.concept,
                    MENTION_PATTERN,
                    _MENTION_CONFIDENCE,
                    concept,
                )


def _relations_by_pattern(
    sentence: _SentenceContext, known: KnownConcepts
) -> Iterator[RelationMention]:
    """Yield the relations that patterns find in a sentence, each pair of concepts only once."""
    pairs: set[tuple[int, int]] = set()
    spaced = f" {_for_matching(sentence.text)}"  # a pattern begins with a space
    for pattern in read_patterns().sentences:
        for found in pattern.words.finditer(spaced):
            start, end = found.start(), found.end() - 1
            if _DENIAL.search(sentence.text, max(0, start - _DENIAL_CHARS), end):
                continue
            subject = _find_subject(sentence, start, pattern, known)
            if subject is None:
                continue
            for match in _find_objects(sentence, end, pattern):
                other = known.concepts[match.concept]
                pair = (subject.number, other.number)
                if subject.number != other.number and pair not in pairs:
                    pairs.add(pair)
                    yield _as_relation_mention(pattern, subject, other)


def _as_relation_mention(
    pattern: SentencePattern, sentence_subject: KnownConcept, other: KnownConcept
) -> RelationMention:
    relation = pattern.relation
    is_new_object = other.is_tentative and pattern.object_kind in other.kinds
    if pattern.other_kind_relation and not is_new_object:
        relation = pattern.other_kind_relation
    ends = (other, sentence_subject) if pattern.inverse else (sentence_subject, other)
    return RelationMention(
        ends[0].number,
        relation,
        ends[1].number,
        pattern.name,
        pattern.confidence,
        sentence_subject.number,
        pattern.subject_kind,
    )


def _find_subject(
    sentence: _SentenceContext, start: int, pattern: SentencePattern, known: KnownConcepts
) -> KnownConcept | None:
    """Return the subject of a pattern's words at `start`, or None where it is unclear.

    It is the concept named before them or, in a text about it, the concept of the card.
    """
    concept, is_about_concept = sentence.card_concept, sentence.is_about_concept
    before = [m for m in sentence.matches if m.end <= start]
    nearest = before[-1] if before else None
    if nearest is not None and _ADVERBS_BETWEEN.fullmatch(sentence.text, nearest.end, start):
        if _PREPOSITION_BEFORE.search(sentence.text, 0, nearest.start):
            return None  # "the taste of tea is" is about the taste
        subject = known.concepts[nearest.concept]
        is_short_for_concept = is_about_concept and _is_beginning_of(subject, concept)
        return concept if is_short_for_concept else subject
    if pattern.subject_adjacent:
        return None
    if pattern.subject_anywhere and not is_about_concept:
        return known.concepts[before[0].concept] if before else None
    if not is_about_concept:
        return None
    if any(m.concept == concept.number for m in before) or pattern.subject_anywhere:
        return concept
    if before:
        return None  # another concept stands where the subject would
    lead = sentence.text[:start]
    is_implied = sentence.is_first or not lead.strip() or _SUBJECT_PRONOUN.match(lead)
    return concept if is_implied else None


def _is_beginning_of(short: KnownConcept, concept: KnownConcept) -> bool:
    """Return True if the first words of a concept's name are another concept's name.

    A text about the concept often shortens its name to these words.
    """
    words, all_words = normalise(short.name).split(), normalise(concept.name).split()
    return words == all_words[: len(words)]


def _find_objects(
    sentence: _SentenceContext, start: int, pattern: SentencePattern
) -> Iterator[GazetteerMatch]:
    """Yield the names after the words of a pattern, which end at `start`, that are its objects."""
    if pattern.whole_clause:
        end = clause_end(sentence.text, start)
        yield from (m for m in sentence.matches if m.start >= start and m.end <= end)
        return
    phrases = object_phrases(sentence.text, start, sentence.matches)
    for phrase in phrases[:1] if pattern.first_object_only else phrases:
        yield from matches_in_phrase(phrase, sentence.matches, pattern)


def _for_matching(text: str) -> str:
    """Return a text in lower case with spaces for opening punctuation, at the same positions."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return lower.translate(_OPENING_PUNCTUATION)
