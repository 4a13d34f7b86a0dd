"""Split what follows a pattern's words into phrases, and find the concept that each names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.extract.concept_names import clean_name, is_name, is_proper_name
from kg.extract.gazetteer import GazetteerMatch
from kg.extract.patterns import SentencePattern

MAX_SENTENCE_CHARS = 2_000
"""Longest text, in characters, that is searched as one sentence; a longer one is cut up."""

_MAX_MEASURE_PHRASES = 3
"""Most phrases such as "a set of" that are skipped before an object."""

_MAX_NEW_NAME_WORDS = 3
"""Most words in an object that becomes a concept because a pattern expects a name there."""

_BETWEEN_SENTENCES = re.compile(r"(?<=[^\W\d_]{2}[.!?])\s+|\n")

_PARENTHESES = re.compile(r"\([^()]*\)")
_CLAUSE_END = re.compile(
    r"[.;:!?](?:\s|$)|\s[–—]\s|\b(?:which|that|when|where|while|who|because|whereas|so that"
    r"|by using|using|rather than|unlike|but|if)\b"
)
_MEASURE_PHRASE = re.compile(
    r"(?:(?:an?|the|any|many|several|some|both|all|various|different|multiple)\s+)?"
    r"(?:[\w-]+\s+){0,2}?(?:amounts?|changes?|collections?|combinations?|groups?|instances?|kinds?"
    r"|lists?|numbers?|pairs?|ranges?|sets?|series|signs?|sorts?|sums?|thresholds?|totals?|types?"
    r"|variety|violations?)\s+(?:of|in|for)\s+"
    r"|(?:[\w-]+\s+){1,2}such as\s+",
    re.IGNORECASE,
)
"""Words that only count or measure what is named after them."""

_PHRASE_END = re.compile(
    r"\s(?:about|across|after|against|among|are|around|as|at|based|before|between|by|called|capable"
    r"|containing|designed|during|enclosed|for|found|from|had|has|have|in|inside|into|is|located"
    r"|made|missing|near|of|on|onto|outside|over|responsible|such|surrounded|than|through"
    r"|throughout|to|toward|towards|under|used|via|was|were|whose|with|within|without)\b(?!-)",
    re.IGNORECASE,
)
_OBJECT_SEPARATOR = re.compile(r"\s*(?:,\s*(?:and|or)\s|,|\sand\s|\sor\s|/)\s*", re.IGNORECASE)
_DETERMINERS = re.compile(
    r"(?:(?:an?|the|its|their|your|any|both|each|either|every|many|more|other|several|some|such"
    r"|these|this|those|various|up)\s+)+",
    re.IGNORECASE,
)
_NON_NOUN_START = re.compile(
    r"(?:after|also|an?|and|as|at|before|by|for|from|he|in|it|of|on|or|she|so|the|then|there|they|this"
    r"|to|upon|we|which|with|you)\b",
    re.IGNORECASE,
)
_GENERIC_HEAD = re.compile(
    r"\s+(?:activities|counts?|happens?|jobs?|numbers?|occurs?|operations?|purposes?|takes? place"
    r"|tasks?|values?|workloads?)$",
    re.IGNORECASE,
)
_VERB_OBJECT = re.compile(
    r"(?:also|build|find|get|give|help|keep|make|manage|not|provide|run|see|set|take|then|use)\b",
    re.IGNORECASE,
)
_PROPER_NAME_START = re.compile(r"(?:[A-Z][\w.+#-]*\s+){1,3}[A-Z][\w.+#-]*")
_SEPARATE_PHRASE = re.compile(r"\s(?:an?|the|its|their)\s|^[A-Za-z]+ing\s|\s[a-z]+ing\s+$")


class ObjectPhrase(NamedTuple):
    """One object of a pattern: its text, its position in the sentence, and the number of them."""

    text: str
    start: int
    end: int
    total: int


def sentences_of(text: str) -> Iterator[str]:
    """Yield the sentences of a text, those over MAX_SENTENCE_CHARS in pieces."""
    for sentence in _BETWEEN_SENTENCES.split(text):
        yield sentence[:MAX_SENTENCE_CHARS]
        for start in range(MAX_SENTENCE_CHARS, len(sentence), MAX_SENTENCE_CHARS):
            yield sentence[start : start + MAX_SENTENCE_CHARS]


def clause_end(sentence: str, start: int) -> int:
    """Return the position at which the clause that includes `start` ends."""
    found = _CLAUSE_END.search(_blank_parentheses(sentence), start)
    return found.start() if found else len(sentence)


def object_phrases(
    sentence: str, start: int, matches: Sequence[GazetteerMatch]
) -> list[ObjectPhrase]:
    """Return the objects after `start`: the phrases between commas, up to the next preposition.

    Names among `matches` are never cut in two.
    """
    text = _blank_parentheses(sentence)[: clause_end(sentence, start)]
    start = min(start + 1, len(text))  # after the space
    for _ in range(_MAX_MEASURE_PHRASES):
        measure = _MEASURE_PHRASE.match(text, start)
        if measure is None or _cuts_match(matches, measure.end()):
            break
        start = measure.end()
    for stop in _PHRASE_END.finditer(text, start):
        if not _cuts_match(matches, stop.start()):
            text = text[: stop.start()]
            break
    separators = [
        m for m in _OBJECT_SEPARATOR.finditer(text, start) if not _cuts_match(matches, m.start())
    ]
    conjunctions = [n for n, mark in enumerate(separators) if mark[0].strip() != ","]
    if conjunctions:
        kept = conjunctions[-1] + 1
    elif _are_proper_names(_OBJECT_SEPARATOR.split(text[start:])):
        kept = len(separators)
    elif _are_adjectives(text, start, separators, matches):
        kept, separators = 0, []  # "pretrained, open source models" is one object
    else:
        kept = 0
    if len(separators) > kept:  # after the last of them the sentence continues
        text, separators = text[: separators[kept].start()], separators[:kept]
    starts = [start, *(mark.end() for mark in separators)]
    ends = [*(mark.start() for mark in separators), len(text)]
    found = []
    for begin, end in zip(starts, ends, strict=True):
        determiner = _DETERMINERS.match(text, begin, end)
        first = determiner.end() if determiner else begin
        bare = text[first:end].rstrip(" .,")
        first += len(bare) - len(bare.lstrip())
        if bare.strip():
            found.append(ObjectPhrase(bare.strip(), first, first + len(bare.strip()), len(starts)))
    return found


def _are_adjectives(
    text: str,
    start: int,
    separators: Sequence[re.Match[str]],
    matches: Sequence[GazetteerMatch],
) -> bool:
    """Return True if single words before commas describe the noun after the last comma."""
    if not separators or _NON_NOUN_START.match(text, separators[-1].end()):
        return False
    first = _DETERMINERS.match(text, start)
    starts = [first.end() if first else start, *(mark.end() for mark in separators[:-1])]
    words = [text[at : mark.start()] for at, mark in zip(starts, separators, strict=True)]
    match_starts = {m.start for m in matches}
    return match_starts.isdisjoint(starts) and not any(" " in w or w.endswith("ly") for w in words)


def _are_proper_names(parts: Sequence[str]) -> bool:
    return len(parts) > 2 and all(is_proper_name(part.strip(" .")) for part in parts)


def matches_in_phrase(
    phrase: ObjectPhrase, matches: Sequence[GazetteerMatch], pattern: SentencePattern
) -> Iterator[GazetteerMatch]:
    """Yield the matches that a phrase is about: the one at its end, which is its head noun.

    The match at its beginning is also yielded where the pattern allows verbs, as "train models"
    begins with training, or names, as "AWS Glue sessions" begins with one.
    """
    within = [m for m in matches if m.start >= phrase.start and m.end <= phrase.end]
    if not within or (pattern.relation == "kind-of" and not _is_one_noun(phrase, within[-1])):
        return
    first, last = within[0], within[-1]
    rest = phrase.text[last.end - phrase.start :]
    is_head = not rest or (
        pattern.relation != "kind-of" and _GENERIC_HEAD.fullmatch(rest) is not None
    )
    if is_head:
        yield last
    is_at_start = first.start == phrase.start and (first is not last or not is_head)
    is_new_name = pattern.new_names and is_proper_name(phrase.text[: first.end - first.start])
    if is_at_start and (pattern.verb_objects or is_new_name):
        yield first


def _is_one_noun(phrase: ObjectPhrase, head: GazetteerMatch) -> bool:
    """Return True if the words before a head noun only describe it.

    In "coat surrounding a virus" they do not.
    """
    before = phrase.text[: head.start - phrase.start]
    return _SEPARATE_PHRASE.search(before) is None


def name_like_objects(sentence: str, start: int, pattern: SentencePattern) -> Iterator[str]:
    """Yield the objects after `start` that are written as names, or allowed as new phrases."""
    phrases = object_phrases(sentence, start, ())
    last_words = {p.text.split()[-1].lower() for p in phrases}
    are_proper = 2 * sum(is_proper_name(p.text) for p in phrases) > len(phrases) > 2
    for phrase in phrases:
        name = clean_name(phrase.text)
        proper = _PROPER_NAME_START.match(name)
        if proper and not is_proper_name(name):
            name = proper[0]  # "AWS Glue interactive sessions" names AWS Glue
        if not is_name(name, _MAX_NEW_NAME_WORDS) or _VERB_OBJECT.match(name):
            continue
        is_term = " " in name or "-" in name
        is_listed = phrase.total > 2 or (phrase.total == 2 and len(last_words) == 1)
        is_new_term = pattern.new_phrases and is_term and (is_listed or pattern.object_kind)
        if len(name) > 2 and (is_proper_name(name) or are_proper or is_new_term):
            yield name


def _blank_parentheses(text: str) -> str:
    """Replace parentheses and their contents by spaces; all positions stay the same."""
    if "(" not in text:
        return text
    return _PARENTHESES.sub(lambda found: " " * len(found[0]), text)


def _cuts_match(matches: Sequence[GazetteerMatch], position: int) -> bool:
    return any(m.start < position < m.end for m in matches)
