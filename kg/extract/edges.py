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
_CLAUSE = re.compile(
    r"[.;:!?)](?:\s|$)|\s[–—]\s|\b(?:which|that|when|where|while|because|whereas|so that|by using"
    r"|rather than|unlike)\b"
)
_SUCH_AS = re.compile(r"\b(?:such as|including|namely|for example|e\.g\.,?|like)\s+", re.IGNORECASE)
_WORDS = re.compile(r"\S+")
_PHRASE = re.compile(
    r"(?:an?|the|its|their|your|up|of|violations|for|user-defined|thresholds|both|either|correct)\s+",
    re.IGNORECASE,
)
_VERBS = re.compile(
    r"(?:then|also|not|add|divide|analyze|import|create|manage|deploy|prepare|transform|train|run|use"
    r"|scale|build|make|get|set|take|give|find|see|keep|help|allow|provide)\b",
    re.IGNORECASE,
)
_DENIAL = re.compile(
    r"\b(?:not|never|no|nothing|cannot|can['’]t|doesn['’]t|don['’]t|isn['’]t|without|lack\w*|nor"
    r"|neither|nothing)\b",
    re.IGNORECASE,
)
_PHRASE_ENDS = re.compile(
    r"\b(?:of|to|for|in|on|that|which|with|by|where|and|or|from|who|used|when)\b|,"
)
_PROPER = re.compile(r"(?:[A-Z][\w.+#-]*\s+){1,3}[A-Z][\w.+#-]*")
_OPENING = str.maketrans("([{\"'“‘«—–/\n\t", " " * 13)
_MENTION = "mention"
_MENTIONED = 0.5


def edges_in(entry: Entry, text: str, card: int, book: Book, finder: Finder) -> Iterator[Found]:
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
    spaced = f" {_spaced(sentence)}"  # a match of words and the space before them
    for pattern in read_patterns().sentences:
        for said in pattern.says.finditer(spaced):
            start, end = said.start(), said.end() - 1
            if _DENIAL.search(sentence, max(0, start - 40), end):
                continue  # what is not so is but spoken of
            if not pattern.anywhere and _is_of_another(entry, mentions, start):
                continue
            for other, confidence in _objects(pattern, sentence, end, mentions, card, book):
                if other.number not in taken:
                    taken.add(other.number)
                    yield pattern.name, pattern.relation, other, confidence, pattern.inverse


def _spaced(text: str) -> str:
    """A text in small letters, with spaces for the marks that open words; no place is moved."""
    small = text.lower()
    if len(small) != len(text):
        small = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return small.translate(_OPENING)


def _is_of_another(entry: Entry, mentions: list[Mention], end: int) -> bool:
    """Whether another concept stands before the words, as a subject would, and this does not."""
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
        known = [m for m in known[:1] if not _PHRASE_ENDS.search(sentence[start : m.start])]
    run = _run(sentence, start) if pattern.names or pattern.phrases else []
    listed = [(at, at + len(name)) for at, name in run] if len(run) > 2 else []
    for mention in known:
        # "bias drift" among what is listed is not "bias".
        own = (mention.start, mention.end)
        if not any(at <= own[0] and own[1] <= to and (at, to) != own for at, to in listed):
            yield book.entries[mention.which], pattern.confidence
    for at, name in run:
        if any(m.start <= at and at + len(name) <= m.end for m in known):
            continue
        is_new = book.find(name) is None
        is_listed = len(run) > 2 or _are_parallel(run)
        is_term = len(name.split()) > 1 or "-" in name
        if not is_new or (is_proper(name) and len(name) > 2) or (is_listed and is_term):
            yield book.add(name, card), pattern.confidence - 0.05 * is_new


def _are_parallel(run: list[tuple[int, str]]) -> bool:
    """Whether two names end alike, as "built-in algorithms or custom algorithms" do."""
    lasts = {name.split()[-1].lower() for _, name in run}
    return len(run) == 2 and len(lasts) == 1 and all(" " in name for _, name in run)


def _run(sentence: str, start: int) -> list[tuple[int, str]]:
    """The names between commas behind the words of a pattern, each with its place."""
    such = _SUCH_AS.search(sentence, start)
    at = such.end() if such and such.start() < start + 100 else start
    stop = _CLAUSE.search(sentence, at)
    found = []
    for part in split_run(sentence[at : stop.start() if stop else len(sentence)]):
        name = _bare(part)
        proper = _PROPER.match(name)
        if proper and not is_name(name, 3):
            name = proper[0]  # "AWS Glue interactive sessions" names AWS Glue
        if is_name(name, 3) and not _VERBS.match(name):
            found.append((sentence.find(name, at), name))
    return found


def _bare(part: str) -> str:
    name = part
    while True:
        cut = _PHRASE.sub("", name, count=1) if _PHRASE.match(name) else name
        if cut == name:
            return name.strip(" .")
        name = cut
