"""Edges: what the text about a concept says of its relations to others."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.book import Book, Entry
from kg.extract.mentions import Finder, Mention, first_of
from kg.extract.names import is_name, is_proper
from kg.extract.patterns import Sentence, read_patterns
from kg.extract.reading import split_run

Found = tuple[str, str, Entry, float, bool]
"""Pattern, relation, the other end, confidence, whether the edge runs from the other end."""

_SENTENCES = re.compile(r"(?<=[^\W\d_]{2}[.!?])\s+|\n")
_CLAUSE = re.compile(r"[.;:!?)](?:\s|$)|\s[–—]\s|\b(?:which|that|when|where|while|because|whereas|so that|by using|rather than|unlike)\b")
_SUCH_AS = re.compile(r"\b(?:such as|including|namely|for example|e\.g\.,?|like)\s+", re.IGNORECASE)
_WORDS = re.compile(r"\S+")
_PHRASE = re.compile(
    r"(?:an?|the|its|their|your|up|of|violations|for|user-defined|thresholds|both|either|correct)\s+",
    re.IGNORECASE,
)
_MENTION = "mention"
_MENTIONED = 0.5


def edges_in(
    entry: Entry, text: str, card: int, book: Book, finder: Finder
) -> Iterator[Found]:
    """The edges that a text about a concept speaks of, those of patterns before mere mentions."""
    told: set[int] = {entry.number}
    for sentence in _SENTENCES.split(text):
        mentions = finder.find(sentence)
        for found in _by_pattern(entry, sentence, mentions, card, book):
            told.add(found[2].number)
            yield found
        for mention in mentions:
            if mention.which not in told:
                told.add(mention.which)
                yield _MENTION, "mentions", book.entries[mention.which], _MENTIONED, False


def _by_pattern(
    entry: Entry, sentence: str, mentions: list[Mention], card: int, book: Book
) -> Iterator[Found]:
    taken: set[int] = {entry.number}
    for pattern in read_patterns().sentences:
        for said in pattern.says.finditer(sentence):
            if not pattern.anywhere and _is_of_another(entry, mentions, said.start()):
                continue
            for other, confidence in _objects(pattern, sentence, said.end(), mentions, card, book):
                if other.number not in taken:
                    taken.add(other.number)
                    yield pattern.name, pattern.relation, other, confidence, pattern.inverse


def _is_of_another(entry: Entry, mentions: list[Mention], end: int) -> bool:
    """Whether another concept stands before the words, as their subject would, and this does not."""
    before = [m.which for m in mentions if m.end <= end]
    return bool(before) and entry.number not in before


def _objects(
    pattern: Sentence, sentence: str, start: int, mentions: list[Mention], card: int, book: Book
) -> Iterator[tuple[Entry, float]]:
    """What stands behind the words of a pattern, within the clause and so many words."""
    clause = _CLAUSE.search(sentence, start)
    end = clause.start() if clause else len(sentence)
    near = list(_WORDS.finditer(sentence, start, end))[: pattern.near]
    if not near:
        return
    end = near[-1].end()
    known = first_of(mentions, start, end)
    if pattern.name == "is a":
        known = known[:1]
    for mention in known:
        yield book.entries[mention.which], pattern.confidence
    if not (pattern.names or pattern.phrases):
        return
    listed = _SUCH_AS.search(sentence, start)
    segment = sentence[listed.end() if listed and listed.start() < end + 80 else start :]
    stop = _CLAUSE.search(segment)
    parts = split_run(segment[: stop.start()] if stop else segment)
    covered = [(m.start, m.end) for m in known]
    for part in parts:
        name = _bare(part)
        at = sentence.find(name, start)
        if not is_name(name, 3) or any(s < at + len(name) and at < e for s, e in covered):
            continue
        if book.find(name) is not None:
            yield book.add(name, card), pattern.confidence
        elif (is_proper(name) and len(name) > 2) or (pattern.phrases and len(parts) > 1 and len(name.split()) == 2):
            yield book.add(name, card), pattern.confidence - 0.05


def _bare(part: str) -> str:
    name = part
    while True:
        cut = _PHRASE.sub("", name, count=1) if _PHRASE.match(name) else name
        if cut == name:
            return name.strip(" .")
        name = cut
