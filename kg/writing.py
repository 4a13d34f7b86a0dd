"""Writing: a draft as TOML for people to edit, and what they edited kept when it is made anew."""

from __future__ import annotations

import hashlib
import json
import re
import tempfile
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

from kg.check import errors
from kg.draft import Draft, DraftConcept
from kg.errors import DataError, Finding, UsageError
from kg.load import ABOUT, VOCABULARY, read_draft
from kg.model import concept_id
from kg.relations import PLAIN, Kind, Relation, Vocabulary
from kg.text import normalise
from kg.textfile import read_text, replace_file

RECORD = ".kg-import.json"
"""What an import wrote, so that the next knows what a person has changed since."""

IN_A_FILE = 2_000
"""Concepts of a file."""

_TABLE = re.compile(r"^\[\[concept\]\]\s*$", re.MULTILINE)
_HEAD = "# Made by `kg import`. Edit it as you like: tables that you change are yours, and stay.\n"
_VERSION = 1


class Change(NamedTuple):
    """What became of a concept when a deck was imported again.

    `kind` is added, updated or removed, as the deck has it; kept, edited here; conflict, edited
    here while the deck says something new; deleted, here, and left out again.
    """

    kind: str
    name: str


@dataclass(slots=True)
class Plan:
    """The files to write, by name, and what changes by that."""

    files: dict[str, str] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)


def plan_files(draft: Draft, folder: Path, origin: str) -> Plan:
    """What to write into a folder for it to hold the draft and all that a person edited there.

    Tables that are as the last import wrote them are replaced; edited ones stay, letter for
    letter, and so do tables and files that people added. What they deleted is not written again.

    Args:
        draft: the graph as it was read now.
        folder: where it goes; need not be there yet.
        origin: the name of the file it was made of, for the record.

    Raises:
        DataError: what is there can't be read, or doesn't go together with the draft.
        UsageError: the folder holds a graph that no import wrote.
    """
    record = _read_record(folder)
    if record is None and folder.is_dir() and any(folder.glob("*.toml")):
        raise UsageError(
            f"{folder} holds a graph that no import wrote; give another folder with -o"
        )
    plan = Plan()
    old = _read_tables(folder, record)
    fresh: dict[str, DraftConcept] = {concept_id(c.name): c for c in draft.concepts}
    kept = _keep(old, fresh, record or {}, plan)
    fresh = _without_clashes(fresh, kept, plan)
    names: set[str] = {normalise(n) for c in fresh.values() for n in (c.name, *c.aliases)}
    names |= {normalise(name) for text in kept.values() for name in _names(text)}
    written: dict[str, str] = {key: table_of(concept, names) for key, concept in fresh.items()}
    recorded = {key: _digest(text) for key, text in written.items()}
    deleted = (record or {}).get("deleted", [])
    gone = sorted({*deleted, *(c.name for c in plan.changes if c.kind == "deleted")})
    base = {
        key: _digest(table_of(c, None))
        for key, c in ((concept_id(c.name), c) for c in draft.concepts)
    }
    _lay_out(plan, old, kept, written)
    plan.files[ABOUT] = _about(draft, folder, record)
    if VOCABULARY not in _user_files(folder, record):
        plan.files[VOCABULARY] = vocabulary_text(draft.vocabulary)
    plan.files[RECORD] = json.dumps(
        {
            "format": "kg-import", "version": _VERSION, "from": origin, "tables": recorded,
            "base": base, "deleted": gone, "about": _digest(plan.files[ABOUT]),
            "vocabulary": _digest(plan.files.get(VOCABULARY, "")),
        },
        indent=1,
    ) + "\n"  # fmt: skip
    _check(plan, folder, draft, is_edited=bool(kept) or VOCABULARY not in plan.files)
    return plan


