"""Graphs on disk: TOML files in, a Draft with every fault and place, then a Graph."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from kg.check import errors
from kg.draft import Draft, DraftConcept, DraftEdge, Place
from kg.errors import DataError, Finding, UsageError
from kg.model import Concept, Edge, Graph, cited_lines, concept_id
from kg.relations import FIELDS, PLAIN, Vocabulary, read_vocabulary
from kg.text import normalise
from kg.tomlfile import TomlFile, parse_toml
from kg.formats.triples import graph_of, has_triples, read_triples

VOCABULARY = "relations.toml"
ABOUT = "graph.toml"

_ABOUT_KEYS = ("title", "description", "deck", "source")


def shipped_graph() -> Path:
    """The folder of the graph that comes with the program."""
    return Path(str(files("kg_graph"))) / "ml-solutions"


def graph_files(path: Path) -> list[Path]:
    """The files that make up a graph, the vocabulary first, the rest sorted by name.

    Args:
        path: a folder of TOML files, one TOML file, or a file of triples, which needs no
            vocabulary.

    Raises:
        UsageError: there is no such folder or file, or nothing in it to read.
    """
    try:
        is_folder, is_there = path.is_dir(), path.exists()
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror or error}") from error
    if is_folder:
        tables = sorted(p for p in path.glob("*.toml") if p.name != VOCABULARY)
        folder = path
        if not tables:
            raise UsageError(f"{path}: no .toml file in this folder; a graph is a folder of them")
    elif is_there:
        tables, folder = [path], path.parent
        if is_triples(path):
            return [p for p in (folder / VOCABULARY, path) if p.is_file() or p == path]
        if path.suffix != ".toml":
            raise UsageError(
                f"{path}: not a graph; give a folder of .toml files, one such file, or a file of "
                "subject|relation|object lines"
            )
    else:
        raise UsageError(f"{path}: no such graph folder")
    beside = [folder / VOCABULARY, folder.resolve().parent / VOCABULARY]
    shipped = shipped_graph().parent / VOCABULARY
    return [next((p for p in beside if p.is_file()), shipped), *tables]


def is_triples(path: Path) -> bool:
    """Whether there is a file of triples at `path`."""
    try:
        return path.suffix != ".toml" and path.is_file() and has_triples(path)
    except OSError:
        return False


def read_draft(path: Path) -> Draft:
    """Read a graph folder as it stands, collecting faults rather than raising them.

    Raises:
        UsageError: as `graph_files`.
    """
    vocabulary_file, *tables = graph_files(path)
    faults: list[Finding] = []
    vocabulary = _read_vocabulary(vocabulary_file, faults)
    about: dict[str, str] = {}
    about_place = Place(str(path), 1)
    concepts: list[DraftConcept] = []
    for file in tables:
        parsed = parse_toml(file, faults)
        if parsed is None:
            continue
        if file.name == ABOUT:
            about = _read_about(parsed, faults)
            about_place = parsed.place(parsed.key("source"))
        else:
            concepts.extend(_read_concepts(parsed, faults))
    return Draft(
        vocabulary=vocabulary,
        concepts=tuple(concepts),
        faults=tuple(faults),
        title=about.get("title", "") or _title(path.resolve()),
        description=about.get("description", ""),
        source=about.get("source", ""),
        place=about_place,
    )


def _title(path: Path) -> str:
    # A file name may hold bytes that are no text.
    name = path.name.removesuffix(".toml").removesuffix(".txt").encode("utf-8", "replace").decode()
    return name.replace("-", " ").replace("_", " ")


def load_graph(path: Path) -> Graph:
    """Read a graph folder, or a file of triples.

    Raises:
        DataError: with every fault that `kg check` calls an error.
        UsageError: as `graph_files`.
    """
    if is_triples(path):
        return _load_triples(path)
    draft = read_draft(path)
    faults = errors(draft)
    if faults:
        raise DataError(faults)
    return _resolve(draft)


def _load_triples(path: Path) -> Graph:
    faults: list[Finding] = []
    *beside, file = graph_files(path)
    vocabulary = _read_vocabulary(beside[0], faults) if beside else Vocabulary()
    triples = read_triples(file, faults)
    if faults:
        raise DataError(faults)
    return graph_of(triples, vocabulary, _title(path.resolve()))


def _resolve(draft: Draft) -> Graph:
    """The graph that a faultless draft describes."""
    owner = {
        normalise(form): concept_id(c.name) for c in draft.concepts for form in (*c.aliases, c.name)
    }
    concepts = {
        concept_id(c.name): Concept(
            concept_id(c.name), c.name, c.kind, c.aliases, c.summary, c.source
        )
        for c in draft.concepts
    }
    edges = tuple(
        Edge(concept_id(c.name), e.relation, owner[normalise(e.target)], e.source)
        for c in draft.concepts
        for e in c.edges
    )
    return Graph(draft.vocabulary, concepts, edges, draft.title, draft.description)


@cache
def _shipped_vocabulary(file: Path) -> Vocabulary:
    return read_vocabulary(tomllib.loads(file.read_text(encoding="utf-8")))[0]


def _read_vocabulary(file: Path, faults: list[Finding]) -> Vocabulary:
    if file.parent == shipped_graph().parent:
        return _shipped_vocabulary(file)
    parsed = parse_toml(file, faults)
    if parsed is None:
        return Vocabulary()
    vocabulary, wrong = read_vocabulary(parsed.data)
    for table, message in wrong:
        place = parsed.place(parsed.table(table))
        faults.append(Finding(*place, "E112", f"{table}: {message}"))
    return vocabulary


def _read_about(file: TomlFile, faults: list[Finding]) -> dict[str, str]:
    about: dict[str, str] = {}
    for key, value in file.data.items():
        place = file.place(file.key(key))
        if key not in _ABOUT_KEYS:
            message = f"unknown key {key!r}; known: {', '.join(_ABOUT_KEYS)}"
            faults.append(Finding(*place, "E103", message))
        elif not isinstance(value, str):
            faults.append(Finding(*place, "E103", f"{key} must be a string"))
        else:
            about[key] = value.strip()
    if about.get("source"):
        try:
            cited_lines(about["source"])
        except ValueError as error:
            faults.append(Finding(*file.place(file.key("source")), "E111", str(error)))
    return about


def _read_concepts(file: TomlFile, faults: list[Finding]) -> Iterator[DraftConcept]:
    for key in file.data:
        if key != "concept":
            message = f"unknown key {key!r}; this file holds [[concept]] tables"
            faults.append(Finding(*file.place(file.key(key)), "E103", message))
    tables = file.data.get("concept", [])
    if not isinstance(tables, list) or not all(isinstance(t, dict) for t in tables):
        message = "concepts are written as [[concept]] tables"
        faults.append(Finding(*file.place(file.key("concept")), "E103", message))
        return
    starts = file.tables_of("concept")
    if len(starts) != len(tables):  # an inline array of tables: its key is the best place
        starts = [file.key("concept")] * len(tables)
    ends = [*starts, len(file.text)][1:] if starts else []
    for table, start, end in zip(tables, starts, ends, strict=True):
        concept = _read_concept(file, table, start, end, faults)
        if concept is not None:
            yield concept


def _read_concept(
    file: TomlFile, table: Mapping[str, Any], start: int, end: int, faults: list[Finding]
) -> DraftConcept | None:
    def wrong(key: str, message: str) -> None:
        faults.append(Finding(*file.place(file.key(key, start, end)), "E103", message))

    texts = {"name": "", "kind": PLAIN, "summary": "", "source": ""}
    for key in texts:
        value = table.get(key, texts[key])
        if isinstance(value, str):
            texts[key] = " ".join(value.split())
        else:
            wrong(key, f"{key} must be a string")
    name = texts["name"]
    if not normalise(name):
        if isinstance(table.get("name", ""), str):
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
        at = file.key(key, start, end)
        for target in value if isinstance(value, list) else [value]:
            row = {"to": target} if isinstance(target, str) else target
            if not isinstance(row, dict) or not _is_edge_row(row):
                form = '{ to = "name", source = "28-29" }'
                wrong(key, f"{key} of {name!r} must list names, or {form}")
                continue
            to, source = (" ".join(row.get(k, texts["source"]).split()) for k in ("to", "source"))
            written = file.quoted(row["to"], at, end)
            at = at if written is None else written  # the next is written after it
            edges.append(DraftEdge(key, to, source, file.place(at)))
    names = tuple(" ".join(alias.split()) for alias in aliases)
    place = file.place(start)
    return DraftConcept(
        name, texts["kind"], names, texts["summary"], texts["source"], tuple(edges), place
    )


def _is_edge_row(row: Mapping[str, Any]) -> bool:
    return (
        "to" in row
        and row.keys() <= {"to", "source"}
        and all(isinstance(value, str) for value in row.values())
    )
