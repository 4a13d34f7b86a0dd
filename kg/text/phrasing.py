"""Short English phrases: lists of items, quantities, durations, capitals."""

from __future__ import annotations

from collections.abc import Iterable


def join_list(items: Iterable[str], conjunction: str = "and") -> str:
    """Join items into a phrase with commas and a conjunction before the last one.

    >>> join_list(["a", "b", "c"]), join_list(["a", "b"], "or"), join_list([])
    ('a, b and c', 'a or b', '')
    """
    *head, tail = list(items) or [""]
    return f"{', '.join(head)} {conjunction} {tail}" if head else tail


def capitalise(text: str) -> str:
    """Return the text with a capital first letter and the rest unchanged.

    >>> capitalise("area under ROC")
    'Area under ROC'
    """
    return text[:1].upper() + text[1:]


def quantity(number: int, noun: str) -> str:
    """Return a number with its noun, which takes an s unless the number is 1.

    >>> quantity(1, "concept"), quantity(2, "concept")
    ('1 concept', '2 concepts')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def duration(minutes: int) -> str:
    """Return a number of minutes in hours and minutes.

    >>> duration(45), duration(60), duration(135)
    ('45 min', '1 h', '2 h 15 min')
    """
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} h"] * bool(hours) + [f"{rest} min"] * bool(rest or not hours)
    return " ".join(parts)
