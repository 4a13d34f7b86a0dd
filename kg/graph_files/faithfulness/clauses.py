"""Judge each clause of a summary: does a text support its words, its numbers and its names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kg.graph_files.faithfulness.evidence import Evidence, figures
from kg.graph_files.faithfulness.word_weights import WordWeights, content_words
from kg.text.language import sentence_end
from kg.text.normal_forms import normalise, squash

MAX_MISSING_SHARE = 0.65
"""Share of a clause's weight, from 0 to 1, that its text may lack; with more it goes beyond."""

MIN_MISSING_WORDS = 2
"""Minimum number of missing words of a clause that goes beyond its text."""

MAX_CAPITAL_SHARE = 0.25
"""Share of capitalised words within sentences, from 0 to 1, from which on they are no names.

German writes every noun with a capital; decks of headings may do so as well.
"""

_CLAUSE_SPLIT = re.compile(rf"{sentence_end()}\s+|(?<=[\d)%\]\"”][.!?])\s+(?![a-z])|;\s|[。！？；]")
_PART_END = frozenset(".!?:;(\"“'‘")
_POSSESSIVE = re.compile("['’]s$")
_TOKEN = re.compile(r"[^\s,;:!?()\[\]\"“”]+")


class ClauseReading(NamedTuple):
    """One clause, and what of it a text lacks, each in the order of the clause.

    `missing_share` is the weight of the missing words, from 0 to 1.
    """

    clause: str
    missing_figures: tuple[str, ...]
    missing_names: tuple[str, ...]
    missing_words: tuple[str, ...]
    missing_share: float

    @property
    def is_beyond(self) -> bool:
        """Return True if the text lacks most of the clause."""
        return (
            self.missing_share >= MAX_MISSING_SHARE and len(self.missing_words) >= MIN_MISSING_WORDS
        )


def split_clauses(text: str) -> list[str]:
    """Split a text at the ends of sentences and at semicolons.

    >>> split_clauses("Cold water sinks; warm water rises. Both move by 3%. All flows.")
    ['Cold water sinks', 'warm water rises.', 'Both move by 3%.', 'All flows.']
    """
    return [part.strip() for part in _CLAUSE_SPLIT.split(text) if part.strip()]


def read_clause(
    clause: str, evidence: Evidence, weights: WordWeights, *, has_names: bool = True
) -> ClauseReading:
    """Judge a clause.

    Args:
        clause: a sentence or a part of one.
        evidence: all that may support it.
        weights: of its words.
        has_names: False where capitals do not mark names.
    """
    missing: dict[str, float] = {}
    total = 0.0
    for word in content_words(clause):
        weight = weights.weight(word)
        total += weight
        if weight and not evidence.has_word(word):
            missing[word] = missing.get(word, 0.0) + weight
    lacked = [figure for figure in figures(clause) if not evidence.has_figure(figure)]
    units = {figure.unit for figure in figures(clause)}
    names = [
        name
        for name in (proper_names(clause) if has_names else ())
        if normalise(name) not in units and _lacks_name(evidence, weights, name)
    ]
    return ClauseReading(
        clause,
        tuple(dict.fromkeys(figure.written for figure in lacked)),
        tuple(dict.fromkeys(names)),
        tuple(missing),
        sum(missing.values()) / total if total else 0.0,
    )


def proper_names(text: str) -> Iterator[str]:
    """Yield the names of a text: words with a capital within a sentence, with capitals or digits.

    Names next to each other are one.

    >>> list(proper_names("Rivers of Chile and NASA's S3 map: Andes, 30 peaks, Torres Paine."))
    ['Chile', 'NASA S3', 'Torres Paine']
    """
    name: list[str] = []
    is_start = True
    end = 0
    for match in _TOKEN.finditer(text):
        between = text[end : match.start()]
        is_start = is_start or not _PART_END.isdisjoint(between)
        token = _POSSESSIVE.sub("", match[0].rstrip(".'’")).strip("-–—/")
        is_name = _is_name(token, is_start=is_start)
        if name and (not is_name or between.strip()):
            yield " ".join(name)
            name = []
        if is_name:
            name.append(token)
        is_start = match[0][-1:] in _PART_END
        end = match.end()
    if name:
        yield " ".join(name)


def _is_name(token: str, *, is_start: bool) -> bool:
    capitals = sum(c.isupper() for c in token)
    has_digit = any(c.isdigit() for c in token) and any(c.isalpha() for c in token)
    if capitals > 1 or (has_digit and not token[0].isdigit()):
        return True
    return token[:1].isupper() and not is_start and len(token) > 1


def capitals_mark_names(texts: Iterable[str]) -> bool:
    """Return True if few enough words within sentences have a capital."""
    plain = capital = 0
    for text in texts:
        for clause in split_clauses(text):
            for word in clause.split()[1:]:
                if word[0].isupper():
                    capital += 1
                elif word[0].islower():
                    plain += 1
    return capital <= MAX_CAPITAL_SHARE * (plain + capital)


def _lacks_name(evidence: Evidence, weights: WordWeights, name: str) -> bool:
    """Return True if a text lacks a word of a name that is not common."""
    if evidence.has_word(squash(name)):
        return False
    parts = [word for word in content_words(name) if len(word) == 2 or weights.weight(word)]
    return not all(map(evidence.has_word, parts))
