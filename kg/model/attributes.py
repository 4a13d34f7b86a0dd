"""Facts about a concept or an edge that are no text: limits, doubts, hedges and conditions."""

from __future__ import annotations

from kg._typing import Any, Literal, NamedTuple

Status = Literal["stated", "derived", "background"]
"""The ground of an edge: the cited lines state it, a rule derives it from other edges, or it is
true but not in the deck."""

STATUSES: tuple[Status, ...] = ("stated", "derived", "background")
"""Every status, in the order in which a store numbers them."""

STATUS_WORDS: dict[Status, str] = {
    "stated": "",
    "derived": "derived",
    "background": "beyond the deck",
}
"""The words that mark an edge by its ground; what the deck states has no mark."""

STRENGTHS = ("ideal", "often", "can", "less")
"""Hedges with which a deck may state an edge."""

ROLES = ("numerator", "denominator", "both")
"""The places of a quantity in the formula that an edge speaks of."""

BETTER = ("higher", "lower")
"""The ends of a scale that may be the better one."""


class Limit(NamedTuple):
    """A bound on a quantity, from `min` to `max`; None where a side is open.

    `of` names the quantity; it is empty for the range of the concept's own values.
    """

    of: str
    min: float | None
    max: float | None
    unit: str = ""
    citation: str = ""

    def text(self) -> str:
        """Return the limit in words.

        >>> Limit("payload size", None, 1, "GB").text(), Limit("", 0, 1).text()
        ('payload size up to 1 GB', 'from 0 to 1')
        """
        unit = f" {self.unit}" if self.unit else ""
        if self.min is None:
            bounds = f"up to {self.max:.15g}" if self.max is not None else "unlimited"
        elif self.max is None:
            bounds = f"from {self.min:.15g} on"
        else:
            bounds = f"from {self.min:.15g} to {self.max:.15g}"
        return f"{self.of} {bounds}{unit}".strip()


class Flag(NamedTuple):
    """A doubt about a card: it breaks off, or it can be read in two ways."""

    text: str
    citation: str


class Attributes(NamedTuple):
    """Facts of a concept that are numbers: its limits, and which end of its scale is better."""

    limits: tuple[Limit, ...] = ()
    better: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return the attributes as a JSON object, named as in a graph's files."""
        data: dict[str, Any] = {"better": self.better} if self.better else {}
        for limit in self.limits:
            parts = {"of": limit.of, "min": limit.min, "max": limit.max, "unit": limit.unit}
            row = {key: value for key, value in parts.items() if value not in ("", None)}
            if limit.citation:
                row["source"] = limit.citation
            if limit.of:
                data.setdefault("limit", []).append(row)
            else:
                data["range"] = row
        return data

    def texts(self) -> list[str]:
        """Return each attribute in words.

        >>> Attributes((Limit("", 0, 1),), "lower").texts()
        ['from 0 to 1', 'lower is better']
        """
        found = [limit.text() for limit in self.limits]
        return [*found, f"{self.better} is better"] if self.better else found


class Qualifiers(NamedTuple):
    """Bounds on what an edge says: its hedge, the role of its object, and the conditions.

    `all_of` and `any_of` are names of concepts: it holds where all of the first and, if there
    are any, one of the second are the case.
    """

    strength: str = ""
    role: str = ""
    all_of: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()

    @property
    def conditions(self) -> tuple[str, ...]:
        """The names of all conditions."""
        return (*self.all_of, *self.any_of)

    def to_json(self) -> dict[str, Any]:
        """Return the qualifiers as a JSON object, without those that are not given."""
        when = {"all-of": list(self.all_of), "any-of": list(self.any_of)}
        given = {key: names for key, names in when.items() if names}
        data = {"strength": self.strength, "role": self.role, "when": given}
        return {key: value for key, value in data.items() if value}

    def text(self) -> str:
        """Return the qualifiers in words; empty if there are none.

        >>> Qualifiers("ideal", all_of=("Idle periods", "Cold starts")).text()
        'ideal; when: Idle periods and Cold starts'
        """
        conditions = [" and ".join(self.all_of), " or ".join(self.any_of)]
        when = ", and ".join(part for part in conditions if part)
        role = "numerator and denominator" if self.role == "both" else self.role
        parts = [self.strength, role, f"when: {when}" if when else ""]
        return "; ".join(part for part in parts if part)


NO_ATTRIBUTES = Attributes()
"""The attributes of a concept that states none."""

UNQUALIFIED = Qualifiers()
"""The qualifiers of an edge that holds without more."""
