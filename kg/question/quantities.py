"""Quantities: the numbers of a question with their units, so that they can be compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg._typing import NamedTuple

# Each unit: the dimension that it measures and its size in the dimension's base unit. Prefixes of
# bytes are decimal, as a limit is written for people.
_SIZES = {
    "time": {
        "ms": 1e-3, "millisecond": 1e-3, "s": 1.0, "sec": 1.0, "second": 1.0, "min": 60.0,
        "minute": 60.0, "h": 3600.0, "hr": 3600.0, "hour": 3600.0, "day": 86_400.0,
        "week": 604_800.0,
    },
    "data": {
        "byte": 1.0, "kb": 1e3, "kilobyte": 1e3, "mb": 1e6, "megabyte": 1e6, "gb": 1e9,
        "gigabyte": 1e9, "gig": 1e9, "tb": 1e12, "terabyte": 1e12,
    },
    "length": {"mm": 1e-3, "cm": 1e-2, "m": 1.0, "km": 1e3},
    "mass": {"mg": 1e-6, "g": 1e-3, "kg": 1.0, "t": 1e3},
    "share": {"%": 0.01, "percent": 0.01},
}  # fmt: skip
_UNITS = {unit: (dim, size) for dim, units in _SIZES.items() for unit, size in units.items()}

_SPELT_NUMBERS = {
    "a": 1.0,
    "an": 1.0,
    "one": 1.0,
    "two": 2.0,
    "three": 3.0,
    "four": 4.0,
    "five": 5.0,
    "six": 6.0,
    "seven": 7.0,
    "eight": 8.0,
    "nine": 9.0,
    "ten": 10.0,
    "twelve": 12.0,
    "twenty": 20.0,
    "thirty": 30.0,
    "forty": 40.0,
    "fifty": 50.0,
    "sixty": 60.0,
    "ninety": 90.0,
    "hundred": 100.0,
    "half": 0.5,
    "third": 1 / 3,
    "quarter": 0.25,
}
_FRACTIONS = {"half", "third", "quarter"}

_PATTERN = r"\d[\d.,]*|[^\W\d_]+|%"
_CONNECTORS = ("of", "a", "an")


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
    lowered = word.lower()
    return _UNITS.get(lowered) or _UNITS.get(lowered.removesuffix("s"))


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
    at = 0
    while at < len(parts):
        number = _number(parts[at])
        word = parts[at].lower()
        after = at + 1
        if number is None and word in _SPELT_NUMBERS:
            if word in ("a", "an") and parts[after : after + 1] and parts[after] in _FRACTIONS:
                word, after = parts[after].lower(), after + 1
            while word in _FRACTIONS and parts[after : after + 1] and parts[after] in _CONNECTORS:
                after += 1
            if parts[after : after + 1] and unit_of(parts[after]) and len(parts[after]) > 1:
                number = _SPELT_NUMBERS[word]
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
