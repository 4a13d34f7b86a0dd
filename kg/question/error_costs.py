"""Error costs: which kind of error of a detector a text speaks of, and whether it does harm.

A detector errs in two ways: it misses a case, or it raises a false alarm. People seldom use these
names: they say that a weapon "isn't found", that an innocent customer "gets blocked", that one of
it "would be a disaster" and the other one "doesn't matter".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg._typing import Literal, NamedTuple
from kg.text.language import language, pattern
from kg.text.normal_forms import words
from kg.text.word_table import Patterns, Phrases

ErrorKind = Literal["miss", "false alarm"]

_CLAUSE_MARK = r"[,;:.!?()\n]+|\s[-–—]+\s"
_SENTENCE_STOP = re.compile(r"(?<=[.!?])\s+|\n+")


class ErrorCost(NamedTuple):
    """The judgement of a text on one kind of error: it does harm, or it does not matter."""

    error: ErrorKind
    is_harmful: bool


def find_error_costs(text: str) -> list[ErrorCost]:
    """Return what each clause of a text says of an error that it speaks of, in order.

    A judgement may stand in the clause after the error, or before it: "if it says no, he's dead".

    >>> find_error_costs("False alarms are fine, but a missed fire kills")
    [ErrorCost(error='false alarm', is_harmful=False), ErrorCost(error='miss', is_harmful=True)]
    >>> find_error_costs("better ten false alarms than one weapon not found")
    [ErrorCost(error='false alarm', is_harmful=False), ErrorCost(error='miss', is_harmful=True)]
    """
    costs: list[ErrorCost] = []
    for sentence in _SENTENCE_STOP.split(text):
        costs += _compared(sentence) or _judged(_clauses(sentence))
    return costs


def feared_error(text: str) -> ErrorKind | None:
    """Return the one kind of error that a text fears: the harmful one, or not the harmless one.

    None if the text speaks of no error, judges none, or fears both.
    """
    costs = find_error_costs(text)
    harmful = {cost.error for cost in costs if cost.is_harmful}
    harmless = {cost.error for cost in costs if not cost.is_harmful}
    feared = harmful - harmless or harmful
    if not feared and len(harmless) == 1:
        feared = {_other(error) for error in harmless}
    return feared.pop() if len(feared) == 1 else None


def _other(error: ErrorKind) -> ErrorKind:
    return "miss" if error == "false alarm" else "false alarm"


def _clauses(sentence: str) -> list[str]:
    error = language().error
    conceding = f", {min(error.conceding)}"
    marked = _any_phrase(error.concessions).sub(conceding, sentence)
    breaks = tuple((word,) for word in error.clause_breaks)
    clauses = (" ".join(words(part)) for part in _any_phrase(breaks, _CLAUSE_MARK).split(marked))
    return [clause for clause in clauses if clause]


@cache
def _any_phrase(phrases: Phrases, *marks: str) -> re.Pattern[str]:
    """Return an expression that finds one of some phrases, or marks, in a text as it is written."""
    parts = "|".join(sorted(" ".join(map(re.escape, phrase)) for phrase in phrases))
    return re.compile("|".join([*marks, rf"\b(?:{parts})\b"]), re.IGNORECASE)


def error_kinds(clause: str) -> list[ErrorKind]:
    """Return the kinds of error that a clause speaks of; its words are in lower case."""
    error = language().error
    kinds: dict[ErrorKind, Patterns] = {"false alarm": error.false_alarm, "miss": error.miss}
    return [kind for kind, patterns in kinds.items() if pattern(patterns).search(clause)]


def _judgement(clause: str) -> bool | None:
    """Return True if a clause speaks of harm, False if it says that something does not matter."""
    error = language().error
    if pattern(error.harmless).search(clause):
        return False
    return True if pattern(error.harm).search(clause) else None


def _judged(clauses: Sequence[str]) -> Iterator[ErrorCost]:
    """Yield the judgement on the error of each clause that speaks of just one."""
    error = language().error
    errors = [error_kinds(clause) for clause in clauses]
    judgements = [_judgement(clause) for clause in clauses]
    for n, found in enumerate(errors):
        if not found and pattern(error.every).search(clauses[n]):
            yield ErrorCost("miss", True)  # all are to be found
        if not found and pattern(error.certain).search(clauses[n]):
            yield ErrorCost("false alarm", True)
        if len(found) != 1:
            continue
        judged = judgements[n]
        for near in (n + 1, n - 1):
            if judged is None and 0 <= near < len(clauses) and not errors[near]:
                judged = judgements[near]
        if judged is not None:
            yield ErrorCost(found[0], judged)


def _compared(sentence: str) -> list[ErrorCost]:
    """Return the judgements of a comparison of two errors: "better A than B", "A is worse than B".

    Empty if the sentence is none.
    """
    error = language().error
    likenesses = _any_phrase(error.likenesses)
    comparisons = tuple((word,) for word in error.comparisons)
    parts = _any_phrase((*comparisons, *error.likenesses)).split(sentence)
    if len(parts) != 2:
        return []
    first, second = (" ".join(words(part)) for part in parts)
    errors = error_kinds(first), error_kinds(second)
    if len(errors[0]) != 1 or len(errors[1]) != 1 or errors[0] == errors[1]:
        return []
    is_milder_first = bool(pattern(error.milder_first).search(first))
    is_milder_first |= bool(likenesses.search(sentence))
    if not is_milder_first and not pattern(error.worse_first).search(first):
        return []
    return [
        ErrorCost(errors[0][0], not is_milder_first),
        ErrorCost(errors[1][0], is_milder_first),
    ]
