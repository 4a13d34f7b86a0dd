"""Tell whether a question wants yes or no, and which of its words ask for a number."""

from __future__ import annotations

from collections.abc import Sequence

from kg.question.query import Mention
from kg.text.language import language
from kg.text.normal_forms import words as words_of

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
    lang = language()
    verdict, interrogative = lang.verdict, lang.interrogative
    # "When", "where" and "how" may open a condition.
    conditions = interrogative.time | interrogative.place | interrogative.manner
    open_question_words = lang.interrogatives - conditions
    ending = clauses[-1]
    for tag in verdict.tags:
        if tuple(ending[-len(tag) :]) == tag and lang.interrogatives.isdisjoint(ending):
            return True
    for n, clause in enumerate(clauses):
        if clause[0] not in verdict.clause_openers or len(clause) < 3:
            continue
        if any(tuple(clause[: len(p)]) == p for p in verdict.polite_openings):
            continue
        rest = {word for later in clauses[n:] for word in later}
        return open_question_words.isdisjoint(rest) and not _is_choice(clause)
    return False


def _clauses(text: str) -> list[str]:
    for mark in _CLAUSE_MARKS:
        text = text.replace(f"{mark} ", "\n")
    return text.split("\n")


def _is_choice(clause: Sequence[str]) -> bool:
    """Return True for "is it X or Y"; "or not" and "or more" offer no choice."""
    lang = language()
    for n, word in enumerate(clause[:-1]):
        if word in lang.words.disjunctions and clause[n + 1] not in lang.verdict.no_choice:
            return True
    return False


def count_positions(words: Sequence[str]) -> set[int]:
    """Return the positions of the words that ask how many there are of something."""
    return {
        n
        for phrase in language().form.counting
        for start in range(len(words) - len(phrase) + 1)
        if tuple(words[start : start + len(phrase)]) == phrase
        for n in range(start, start + len(phrase))
    }
