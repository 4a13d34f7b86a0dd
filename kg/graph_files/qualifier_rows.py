"""Read what a concept's table says beside texts: its attributes, and its edges' rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.model.attributes import (
    BETTER,
    ROLES,
    STRENGTHS,
    Attributes,
    Limit,
    Qualifiers,
    Status,
)
from kg.model.draft import DraftEdge
from kg.model.parsed_values import is_list_of_texts

EDGE_FORM = (
    '{ to = "name", source = "28-29" }, perhaps with status = "background", '
    f"strength ({', '.join(STRENGTHS)}), role ({', '.join(ROLES)}) "
    'or when = { all-of = ["name"], any-of = ["name"] }'
)
"""The forms of an edge's row, for messages."""

_BOUNDS = ("min", "max")
_RANGE_FORM = 'range must be a table such as { min = 0, max = 1, source = "69" }'
_LIMIT_FORM = 'limit must list tables such as { of = "payload size", max = 1, unit = "GB" }'


def read_edge_row(row: object) -> DraftEdge | None:
    """Read an edge's row; None if it is not of the form `EDGE_FORM`.

    Subject and relation of the result are empty: the row's place says them.
    """
    if not isinstance(row, dict) or not isinstance(row.get("to"), str):
        return None
    if not row.keys() <= {"to", "source", "status", "strength", "role", "when"}:
        return None
    texts = {key: row.get(key, "") for key in ("to", "source", "status", "strength", "role")}
    if not all(isinstance(text, str) for text in texts.values()):
        return None
    is_background = texts["status"] == "background"
    if (
        texts["status"] not in ("", "stated", "background")
        or texts["strength"] not in ("", *STRENGTHS)
        or texts["role"] not in ("", *ROLES)
        or (is_background and texts["source"])
    ):
        return None
    when = row.get("when", {})
    if not isinstance(when, dict) or not when.keys() <= {"all-of", "any-of"}:
        return None
    if not all(is_list_of_texts(names) for names in when.values()):
        return None
    status: Status = "background" if is_background else "stated"
    qualifiers = Qualifiers(
        texts["strength"],
        texts["role"],
        tuple(when.get("all-of", ())),
        tuple(when.get("any-of", ())),
    )
    to, source = (" ".join(texts[key].split()) for key in ("to", "source"))
    return DraftEdge("", "", to, source, status=status, qualifiers=qualifiers)


def read_attributes(table: Mapping[str, Any]) -> tuple[Attributes, list[tuple[str, str]]]:
    """Read the attributes in a concept's table.

    Returns:
        The attributes, and every fault as (key, message).
    """
    faults: list[tuple[str, str]] = []
    better = table.get("better", "")
    if better not in ("", *BETTER):
        faults.append(("better", 'better must be "higher" or "lower"'))
        better = ""
    limits: list[Limit] = []
    if "range" in table:
        own = _limit(table["range"], {"source", "unit"})
        if own is None:
            faults.append(("range", _RANGE_FORM))
        else:
            limits.append(own)
    rows = table.get("limit", [])
    for row in rows if isinstance(rows, list) else [rows]:
        limit = _limit(row, {"source", "unit", "of"})
        if limit is None or not limit.of:
            faults.append(("limit", _LIMIT_FORM))
        else:
            limits.append(limit)
    return Attributes(tuple(limits), better), faults


def _limit(row: object, texts: set[str]) -> Limit | None:
    """Return the limit of a table with these texts, or None if it is of another form."""
    if not isinstance(row, dict) or not row.keys() <= {*texts, *_BOUNDS}:
        return None
    bounds = [row.get(key) for key in _BOUNDS]
    if bounds == [None, None] or not all(b is None or _is_number(b) for b in bounds):
        return None
    if not all(isinstance(row.get(key, ""), str) for key in texts):
        return None
    least, most = (None if b is None else float(b) for b in bounds)
    if least is not None and most is not None and least > most:
        return None
    of, unit, source = (" ".join(row.get(key, "").split()) for key in ("of", "unit", "source"))
    return Limit(of, least, most, unit, source)


def _is_number(value: object) -> bool:
    return (
        isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e15
    )  # NaN is not below it
