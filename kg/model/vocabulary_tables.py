"""Read a vocabulary from the parsed tables of a `relations.toml`, and list every fault in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kg._typing import Any
from kg.model.parsed_values import is_list_of_texts
from kg.model.vocabulary import (
    FIELDS,
    PLAIN,
    PLAIN_KIND,
    Kind,
    Relation,
    Vocabulary,
    derive_relation,
)
from kg.text.separated import SEPARATORS

KIND_KEYS = {"default-relations": "default_relations", "same-as": "same_as"}
"""Keys of a [kind.NAME] table that differ from the field of `Kind` they fill."""

RELATION_KEYS = {
    "in": "into",
    "from": "from_kinds",
    "to": "to_kinds",
    "asks-subject": "asks_subject",
    "asks-object": "asks_object",
    "same-as": "same_as",
}
"""Keys of a [relation.NAME] table that differ from the field of `Relation` they fill."""

_LISTS = frozenset(
    {
        "words",
        "default_relations",
        "asks_subject",
        "asks_object",
        "from_kinds",
        "to_kinds",
        "through",
    }
)
_NUMBERS = frozenset({"prior", "weight"})
_FLAGS = frozenset(
    {"symmetric", "transitive", "ordering", "negative", "sequence", "exclusive", "harm"}
)


def read_vocabulary(data: Mapping[str, Any]) -> tuple[Vocabulary, list[tuple[str, str]]]:
    """Read a vocabulary from a parsed `relations.toml`.

    Returns:
        The vocabulary, and every fault as (table, message). Of a table with a fault only the
        name is used, so that one fault is reported once.
    """
    faults = [
        (key, f"unknown table {key!r}; a vocabulary has [kind.…] and [relation.…]")
        for key in data
        if key not in ("kind", "relation")
    ]
    kinds: dict[str, Kind] = {}
    for name, row in _rows(data, "kind", faults):
        values = _values(Kind, f"kind.{name}", row, faults)
        kinds[name] = Kind(name=name, **({"plural": name} | (values or {})))
    kinds.setdefault(PLAIN, PLAIN_KIND)
    relations: dict[str, Relation] = {}
    for name, row in _rows(data, "relation", faults):
        where = f"relation.{name}"
        if name in FIELDS:
            faults.append((where, f"{name!r} is a field of every concept and names no relation"))
            continue
        values = _values(Relation, where, row, faults) or {}
        for key in ("from_kinds", "to_kinds"):
            faults.extend(
                (where, f"names the kind {kind!r}, which has no [kind.{kind}] table")
                for kind in sorted(values.get(key, frozenset()) - kinds.keys())
            )
        relations[name] = _worded(name, values)
    for relation in relations.values():
        if relation.opposite and relation.opposite not in relations:
            message = f"is the opposite of {relation.opposite!r}, which has no table"
            faults.append((f"relation.{relation.name}", message))
    for relation in relations.values():
        for inherited in relation.through:
            if inherited not in relations:
                message = f"is inherited through {inherited!r}, which has no table"
                faults.append((f"relation.{relation.name}", message))
    for kind in kinds.values():
        for implied in kind.default_relations:
            if implied not in relations:
                message = (
                    f"has the default relation {implied!r}, which has no [relation.{implied}] table"
                )
                faults.append((f"kind.{kind.name}", message))
    return Vocabulary(kinds, relations), faults


def _worded(name: str, values: Mapping[str, Any]) -> Relation:
    """Return the relation with these values; missing wording is derived from the name."""
    derived = derive_relation(name)
    wording = {"out": derived.out, "says": derived.says}
    if values.get("symmetric"):
        out, says = values.get("out", derived.out), values.get("says", derived.says)
        wording |= {"into": out, "back": says}
    else:
        wording |= {"into": derived.into, "back": derived.back}
    return Relation(name=name, **(wording | dict(values)))


def _rows(
    data: Mapping[str, Any], table: str, faults: list[tuple[str, str]]
) -> Iterator[tuple[str, dict[str, Any]]]:
    rows = data.get(table, {})
    if not isinstance(rows, dict):
        faults.append((table, f"{table} must hold tables, [{table}.NAME]"))
        return
    for name, row in rows.items():
        if _holds_mark(name):
            faults.append((table, f"the name {name!r} holds a control character"))
        elif isinstance(row, dict):
            yield name, row
        else:
            faults.append((f"{table}.{name}", f"{table}.{name} must be a table"))


def _holds_mark(text: str) -> bool:
    """True if a text holds a character that `kg.text.separated` puts between texts."""
    return not set(SEPARATORS).isdisjoint(text)


def _values(
    cls: type[Kind] | type[Relation],
    where: str,
    row: Mapping[str, Any],
    faults: list[tuple[str, str]],
) -> dict[str, Any] | None:
    """Return the checked values of a table by field name, or None if one is faulty."""
    renamed = KIND_KEYS if cls is Kind else RELATION_KEYS
    known = set(cls._fields) - {"name", *renamed.values()} | renamed.keys()
    values: dict[str, Any] = {}
    before = len(faults)
    for key, value in row.items():
        name = renamed.get(key, key)
        if key not in known:
            faults.append((where, f"unknown key {key!r}"))
        elif name in _LISTS:
            if not is_list_of_texts(value):
                faults.append((where, f"{key} must be a list of strings"))
            elif any(_holds_mark(text) for text in value):
                faults.append((where, f"{key} holds a control character"))
            else:
                values[name] = frozenset(value) if name.endswith("kinds") else tuple(value)
        elif name in _NUMBERS:
            if isinstance(value, bool) or not isinstance(value, int | float):
                faults.append((where, f"{key} must be a number"))
            elif not 0 <= value <= 1:
                faults.append((where, f"{key} must lie between 0 and 1"))
            else:
                values[name] = float(value)
        elif name in _FLAGS:
            if not isinstance(value, bool):
                faults.append((where, f"{key} must be true or false"))
            else:
                values[name] = value
        elif not isinstance(value, str):
            faults.append((where, f"{key} must be a string"))
        elif _holds_mark(value):
            faults.append((where, f"{key} holds a control character"))
        elif name == "same_as" and not re.fullmatch(r"(skos|mls|schema):\w+", value):
            faults.append((where, 'same-as must be a term of skos, mls or schema: "skos:broader"'))
        elif name == "learn" and value not in ("subject", "object", "neither"):
            faults.append((where, 'learn must be "subject", "object" or "neither"'))
        else:
            values[name] = value
    if values.get("symmetric") and values.get("ordering"):
        faults.append((where, "can't be both symmetric and ordering"))
    return values if len(faults) == before else None
