"""Graph folders: TOML files in, a Draft with every fault and place, then a Graph."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from kg.check import errors
from kg.draft import Draft, DraftConcept, DraftEdge, Place
from kg.errors import DataError, Finding, UsageError
from kg.model import Concept, Edge, Graph, concept_id
from kg.relations import FIELDS, PLAIN, Vocabulary, read_vocabulary
from kg.text import normalise

VOCABULARY = "relations.toml"
ABOUT = "graph.toml"

_ABOUT_KEYS = ("title", "description", "deck", "source")
_TABLE = re.compile(r"\s*\[\[\s*concept\s*\]\]")
_HEADER = re.compile(r"\s*\[(?!\[)\s*([^\]]+?)\s*\]")
_ERROR_LINE = re.compile(r"\(at line (\d+)")


def shipped_graph() -> Path:
    """The folder of the graph that comes with the program."""
    return Path(str(files("kg_graph"))) / "ml-solutions"


def graph_files(path: Path) -> list[Path]:
    """The files that make up a graph, the vocabulary first, the rest sorted by name.

    Args:
        path: a folder of TOML files, or one TOML file.

    Raises:
        UsageError: there is no such folder or file, or nothing in it to read.
    """
    if path.is_dir():
        tables = sorted(p for p in path.glob("*.toml") if p.name != VOCABULARY)
        folder = path
        if not tables:
            raise UsageError(f"{path}: no .toml file in this folder; a graph is a folder of them")
    elif path.exists():
        tables, folder = [path], path.parent
        if path.suffix != ".toml":
            raise UsageError(f"{path}: not a graph; give a folder of .toml files, or one such file")
    else:
        raise UsageError(f"{path}: no such graph folder")
    beside = [folder / VOCABULARY, folder.parent / VOCABULARY]
    shipped = shipped_graph().parent / VOCABULARY
    return [next((p for p in beside if p.is_file()), shipped), *tables]


def read_draft(path: Path) -> Draft:
    """Read a graph folder as it stands, collecting faults rather than raising them.

    Raises:
        UsageError: as `graph_files`.
    """
    vocabulary_file, *tables = graph_files(path)
    faults: list[Finding] = []
    vocabulary = _read_vocabulary(vocabulary_file, faults)
    about: dict[str, str] = {}
    concepts: list[DraftConcept] = []
    for file in tables:
        parsed = _parse(file, faults)
        if parsed is None:
            continue
        if file.name == ABOUT:
            about = _read_about(parsed, faults)
        else:
            concepts.extend(_read_concepts(parsed, faults))
    return Draft(
        vocabulary=vocabulary,
        concepts=tuple(concepts),
        faults=tuple(faults),
        title=about.get("title", "") or path.resolve().stem.replace("-", " ").replace("_", " "),
        description=about.get("description", ""),
        source=about.get("source", ""),
    )


def load_graph(path: Path) -> Graph:
    """Read a graph folder.

    Raises:
        DataError: with every fault that `kg check` calls an error.
        UsageError: as `graph_files`.
    """
    draft = read_draft(path)
    faults = errors(draft)
    if faults:
        raise DataError(faults)
    return _resolve(draft)


def _resolve(draft: Draft) -> Graph:
    """The graph that a faultless draft describes."""
    owner = {
        normalise(form): concept_id(c.name) for c in draft.concepts for form in (*c.aliases, c.name)
    }
    concepts = {
        concept_id(c.name): Concept(
            concept_id(c.name), c.name, c.kind, c.aliases, " ".join(c.summary.split()), c.source
        )
        for c in draft.concepts
    }
    edges = tuple(
        Edge(concept_id(c.name), e.relation, owner[normalise(e.target)], e.source)
        for c in draft.concepts
        for e in c.edges
    )
    return Graph(draft.vocabulary, concepts, edges, draft.title, draft.description)


@dataclass(frozen=True, slots=True)
class _File:
    """A parsed TOML file with its text lines, to find the place of what was parsed."""

    path: str
    lines: list[str]
    data: dict[str, Any]

    def place(self, line: int) -> Place:
        return Place(self.path, line)


def _parse(file: Path, faults: list[Finding]) -> _File | None:
    try:
        text = file.read_bytes().decode("utf-8")
        # Newlines as TOML counts them, so that its line numbers are ours.
        return _File(str(file), text.replace("\r\n", "\n").split("\n"), tomllib.loads(text))
    except UnicodeDecodeError as error:
        line = file.read_bytes()[: error.start].count(b"\n") + 1
        faults.append(Finding(str(file), line, "E101", "not UTF-8 text"))
    except tomllib.TOMLDecodeError as error:
        match = _ERROR_LINE.search(str(error))
        line = int(match[1]) if match else text.count("\n") + 1
        faults.append(Finding(str(file), line, "E102", f"not valid TOML: {error}"))
    except RecursionError:
        faults.append(Finding(str(file), 1, "E102", "not valid TOML: nested too deep"))
    except OSError as error:
        faults.append(Finding(str(file), 1, "E101", f"can't be read: {error.strerror or error}"))
    return None


@cache
def _shipped_vocabulary(file: Path) -> Vocabulary:
    return read_vocabulary(tomllib.loads(file.read_text(encoding="utf-8")))[0]


def _read_vocabulary(file: Path, faults: list[Finding]) -> Vocabulary:
    if file.parent == shipped_graph().parent:
        return _shipped_vocabulary(file)
    parsed = _parse(file, faults)
    if parsed is None:
        return Vocabulary()
    vocabulary, wrong = read_vocabulary(parsed.data)
    headers = {
        match[1].replace('"', "").replace("'", ""): n
        for n, line in enumerate(parsed.lines, 1)
        if (match := _HEADER.match(line))
    }
    for table, message in wrong:
        faults.append(Finding(parsed.path, headers.get(table, 1), "E112", f"{table}: {message}"))
    return vocabulary


def _read_about(file: _File, faults: list[Finding]) -> dict[str, str]:
    about: dict[str, str] = {}
    for key, value in file.data.items():
        place = file.place(_key_line(file.lines, key, 0, len(file.lines)))
        if key not in _ABOUT_KEYS:
            faults.append(Finding(*place, "E103", f"unknown key {key!r}; known: {', '.join(_ABOUT_KEYS)}"))
        elif not isinstance(value, str):
            faults.append(Finding(*place, "E103", f"{key} must be a string"))
        else:
            about[key] = value
    return about


def _read_concepts(file: _File, faults: list[Finding]) -> Iterator[DraftConcept]:
    for key in file.data:
        if key != "concept":
            line = _key_line(file.lines, key, 0, len(file.lines))
            message = f"unknown key {key!r}; this file holds [[concept]] tables"
            faults.append(Finding(file.path, line, "E103", message))
    tables = file.data.get("concept", [])
    if not isinstance(tables, list) or not all(isinstance(t, dict) for t in tables):
        faults.append(Finding(file.path, 1, "E103", "concepts are written as [[concept]] tables"))
        return
    starts = [n for n, line in _outside_strings(file.lines) if _TABLE.match(line)]
    if len(starts) != len(tables):  # an inline array of tables: the file is the best place
        starts = [0] * len(tables)
    for table, start, end in zip(tables, starts, [*starts[1:], len(file.lines)], strict=True):
        concept = _read_concept(file, table, start, max(end, start + 1), faults)
        if concept is not None:
            yield concept


def _read_concept(
    file: _File, table: Mapping[str, Any], start: int, end: int, faults: list[Finding]
) -> DraftConcept | None:
    def wrong(key: str, message: str) -> None:
        line = _key_line(file.lines, key, start, end)
        faults.append(Finding(file.path, line, "E103", message))

    texts = {"name": "", "kind": PLAIN, "summary": "", "source": ""}
    for key in texts:
        value = table.get(key, texts[key])
        if isinstance(value, str):
            texts[key] = value.strip()
        else:
            wrong(key, f"{key} must be a string")
    name = texts["name"]
    if not normalise(name):
        wrong("name", "a concept needs a name with a letter or digit in it")
        return None
    aliases = table.get("aliases", [])
    if not isinstance(aliases, list) or not all(isinstance(a, str) for a in aliases):
        wrong("aliases", f"the aliases of {name!r} must be a list of strings")
        aliases = []
    edges: list[DraftEdge] = []
    for key, value in table.items():
        if key in FIELDS:
            continue
        first = _key_line(file.lines, key, start, end)
        for target in value if isinstance(value, list) else [value]:
            row = {"to": target} if isinstance(target, str) else target
            if not isinstance(row, dict) or not _is_edge_row(row):
                message = f'{key} of {name!r} must list names, or {{ to = "name", source = "28-29" }}'
                wrong(key, message)
                continue
            line = _value_line(file.lines, row["to"], first, end)
            source = row.get("source", texts["source"])
            edges.append(DraftEdge(key, row["to"], source, file.place(line)))
    stripped = tuple(alias.strip() for alias in aliases)
    place = file.place(start + 1)
    return DraftConcept(
        name, texts["kind"], stripped, texts["summary"], texts["source"], tuple(edges), place
    )


def _is_edge_row(row: Mapping[str, Any]) -> bool:
    return "to" in row and row.keys() <= {"to", "source"} and all(isinstance(v, str) for v in row.values())


def _outside_strings(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Lines that do not begin inside a multi-line string, with their index from 0."""
    fence = ""
    for n, line in enumerate(lines):
        if not fence:
            yield n, line
        for mark in re.findall(r'"""|\'\'\'', line):
            fence = mark if not fence else "" if mark == fence else fence


def _key_line(lines: list[str], key: str, start: int, end: int) -> int:
    """The line, from 1, on which a key of the table at start:end is set; else its first."""
    pattern = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*[=.\]]|\s*\[+\s*{re.escape(key)}\b")
    return next((n + 1 for n in range(start, end) if pattern.match(lines[n])), start + 1)


def _value_line(lines: list[str], value: str, first: int, end: int) -> int:
    """The line, from 1, at or after line `first` that quotes the value; else `first`."""
    quoted = (f'"{value}"', f"'{value}'")
    return next((n + 1 for n in range(first - 1, end) if any(q in lines[n] for q in quoted)), first)
