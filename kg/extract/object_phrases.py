"""Objects: the phrases that follow the words of a pattern, and the concepts that they end with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.extract.concept_names import clean_name, is_name, is_proper
from kg.extract.gazetteer import Mention
from kg.extract.patterns import Sentence

LONGEST = 2_000
"""Characters of a sentence that are looked at together; what is longer is no sentence."""

_BETWEEN_SENTENCES = re.compile(r"(?<=[^\W\d_]{2}[.!?])\s+|\n")

_PARENTHESES = re.compile(r"\([^()]*\)")
_CLAUSE = re.compile(
    r"[.;:!?](?:\s|$)|\s[–—]\s|\b(?:which|that|when|where|while|who|because|whereas|so that"
    r"|by using|using|rather than|unlike|but|if)\b"
)
# Nouns that only measure or mark off what is named behind them.
_THROUGH = re.compile(
    r"(?:(?:an?|the|any|many|several|some|both|all|various|different|multiple)\s+)?"
    r"(?:[\w-]+\s+){0,2}?(?:amounts?|changes?|collections?|combinations?|groups?|instances?|kinds?"
    r"|lists?|numbers?|pairs?|ranges?|sets?|series|signs?|sorts?|sums?|thresholds?|totals?|types?"
    r"|variety|violations?)\s+(?:of|in|for)\s+"
    r"|(?:[\w-]+\s+){1,2}such as\s+",
    re.IGNORECASE,
)
_MOST_THROUGH = 3
_STOP = re.compile(
    r"\s(?:about|across|after|against|among|are|around|as|at|based|before|between|by|called|capable"
    r"|containing|designed|during|enclosed|for|found|from|had|has|have|in|inside|into|is|located"
    r"|made|missing|near|of|on|onto|outside|over|responsible|such|surrounded|than|through"
    r"|throughout|to|toward|towards|under|used|via|was|were|whose|with|within|without)\b(?!-)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*(?:,\s*(?:and|or)\s|,|\sand\s|\sor\s|/)\s*", re.IGNORECASE)
_DETERMINERS = re.compile(
    r"(?:(?:an?|the|its|their|your|any|both|each|either|every|many|more|other|several|some|such"
    r"|these|this|those|various|up)\s+)+",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"(?:after|also|an?|and|as|at|before|by|for|from|he|in|it|of|on|or|she|so|the|then|there|they|this"
    r"|to|upon|we|which|with|you)\b",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"\s+(?:activities|counts?|happens?|jobs?|numbers?|occurs?|operations?|purposes?|takes? place"
    r"|tasks?|values?|workloads?)$",
    re.IGNORECASE,
)
_VERBS = re.compile(
    r"(?:also|build|find|get|give|help|keep|make|manage|not|provide|run|see|set|take|then|use)\b",
    re.IGNORECASE,
)
_PROPER = re.compile(r"(?:[A-Z][\w.+#-]*\s+){1,3}[A-Z][\w.+#-]*")
_NO_MODIFIER = re.compile(r"\s(?:an?|the|its|their)\s|^[A-Za-z]+ing\s|\s[a-z]+ing\s+$")
_MOST_NEW = 3
"""Words of an object that becomes a concept by its pattern."""


class Phrase(NamedTuple):
    """One of the objects of a pattern: its text and place, and of how many it is."""

    text: str
    start: int
    end: int
    among: int


def sentences_of(text: str) -> Iterator[str]:
    """The sentences of a text; a very long one in pieces."""
    for sentence in _BETWEEN_SENTENCES.split(text):
        yield sentence[:LONGEST]
        for start in range(LONGEST, len(sentence), LONGEST):
            yield sentence[start : start + LONGEST]


def clause_end(sentence: str, start: int) -> int:
    """Where the clause that a place lies in ends."""
    found = _CLAUSE.search(_without_parentheses(sentence), start)
    return found.start() if found else len(sentence)


def phrases_behind(sentence: str, start: int, mentions: Sequence[Mention]) -> list[Phrase]:
    """The objects behind a place: what stands between commas up to the next preposition.

    No name that is mentioned is cut in two.
    """
    text = _without_parentheses(sentence)[: clause_end(sentence, start)]
    start = min(start + 1, len(text))  # behind the space
    for _ in range(_MOST_THROUGH):
        through = _THROUGH.match(text, start)
        if through is None or _splits(mentions, through.end()):
            break
        start = through.end()
    for stop in _STOP.finditer(text, start):
        if not _splits(mentions, stop.start()):
            text = text[: stop.start()]
            break
    marks = [m for m in _BETWEEN.finditer(text, start) if not _splits(mentions, m.start())]
    lasts = [n for n, mark in enumerate(marks) if mark[0].strip() != ","]
    if lasts:
        most = lasts[-1] + 1
    elif _are_names(_BETWEEN.split(text[start:])):
        most = len(marks)
    elif _are_adjectives(text, start, marks, mentions):
        most, marks = 0, []  # "pretrained, open source models" is one thing
    else:
        most = 0
    if len(marks) > most:  # behind the last of them the sentence goes on
        text, marks = text[: marks[most].start()], marks[:most]
    starts = [start, *(mark.end() for mark in marks)]
    ends = [*(mark.start() for mark in marks), len(text)]
    found = []
    for begin, end in zip(starts, ends, strict=True):
        determiner = _DETERMINERS.match(text, begin, end)
        first = determiner.end() if determiner else begin
        bare = text[first:end].rstrip(" .,")
        first += len(bare) - len(bare.lstrip())
        if bare.strip():
            found.append(Phrase(bare.strip(), first, first + len(bare.strip()), len(starts)))
    return found


def _are_adjectives(
    text: str, start: int, marks: Sequence[re.Match[str]], mentions: Sequence[Mention]
) -> bool:
    """Whether single words before commas describe what stands behind the last of them."""
    if not marks or _GOES_ON.match(text, marks[-1].end()):
        return False
    first = _DETERMINERS.match(text, start)
    starts = [first.end() if first else start, *(mark.end() for mark in marks[:-1])]
    words = [text[at : mark.start()] for at, mark in zip(starts, marks, strict=True)]
    named = {m.start for m in mentions}
    return named.isdisjoint(starts) and not any(" " in w or w.endswith("ly") for w in words)


def _are_names(parts: Sequence[str]) -> bool:
    return len(parts) > 2 and all(is_proper(part.strip(" .")) for part in parts)


def mentioned_in(
    phrase: Phrase, mentions: Sequence[Mention], pattern: Sentence
) -> Iterator[Mention]:
    """The mentions that a phrase is about: the one it ends with, since that is its head.

    One that it begins with is meant too where the pattern speaks of what is done, as "train
    models" begins with training, or of names, as "AWS Glue sessions" begins with one.
    """
    within = [m for m in mentions if m.start >= phrase.start and m.end <= phrase.end]
    if not within or (pattern.relation == "kind-of" and not _is_noun(phrase, within[-1])):
        return
    first, last = within[0], within[-1]
    rest = phrase.text[last.end - phrase.start :]
    is_head = not rest or (pattern.relation != "kind-of" and _GENERIC.fullmatch(rest) is not None)
    if is_head:
        yield last
    is_begun = first.start == phrase.start and (first is not last or not is_head)
    is_named = pattern.names and is_proper(phrase.text[: first.end - first.start])
    if is_begun and (pattern.verbs or is_named):
        yield first


def _is_noun(phrase: Phrase, head: Mention) -> bool:
    """Whether what stands before a head only describes it, as in no "coat surrounding a virus"."""
    before = phrase.text[: head.start - phrase.start]
    return _NO_MODIFIER.search(before) is None


def new_names(sentence: str, start: int, pattern: Sentence) -> Iterator[str]:
    """The objects behind a place that are written as names, or that the pattern lets be phrases."""
    phrases = phrases_behind(sentence, start, ())
    lasts = {p.text.split()[-1].lower() for p in phrases}
    are_proper = 2 * sum(is_proper(p.text) for p in phrases) > len(phrases) > 2
    for phrase in phrases:
        name = clean_name(phrase.text)
        proper = _PROPER.match(name)
        if proper and not is_proper(name):
            name = proper[0]  # "AWS Glue interactive sessions" names AWS Glue
        if not is_name(name, _MOST_NEW) or _VERBS.match(name):
            continue
        is_term = " " in name or "-" in name
        is_listed = phrase.among > 2 or (phrase.among == 2 and len(lasts) == 1) or pattern.kind
        is_new_term = pattern.phrases and is_term and is_listed
        if len(name) > 2 and (is_proper(name) or are_proper or is_new_term):
            yield name


def _without_parentheses(text: str) -> str:
    """A text with spaces for what stands in parentheses; no place is moved."""
    if "(" not in text:
        return text
    return _PARENTHESES.sub(lambda found: " " * len(found[0]), text)


def _splits(mentions: Sequence[Mention], at: int) -> bool:
    return any(m.start < at < m.end for m in mentions)
