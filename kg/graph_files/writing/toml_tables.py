"""Write concepts and vocabularies as TOML tables for people to edit."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence

from kg.model.attributes import Attributes
from kg.model.draft import DraftConcept, DraftEdge
from kg.model.vocabulary import PLAIN, Kind, Relation, Vocabulary
from kg.model.vocabulary_tables import KIND_KEYS, RELATION_KEYS
from kg.text.normal_forms import normalise


def table_of(concept: DraftConcept, names: set[str] | None) -> str:
    """Return a concept as a TOML table.

    Edges to names outside `names` are left out; None keeps all.
    """
    lines = ["[[concept]]", f"name = {quoted(concept.name)}"]
    if concept.kind != PLAIN:
        lines.append(f"kind = {quoted(concept.kind)}")
    if concept.aliases:
        lines.append(f"aliases = {_array(map(quoted, concept.aliases))}")
    if concept.hidden:
        lines.append(f"hidden = {_array(map(quoted, concept.hidden))}")
    for key, text in (
        ("summary", concept.summary),
        ("background", concept.background),
        ("source", concept.citation),
    ):
        if text:
            lines.append(f"{key} = {quoted(text)}")
    lines += _attribute_lines(concept.attributes)
    edges: dict[str, list[str]] = {}
    for edge in concept.edges:
        if edge.status == "derived":  # the program works these out
            continue
        if names is not None and normalise(edge.object) not in names:
            continue
        source = edge.citation if edge.citation != concept.citation else ""
        edges.setdefault(edge.relation, []).append(_edge_row(edge, source, names))
    lines += [f"{_key(relation)} = {_array(targets)}" for relation, targets in edges.items()]
    return "\n".join(lines) + "\n"


def _attribute_lines(attributes: Attributes) -> list[str]:
    """Return the lines of a table that state a concept's attributes."""
    lines = [f"better = {quoted(attributes.better)}"] if attributes.better else []
    rows = []
    for limit in attributes.limits:
        parts = [("of", limit.of), ("min", limit.min), ("max", limit.max), ("unit", limit.unit)]
        row = _inline([*parts, ("source", limit.citation)])
        if limit.of:
            rows.append(row)
        else:
            lines.append(f"range = {row}")
    return [*lines, f"limit = {_array(rows)}"] if rows else lines


def _edge_row(edge: DraftEdge, source: str, names: set[str] | None) -> str:
    """Return an edge as an item of its relation's list; `source` is empty where it is implied."""
    when = {
        "all-of": [n for n in edge.qualifiers.all_of if names is None or normalise(n) in names],
        "any-of": [n for n in edge.qualifiers.any_of if names is None or normalise(n) in names],
    }
    status = edge.status if edge.status == "background" else ""
    row = [
        ("source", source),
        ("status", status),
        ("strength", edge.qualifiers.strength),
        ("role", edge.qualifiers.role),
        ("when", when if any(when.values()) else ""),
    ]
    if not any(value for _, value in row):
        return quoted(edge.object)
    return _inline([("to", edge.object), *row])


_Inline = str | float | list[str] | dict[str, list[str]] | None


def _inline(pairs: Sequence[tuple[str, _Inline]]) -> str:
    """Return pairs as an inline table, without those that are empty."""

    def text_of(value: _Inline) -> str:
        if isinstance(value, dict):
            return _inline(list(value.items()))
        if isinstance(value, list):
            return f"[{', '.join(map(quoted, value))}]"
        return quoted(value) if isinstance(value, str) else f"{value:.15g}"

    kept = [(key, value) for key, value in pairs if value not in ("", None, [])]
    return f"{{ {', '.join(f'{key} = {text_of(value)}' for key, value in kept)} }}"


def vocabulary_text(vocabulary: Vocabulary) -> str:
    """Return all kinds and relations as the text of a `relations.toml`."""
    head = "# The kinds and relations of this graph. `kg check` knows what each key may hold.\n"
    return f"{head}\n{vocabulary_rows(vocabulary)}"


def vocabulary_rows(vocabulary: Vocabulary) -> str:
    """Return kinds and relations as TOML tables."""
    lines: list[str] = []
    for kind in vocabulary.kinds.values():
        lines += _row(f"kind.{_key(kind.name)}", kind)
    for relation in vocabulary.relations.values():
        lines += _row(f"relation.{_key(relation.name)}", relation)
    return "\n".join(lines)


_KEYS = {field: key for key, field in (KIND_KEYS | RELATION_KEYS).items()}


def _row(table: str, row: Kind | Relation) -> list[str]:
    lines = [f"[{table}]"]
    plain = Kind("", row.name) if isinstance(row, Kind) else Relation("", "", "", "", "")
    for key, value in row._asdict().items():
        if key == "name" or value == getattr(plain, key, None):
            continue
        text: str
        if isinstance(value, str):
            text = quoted(value)
        elif isinstance(value, bool):
            text = str(value).lower()
        elif isinstance(value, frozenset | set | tuple | list):
            listed = sorted(value) if isinstance(value, frozenset) else value
            text = f"[{', '.join(map(quoted, listed))}]"
        else:
            text = repr(value)
        lines.append(f"{_KEYS.get(key, key)} = {text}")
    return [*lines, ""]


def quoted(text: str) -> str:
    """Return a TOML basic string: a JSON string that also escapes U+007F."""
    clean = text.encode("utf-8", "replace").decode()
    return _as_json(clean).replace("\x7f", "\\u007f")


_as_json = json.JSONEncoder(ensure_ascii=False).encode  # json.dumps makes one for every text


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else quoted(name)


def _array(items: Iterable[str]) -> str:
    listed = list(items)
    line = f"[{', '.join(listed)}]"
    return line if len(line) < 90 else "[\n" + "".join(f"    {item},\n" for item in listed) + "]"
