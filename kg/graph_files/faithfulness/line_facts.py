"""Find the facts of a deck's line that a text leaves out: numbers, listed items, conditions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.graph_files.faithfulness.clauses import MAX_MISSING_SHARE, MIN_MISSING_WORDS, read_clause
from kg.graph_files.faithfulness.evidence import Evidence, figures
from kg.graph_files.faithfulness.word_weights import WordWeights, content_words
from kg.text.language import sentence_end

MIN_LIST_ITEMS = 3
"""Minimum number of parts, the last after "and" or "or", that make a list."""

MAX_LIST_ITEM_WORDS = 4
"""Maximum number of words of an item; of longer parts the word next to the list is taken."""

_LINE_PART_BREAK = re.compile(rf"{sentence_end()}\s+|[;:()]|[。！？；]")
_LIST_END = re.compile(r",?\s(?:and|or|und|oder|et|ou|y|o|e)\s|、")
_ITEM_BREAK = re.compile("[,、]")
_CLAUSE_WORDS = frozenset(
    "as because but if so than that then when where which while who whom whose with".split()
)
_CONDITION = re.compile(r"\b(?:if|when|whenever|because|unless|than)\s[^,;.:]*", re.IGNORECASE)


def missing_facts(line: str, evidence: Evidence, weights: WordWeights) -> list[str]:
    """Return the numbers, listed items and conditions of a line that a text lacks, as written."""
    found = [figure.written for figure in figures(line) if not evidence.has_figure(figure)]
    for sentence in _LINE_PART_BREAK.split(line):
        for item in listed_items(sentence):
            said = [word for word in content_words(item) if weights.weight(word)]
            if said and not any(map(evidence.has_word, said)):
                found.append(item)
        for condition in _CONDITION.findall(sentence):
            reading = read_clause(condition, evidence, weights, has_names=False)
            is_missing = reading.missing_share >= MAX_MISSING_SHARE
            if is_missing and len(reading.missing_words) >= MIN_MISSING_WORDS:
                found.append(condition.strip())
    return list(dict.fromkeys(found))


def listed_items(sentence: str) -> Iterator[str]:
    """Yield the items of an enumeration; of its first and last part only the word next to it.

    >>> list(listed_items("Tides depend on the moon, the sun and winds that blow for days."))
    ['moon', 'the sun', 'winds']
    """
    *_, end = [None, *_LIST_END.finditer(sentence)]
    if end is None:
        return
    parts = [part.split() for part in _ITEM_BREAK.split(sentence[: end.start()])]
    start = len(parts) - 1
    while start > 0 and 0 < len(parts[start]) <= MAX_LIST_ITEM_WORDS:
        start -= 1
    last = sentence[end.end() :].rstrip(".!?").split(",")[0].split()
    first, *others = parts[start:]
    if len(others) + 2 < MIN_LIST_ITEMS or not last:
        return
    # "Therefore, it rises and it falls" and "it, which rises and falls," are no lists.
    is_adverb = len(first) == 1 and len(others[0]) > 1
    if is_adverb or any(other[0].casefold() in _CLAUSE_WORDS for other in others):
        return
    for n, part in enumerate(parts[start:]):
        if part:
            yield " ".join(part if n or len(part) <= MAX_LIST_ITEM_WORDS else part[-1:])
    yield " ".join(last if len(last) <= MAX_LIST_ITEM_WORDS else last[:1])
