"""Read a graph that is written in our own TOML files as a draft, with every fault and its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from kg.errors import Finding
from kg.graph_files.card_file import read_cards
from kg.graph_files.qualifier_rows import EDGE_FORM, read_attributes, read_edge_row
from kg.graph_files.read_source import title_of
from kg.graph_files.source_files import graph_files
from kg.graph_files.toml_file import TomlFile, parse_toml
from kg.graph_files.vocabulary_file import read_vocabulary_file
from kg.model.concept import cited_lines
from kg.model.draft import Draft, DraftConcept, DraftEdge, DraftFlag, Place
from kg.model.parsed_values import is_list_of_texts
from kg.model.vocabulary import FIELDS, PLAIN
from kg.text.normal_forms import normalise

ABOUT = "graph.toml"

_ABOUT_KEYS = ("title", "description", "deck", "source")
_FLAG_FORM = '[[flag]] with source = "18", says = "…", about = ["name"]'


def read_draft(path: Path, *, with_places: bool = True) -> Draft:
    """Read a graph folder, collecting faults instead of raising them.

    Args:
        path: as `graph_files` takes it.
        with_places: True to record the line of everything, which takes time.

    Raises:
        UsageError: as `graph_files`.
    """
    vocabulary_file, *tables = graph_files(path)
    faults: list[Finding] = []
    vocabulary = read_vocabulary_file(vocabulary_file, faults)
    about: dict[str, str] = {}
    about_place = Place(str(path), 1)
    flags: list[DraftFlag] = []
    concepts: list[DraftConcept] = []
    for file in tables:
        parsed = parse_toml(file, faults, with_places=with_places)
        if parsed is None:
            continue
        if file.name == ABOUT:
            about = _read_about(parsed, faults)
            about_place = parsed.place(parsed.key("source"))
            flags.extend(_read_flags(parsed, faults))
        else:
            concepts.extend(_read_concepts(parsed, faults))
    cards = read_cards(path, faults) if path.is_dir() else ()
    return Draft(
        vocabulary=vocabulary,
        concepts=tuple(concepts),
        faults=tuple(faults),
        title=about.get("title", "") or title_of(path.resolve()),
        description=about.get("description", ""),
        citation=about.get("source", ""),
        place=about_place,
        flags=tuple(flags),
        cards=cards,
    )


def _read_about(file: TomlFile, faults: list[Finding]) -> dict[str, str]:
    about: dict[str, str] = {}
    for key, value in file.data.items():
        if key == "flag":
            continue
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


def _read_flags(file: TomlFile, faults: list[Finding]) -> Iterator[DraftFlag]:
    rows = file.data.get("flag", [])
    starts = file.tables_of("flag")
    for n, row in enumerate(rows if isinstance(rows, list) else [rows]):
        place = file.place(starts[n]) if n < len(starts) else file.place(file.key("flag"))
        is_table = isinstance(row, dict) and row.keys() == {"source", "says", "about"}
        if not is_table or not all(isinstance(row[key], str) for key in ("source", "says")):
            faults.append(Finding(*place, "E103", f"a flag is written as {_FLAG_FORM}"))
            continue
        about = row["about"]
        if not is_list_of_texts(about):
            faults.append(Finding(*place, "E103", "about must be a list of names of concepts"))
            continue
        text, source = (" ".join(row[key].split()) for key in ("says", "source"))
        yield DraftFlag(text, source, tuple(about), place)


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
    if not file.text:  # nobody asks for places
        starts = [0] * len(tables)
    elif len(starts) != len(tables):  # an inline array of tables: its key is the best place
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

    texts = {"name": "", "kind": PLAIN, "summary": "", "background": "", "source": ""}
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
    names: dict[str, tuple[str, ...]] = {}
    for key in ("aliases", "hidden"):
        listed = table.get(key, [])
        if not is_list_of_texts(listed):
            wrong(key, f"{key} of {name!r} must be a list of strings")
            listed = []
        names[key] = tuple(" ".join(one.split()) for one in listed)
    attributes, problems = read_attributes(table)
    for key, message in problems:
        wrong(key, f"{message} ({name!r})")
    edges: list[DraftEdge] = []
    for key, value in table.items():
        if key in FIELDS:
            continue
        at = file.key(key, start, end) if file.text else 0
        for target in value if isinstance(value, list) else [value]:
            row = {"to": target} if isinstance(target, str) else target
            edge = read_edge_row(row)
            if edge is None:
                wrong(key, f"{key} of {name!r} must list names, or {EDGE_FORM}")
                continue
            written = file.quoted(row["to"], at, end) if file.text else None
            at = at if written is None else written  # the next is written after it
            # What is not in the deck has no source there.
            source = "" if edge.status == "background" else texts["source"]
            edges.append(
                replace(
                    edge,
                    subject=name,
                    relation=key,
                    citation=edge.citation or source,
                    place=file.place(at),
                )
            )
    return DraftConcept(
        name,
        texts["kind"],
        names["aliases"],
        texts["summary"],
        texts["source"],
        tuple(edges),
        file.place(start),
        hidden=names["hidden"],
        background=texts["background"],
        attributes=attributes,
    )
