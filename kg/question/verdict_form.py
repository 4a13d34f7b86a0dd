"""Tell whether a question wants yes or no, and which of its words ask for a number."""

from __future__ import annotations

from collections.abc import Sequence

from kg.question.function_words import INTERROGATIVES
from kg.question.query import Mention
from kg.question.special_words import CLAUSE_OPENERS, COUNT_PHRASES, POLITE_OPENINGS, VERDICT_TAGS
from kg.text.normal_forms import words as words_of

_OPEN_QUESTION_WORDS = INTERROGATIVES - {"when", "where", "how"}  # those may open a condition
_CLAUSE_MARKS = ".,;:!?"


def wants_verdict(text: str, mentions: Sequence[Mention]) -> bool:
    """Return True if a question is to be answered with yes or no.

    A clause of it begins with an auxiliary, or it ends with a tag such as "correct?". A polite
    request ("can you name ...") wants no verdict, nor does a choice between two named things.
    """
    if not mentions:
        return False
    clauses = [clause for clause in map(words_of, _clauses(text)) if clause]
    if not clauses:
        return False
    ending = clauses[-1]
    for tag in VERDICT_TAGS:
        if tuple(ending[-len(tag) :]) == tag and INTERROGATIVES.isdisjoint(ending):
            return True
    for n, clause in enumerate(clauses):
        if clause[0] not in CLAUSE_OPENERS or len(clause) < 3:
            continue
        if any(tuple(clause[: len(p)]) == p for p in POLITE_OPENINGS):
            continue
        rest = {word for later in clauses[n:] for word in later}
        return _OPEN_QUESTION_WORDS.isdisjoint(rest) and not _is_choice(clause)
    return False


def _clauses(text: str) -> list[str]:
    for mark in _CLAUSE_MARKS:
        text = text.replace(f"{mark} ", "\n")
    return text.split("\n")


def _is_choice(clause: Sequence[str]) -> bool:
    """Return True for "is it X or Y"; "or not" and "or more" offer no choice."""
    for n, word in enumerate(clause[:-1]):
        if word == "or" and clause[n + 1] not in ("not", "no", "more", "less"):
            return True
    return False


def count_positions(words: Sequence[str]) -> set[int]:
    """Return the positions of the words that ask how many there are of something."""
    return {
        n
        for phrase in COUNT_PHRASES
        for start in range(len(words) - len(phrase) + 1)
        if tuple(words[start : start + len(phrase)]) == phrase
        for n in range(start, start + len(phrase))
    }