def write_plan(plan: Plan, folder: Path) -> None:
    """Write the files of a plan, each aside and then renamed, the record last.

    Raises:
        OSError: a file can't be written; what was there is as it was.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".kg-") as aside:
        for name, text in plan.files.items():  # a full disk is met here, before anything changes
            Path(aside, name).write_text(text, encoding="utf-8", newline="\n")
        for name in plan.files:
            file = folder / name
            if file.is_symlink():
                replace_file(file, Path(aside, name).read_bytes())
            else:
                Path(aside, name).replace(file)
    for name in plan.gone:
        (folder / name).unlink(missing_ok=True)


def table_of(concept: DraftConcept, names: set[str] | None) -> str:
    """A concept as a TOML table. Edges to names that are not among those given are left out."""
    lines = ["[[concept]]", f"name = {_quoted(concept.name)}"]
    if concept.kind != PLAIN:
        lines.append(f"kind = {_quoted(concept.kind)}")
    if concept.aliases:
        lines.append(f"aliases = {_array(map(_quoted, concept.aliases))}")
    if concept.summary:
        lines.append(f"summary = {_quoted(concept.summary)}")
    if concept.source:
        lines.append(f"source = {_quoted(concept.source)}")
    edges: dict[str, list[str]] = {}
    for edge in concept.edges:
        if names is not None and normalise(edge.target) not in names:
            continue
        to = _quoted(edge.target)
        if edge.source and edge.source != concept.source:
            to = f"{{ to = {to}, source = {_quoted(edge.source)} }}"
        edges.setdefault(edge.relation, []).append(to)
    lines += [f"{_key(relation)} = {_array(targets)}" for relation, targets in edges.items()]
    return "\n".join(lines) + "\n"


def vocabulary_text(vocabulary: Vocabulary) -> str:
    """Kinds and relations as `relations.toml`, all of them, for who edits the graph to use."""
    lines = [
        "# The kinds and relations of this graph. `kg check` knows what each key may hold.",
        "",
    ]
    for kind in vocabulary.kinds.values():
        lines += _row(f"kind.{_key(kind.name)}", kind)
    for relation in vocabulary.relations.values():
        lines += _row(f"relation.{_key(relation.name)}", relation)
    return "\n".join(lines)


_KEYS = {
    "into": "in", "from_kinds": "from", "to_kinds": "to", "asks_a": "asks-a", "asks_b": "asks-b",
}  # fmt: skip


def _row(table: str, row: Kind | Relation) -> list[str]:
    lines = [f"[{table}]"]
    plain = Kind("", row.name) if isinstance(row, Kind) else Relation("", "", "", "", "")
    for key, value in asdict(row).items():
        if key == "name" or value == getattr(plain, key, None):
            continue
        text: str
        if isinstance(value, str):
            text = _quoted(value)
        elif isinstance(value, bool):
            text = str(value).lower()
        elif isinstance(value, frozenset | set | tuple | list):
            listed = sorted(value) if isinstance(value, frozenset) else value
            text = f"[{', '.join(map(_quoted, listed))}]"
        else:
            text = repr(value)
        lines.append(f"{_KEYS.get(key, key)} = {text}")
    return [*lines, ""]


def _quoted(text: str) -> str:
    """A TOML basic string: as in JSON, with the one control character that JSON lets pass."""
    clean = text.encode("utf-8", "replace").decode()
    return json.dumps(clean, ensure_ascii=False).replace("\x7f", "\\u007f")


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else _quoted(name)


def _array(items: Iterable[str]) -> str:
    listed = list(items)
    line = f"[{', '.join(listed)}]"
    return line if len(line) < 90 else "[\n" + "".join(f"    {item},\n" for item in listed) + "]"


def _digest(text: str) -> str:
    return hashlib.sha256(text.strip().encode()).hexdigest()[:16]


def _read_record(folder: Path) -> dict[str, Any] | None:
    file = folder / RECORD
    if not file.is_file():
        return None
    try:
        record = json.loads(read_text(file))
    except ValueError as error:
        message = "the record of the last import is damaged; delete it to import anew elsewhere"
        raise DataError([Finding(str(file), 1, "E509", message)]) from error
    if (
        not isinstance(record, dict)
        or record.get("format") != "kg-import"
        or record.get("version") != _VERSION
    ):
        message = "not the record of an import that this version wrote"
        raise DataError([Finding(str(file), 1, "E509", message)])
    return record


class _Old(NamedTuple):
    """The tables of a file as they stand: what is before the first, and each by its identifier."""

    head: str
    tables: dict[str, str]


def _read_tables(folder: Path, record: Mapping[str, Any] | None) -> dict[str, _Old]:
    found: dict[str, _Old] = {}
    if record is None:
        return found
    for file in sorted(folder.glob("*.toml")):
        if file.name in (ABOUT, VOCABULARY):
            continue
        text = read_text(file).replace("\r\n", "\n")
        starts = [match.start() for match in _TABLE.finditer(text)]
        ends = [*starts[1:], len(text)]
        tables: dict[str, str] = {}
        for start, end in zip(starts, ends, strict=True):
            names = _names(text[start:end])
            if not names:
                line = text.count("\n", 0, start) + 1
                message = "a table that is not valid TOML, or has no name; `kg check` tells more"
                raise DataError([Finding(str(file), line, "E102", message)])
            tables[concept_id(names[0])] = text[start:end].rstrip() + "\n"
        found[file.name] = _Old(text[: starts[0]] if starts else text, tables)
    return found


def _names(table: str) -> list[str]:
    """The name of a table and its aliases; none where it can't be read."""
    try:
        row = tomllib.loads(table)["concept"][0]
        name, aliases = row.get("name", ""), row.get("aliases", [])
    except (tomllib.TOMLDecodeError, KeyError, IndexError, AttributeError):
        return []
    if not isinstance(name, str) or not normalise(name):
        return []
    return [name, *(a for a in aliases if isinstance(a, str))]


