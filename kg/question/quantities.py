"""Quantities: the numbers of a question with their units, so that they can be compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from kg._typing import NamedTuple
from kg.text.language import language

_PATTERN = r"\d[\d.,]*|[^\W\d_]+|%"


class Quantity(NamedTuple):
    """A number, with the dimension of its unit and its size in base units; "" if it has none."""

    number: float
    unit: str
    dimension: str
    size: float


def unit_of(word: str) -> tuple[str, float] | None:
    """Return the dimension of a unit and its size in base units; None if it is no unit.

    >>> unit_of("hours"), unit_of("apples")
    (('time', 3600.0), None)
    """
    lowered, units = word.lower(), _units()
    for ending in ("", *language().words.plural_endings):
        unit = units.get(lowered.removesuffix(ending))
        if unit:
            return unit
    return None


@cache
def _units() -> Mapping[str, tuple[str, float]]:
    """Return the dimension of each unit, and its size in the dimension's base unit."""
    words = language().quantity
    dimensions = {
        "time": words.time,
        "data": words.data,
        "length": words.length,
        "mass": words.mass,
        "share": words.share,
    }
    return {unit: (dim, size) for dim, units in dimensions.items() for unit, size in units.items()}


def may_have_quantities(text: str, parts: Sequence[str]) -> bool:
    """Return True if a text, of which `parts` are the words, has a digit or a unit."""
    return any(map(str.isdigit, text)) or any(len(part) > 1 and unit_of(part) for part in parts)


def find_quantities(text: str) -> list[Quantity]:
    """Return the numbers of a text, each with its unit if one follows.

    Words count as numbers only before a unit: "a third of an hour".

    >>> [(q.number, q.unit) for q in find_quantities("1,500 MB for half an hour, or 3 times")]
    [(1500.0, 'MB'), (0.5, 'hour'), (3.0, '')]
    """
    import re

    return list(_quantities(re.findall(_PATTERN, text)))


def _quantities(parts: list[str]) -> Iterator[Quantity]:
    quantity_words = language().quantity
    articles, fractions = quantity_words.unit_articles, quantity_words.fractions
    links = quantity_words.fraction_links
    spelt = {**dict.fromkeys(articles, 1.0), **quantity_words.numbers, **fractions}
    at = 0
    while at < len(parts):
        number = _number(parts[at])
        word = parts[at].lower()
        after = at + 1
        if number is None and word in spelt:
            if word in articles and parts[after : after + 1] and parts[after] in fractions:
                word, after = parts[after].lower(), after + 1
            while word in fractions and parts[after : after + 1] and parts[after] in links:
                after += 1
            if parts[after : after + 1] and unit_of(parts[after]) and len(parts[after]) > 1:
                number = spelt[word]
        if number is None:
            at += 1
            continue
        known = unit_of(parts[after]) if after < len(parts) else None
        if known is None:
            yield Quantity(number, "", "", number)
        else:
            yield Quantity(number, parts[after], known[0], number * known[1])
            after += 1
        at = after


def _number(text: str) -> float | None:
    """Return the number that a text writes; commas before three digits separate thousands."""
    digits = text.rstrip(".,")
    if not digits[:1].isdigit():
        return None
    whole, comma, rest = digits.rpartition(",")
    if comma and len(rest.partition(".")[0]) != 3:
        digits = f"{whole.replace(',', '')}.{rest}"  # a decimal comma
    try:
        return float(digits.replace(",", ""))
    except ValueError:
        return None
