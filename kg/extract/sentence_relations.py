"""Edges: what the text about a concept says of its relations to others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kg.extract.gazetteer import Finder, Mention
from kg.extract.object_phrases import (
    clause_end,
    mentioned_in,
    new_names,
    phrases_behind,
    sentences_of,
)
from kg.extract.patterns import Sentence, read_patterns
from kg.text.normal_forms import normalise

MENTION = "mention"
"""The pattern of an edge that says no more than that a text names a concept."""

_MENTIONED = 0.5
_DENIAL = re.compile(
    r"\b(?:not|never|no|nothing|cannot|can['’]t|doesn['’]t|don['’]t|isn['’]t|without|lack\w*|nor"
    r"|neither|hardly|rarely)\b",
    re.IGNORECASE,
)
_DENIED_WITHIN = 40
"""Characters before the words of a pattern within which a denial denies them."""

_OPENING = str.maketrans("([{\"'“‘«—–/\n\t", " " * 13)
_LINK = re.compile(
    r"[,\s]*(?:\([^()]*\)\s*)?"
    r"(?:(?:also|always|and|are|can|directly|generally|is|mainly|may|must|often|only|primarily|that"
    r"|then|typically|usually|which|who|will)\s+)*",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(
    r"\S\s(?:about|as|at|between|by|for|from|in|into|of|on|than|to|with|within)\s"
    r"(?:(?:an?|the|its|their|your|all|any|each|every|some)\s)?$",
    re.IGNORECASE,
)
_STANDS_FOR_IT = re.compile(
    r"\s*(?:it|they|he|she|you|we|one|customers|users|developers"
    r"|(?:this|these|the|such an?)(?:\s(?:approach|feature|function|method|metric|model|option"
    r"|process|service|step|system|technique|tool|type))?)\b(?!\s+[a-z]+s?\s+(?:of|in)\b)",
    re.IGNORECASE,
)


class Named(NamedTuple):
    """A concept by its number: its name, whether it is but a phrase, and its kinds."""

    number: int
    name: str
    is_phrase: bool
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class Known:
    """What a deck names, once all its cards are read: concepts by number, and what finds them."""

    concepts: tuple[Named, ...]
    finder: Finder


class NewName(NamedTuple):
    """A name where a pattern expects one, and the kind that it gives; empty where it gives none."""

    name: str
    kind: str


class Spoken(NamedTuple):
    """An edge that a sentence speaks of, the pattern that found it, and how sure that is.

    Its ends are concepts' numbers. `kind` is what the pattern says that its `subject` is; empty
    where it does not say.
    """

    a: int
    relation: str
    b: int
    pattern: str
    confidence: float
    subject: int
    kind: str = ""


def names_in(text: str) -> Iterator[NewName]:
    """The names in a text about a concept that stand where a pattern expects one."""
    for sentence in sentences_of(text):
        spaced = f" {_spaced(sentence)}"
        for pattern in read_patterns().sentences:
            if not pattern.names and not pattern.phrases:
                continue
            for said in pattern.says.finditer(spaced):
                for name in new_names(sentence, said.end() - 1, pattern):
                    yield NewName(name, pattern.kind)


def edges_in(concept: int, text: str, known: Known, *, is_own: bool) -> Iterator[Spoken]:
    """The edges that a text speaks of, those of patterns before mere mentions.

    Args:
        concept: the number of the concept of the card that the text is on.
        text: one or more sentences.
        known: all concepts.
        is_own: whether the text is about the concept, so that "it" means that.
    """
    entry = known.concepts[concept]
    told: set[int] = {concept}
    for n, sentence in enumerate(sentences_of(text)):
        mentions = known.finder.find(sentence)
        if all(mention.which == concept for mention in mentions):
            continue  # it names nothing to be joined with
        for spoken in _by_pattern(entry, sentence, mentions, known, is_own=is_own, is_first=not n):
            if spoken.a == concept:
                told.add(spoken.b)
            elif spoken.b == concept:
                told.add(spoken.a)
            yield spoken
        for mention in mentions:
            if mention.which not in told:
                told.add(mention.which)
                yield Spoken(concept, "mentions", mention.which, MENTION, _MENTIONED, concept)


def _by_pattern(
    entry: Named,
    sentence: str,
    mentions: Sequence[Mention],
    known: Known,
    *,
    is_own: bool,
    is_first: bool,
) -> Iterator[Spoken]:
    taken: set[tuple[int, int]] = set()
    spaced = f" {_spaced(sentence)}"  # a match is of words and the space before them
    for pattern in read_patterns().sentences:
        for said in pattern.says.finditer(spaced):
            start, end = said.start(), said.end() - 1
            if _DENIAL.search(sentence, max(0, start - _DENIED_WITHIN), end):
                continue  # what is not so is but spoken of
            subject = _subject(
                entry, sentence, mentions, start, pattern, known, is_own=is_own, is_first=is_first
            )
            if subject is None:
                continue
            for mention in _objects(pattern, sentence, end, mentions):
                other = known.concepts[mention.which]
                pair = (subject.number, other.number)
                if subject.number != other.number and pair not in taken:
                    taken.add(pair)
                    yield _spoken(pattern, subject, other)


def _spoken(pattern: Sentence, subject: Named, other: Named) -> Spoken:
    relation = pattern.relation
    if pattern.otherwise and not (other.is_phrase and pattern.kind in other.kinds):
        relation = pattern.otherwise
    a, b = (other, subject) if pattern.inverse else (subject, other)
    said = (pattern.name, pattern.confidence, subject.number, pattern.subject_kind)
    return Spoken(a.number, relation, b.number, *said)


def _subject(
    entry: Named,
    sentence: str,
    mentions: Sequence[Mention],
    start: int,
    pattern: Sentence,
    known: Known,
    *,
    is_own: bool,
    is_first: bool,
) -> Named | None:
    """What the words of a pattern are said of: what stands before them, or the card's concept."""
    before = [m for m in mentions if m.end <= start]
    near = before[-1] if before else None
    if near is not None and _LINK.fullmatch(sentence, near.end, start):
        if _PREPOSITION.search(sentence, 0, near.start):
            return None  # "the taste of tea is" is about the taste
        subject = known.concepts[near.which]
        is_short = is_own and _is_short_for(subject, entry)
        return entry if is_short else subject
    if pattern.adjacent:
        return None
    if pattern.anywhere and not is_own:
        return known.concepts[before[0].which] if before else None
    if not is_own:
        return None
    if any(m.which == entry.number for m in before) or pattern.anywhere:
        return entry
    if before:
        return None  # another concept stands where a subject would
    lead = sentence[:start]
    return entry if is_first or not lead.strip() or _STANDS_FOR_IT.match(lead) else None


def _is_short_for(short: Named, entry: Named) -> bool:
    """Whether a name is the beginning of another, by which a text speaks of that."""
    said, whole = normalise(short.name).split(), normalise(entry.name).split()
    return said == whole[: len(said)]


def _objects(
    pattern: Sentence, sentence: str, start: int, mentions: Sequence[Mention]
) -> Iterator[Mention]:
    """The concepts that stand behind the words of a pattern."""
    if pattern.every:
        end = clause_end(sentence, start)
        yield from (m for m in mentions if m.start >= start and m.end <= end)
        return
    phrases = phrases_behind(sentence, start, mentions)
    for phrase in phrases[:1] if pattern.first else phrases:
        yield from mentioned_in(phrase, mentions, pattern)


def _spaced(text: str) -> str:
    """A text in small letters, with spaces for the marks that open words; no place is moved."""
    small = text.lower()
    if len(small) != len(text):
        small = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return small.translate(_OPENING)
