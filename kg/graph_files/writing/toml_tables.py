"""Write concepts and vocabularies as TOML tables for people to edit."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from kg.model.draft import DraftConcept
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
    if concept.summary:
        lines.append(f"summary = {quoted(concept.summary)}")
    if concept.citation:
        lines.append(f"source = {quoted(concept.citation)}")
    edges: dict[str, list[str]] = {}
    for edge in concept.edges:
        if names is not None and normalise(edge.object) not in names:
            continue
        to = quoted(edge.object)
        if edge.citation and edge.citation != concept.citation:
            to = f"{{ to = {to}, source = {quoted(edge.citation)} }}"
        edges.setdefault(edge.relation, []).append(to)
    lines += [f"{_key(relation)} = {_array(targets)}" for relation, targets in edges.items()]
    return "\n".join(lines) + "\n"


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