def _keep(
    old: Mapping[str, _Old],
    fresh: dict[str, DraftConcept],
    record: Mapping[str, Any],
    plan: Plan,
) -> dict[str, str]:
    """The tables that are a person's, by identifier; of what the deck gives, those are taken out.

    `fresh` loses what is kept and what the person deleted.
    """
    written: Mapping[str, str] = record.get("tables", {})
    base: Mapping[str, str] = record.get("base", {})
    there = {key: text for file in old.values() for key, text in file.tables.items()}
    kept: dict[str, str] = {}
    for key, text in there.items():
        name = _names(text)[0]
        if key in written and _digest(text) == written[key]:
            if key not in fresh:
                plan.changes.append(Change("removed", name))
            continue
        kept[key] = text
        concept = fresh.pop(key, None)
        if key in base and (concept is None or _digest(table_of(concept, None)) != base[key]):
            plan.changes.append(Change("conflict", name))
        else:
            plan.changes.append(Change("kept", name))
    gone = {key for key in written if key not in there}
    gone |= {concept_id(name) for name in record.get("deleted", [])} - there.keys()
    for key in gone & fresh.keys():
        plan.changes.append(Change("deleted", fresh.pop(key).name))
    for key, concept in fresh.items():
        if key not in there:
            plan.changes.append(Change("added", concept.name))
        elif _digest(table_of(concept, None)) != base.get(key):
            plan.changes.append(Change("updated", concept.name))
    return kept


def _without_clashes(
    fresh: dict[str, DraftConcept], kept: Mapping[str, str], plan: Plan
) -> dict[str, DraftConcept]:
    """What the deck gives, without names and aliases that a person gave to a concept of theirs."""
    taken = {normalise(name) for text in kept.values() for name in _names(text)}
    if not taken:
        return fresh
    left: dict[str, DraftConcept] = {}
    for key, concept in fresh.items():
        if normalise(concept.name) in taken:
            plan.changes = [c for c in plan.changes if c != Change("added", concept.name)]
            continue
        aliases = tuple(a for a in concept.aliases if normalise(a) not in taken)
        left[key] = replace(concept, aliases=aliases)
    return left


def _lay_out(
    plan: Plan, old: Mapping[str, _Old], kept: Mapping[str, str], written: Mapping[str, str]
) -> None:
    """Put every table into the file where it was; new ones at the end."""
    left = dict(written)
    for name, file in old.items():
        parts = []
        for key in file.tables:
            if key in kept:
                parts.append(kept[key])
            elif key in left:
                parts.append(left.pop(key))
        head = f"{file.head.rstrip()}\n" if file.head.strip() else _HEAD
        if parts or head.strip() != _HEAD.strip():
            plan.files[name] = "\n".join([head, *parts])
        else:
            plan.gone.append(name)
    rest = list(left.values())
    n = 0
    while rest:
        n += 1
        name = "concepts.toml" if n == 1 and len(rest) <= IN_A_FILE else f"concepts-{n:02}.toml"
        room = IN_A_FILE - (len(old[name].tables) if name in old else 0)
        if room <= 0:
            continue
        if n == 1 and name not in plan.files and len(old) == 1:
            name = next(iter(old))
        head = plan.files.get(name, _HEAD)
        plan.files[name] = "\n".join([head, *rest[:room]])
        rest = rest[room:]


def _about(draft: Draft, folder: Path, record: Mapping[str, Any] | None) -> str:
    file = folder / ABOUT
    if record is not None and file.is_file():
        text = read_text(file)
        if _digest(text) != record.get("about"):
            return text  # a person's
    head = "# What this graph is; the title and description are yours to change.\n"
    return f"{head}title = {_quoted(draft.title)}\ndescription = {_quoted(draft.description)}\n"


def _user_files(folder: Path, record: Mapping[str, Any] | None) -> set[str]:
    """Which of the files beside the concepts a person has made or changed."""
    file = folder / VOCABULARY
    if record is None or not file.is_file():
        return set()
    return {VOCABULARY} if _digest(read_text(file)) != record.get("vocabulary") else set()


def _check(plan: Plan, folder: Path, draft: Draft, *, is_edited: bool) -> None:
    """See to it that what is to be written is a graph without faults."""
    if not is_edited:  # the files say what the draft says, which is sooner looked at
        faults = errors(draft)
        if faults:
            raise DataError(faults)
        return
    with tempfile.TemporaryDirectory(prefix="kg-") as trial:
        for name, text in plan.files.items():
            Path(trial, name).write_text(text, encoding="utf-8", newline="\n")
        if VOCABULARY not in plan.files:
            Path(trial, VOCABULARY).write_text(read_text(folder / VOCABULARY), encoding="utf-8")
        faults = errors(read_draft(Path(trial)))
    if faults:
        moved = [Finding(f.path.replace(trial, str(folder)), *f[1:]) for f in faults]
        raise DataError(moved)
