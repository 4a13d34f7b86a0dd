"""Merge what a person edited with what the deck says now."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from kg.extract.edge_filter import DUPLICATE, EdgeFilter
from kg.graph_files.writing.import_record import ImportRecord, digest
from kg.graph_files.writing.toml_tables import quoted, table_of
from kg.graph_files.writing.written_files import WrittenFile, tables_in
from kg.model.draft import DraftConcept, DraftEdge
from kg.model.graph import concept_id
from kg.model.vocabulary import Relation
from kg.text.normal_forms import normalise


class Change(NamedTuple):
    """The outcome for a concept when its deck was imported again.

    `kind` is

    - added, updated or removed: as the deck has it;
    - kept: as the person edited it;
    - conflict: as the person edited it, though the deck now says something new about it;
    - orphaned: as the person edited it, though the deck no longer has it;
    - deleted: the person deleted it, and it stays deleted;
    - needed: the deck no longer has it, but a table of the person's links to it;
    - merged: left out, since the person gave its name to another concept;
    - dropped: an edge of the deck that conflicts with what the person edited.
    """

    kind: str
    name: str


@dataclass(slots=True)
class Merged:
    """The tables that go into the folder, by identifier.

    Attributes:
        fresh: concepts as the deck has them.
        kept: the texts of tables that the person edited.
        own: the concepts of those tables and of tables that the person added.
        needed: concepts that the deck no longer has, kept for a table that links to them.
        deleted: concepts that the person deleted.
        changes: what the summary reports.
    """

    fresh: dict[str, DraftConcept]
    kept: dict[str, str] = field(default_factory=dict)
    own: dict[str, DraftConcept] = field(default_factory=dict)
    needed: set[str] = field(default_factory=set)
    deleted: set[str] = field(default_factory=set)
    changes: list[Change] = field(default_factory=list)

    def names(self) -> dict[str, str]:
        """Return the identifier of the concept that has each name or alias, normalised."""
        return {
            normalise(name): key
            for key, concept in (self.fresh | self.own).items()
            for name in (*concept.aliases, concept.name)
        }


def base_of(concept: DraftConcept) -> str:
    """Return a digest of what the deck says about a concept, whatever lines say it."""
    edges = tuple(replace(e, citation="") if e.citation else e for e in concept.edges)
    return digest(table_of(replace(concept, citation="", edges=edges), None))


def merge(
    deck: Mapping[str, DraftConcept], files: list[WrittenFile], record: ImportRecord
) -> Merged:
    """Merge a deck's concepts with the files of a folder that a person may have edited.

    A table that differs from the record was edited. A table that the record lacks is the person's
    own. A table of the record that no file holds was deleted, unless that import was cut off.

    Args:
        deck: what the deck says now, by identifier.
        files: those of the folder.
        record: what the last import wrote there.
    """
    merged = Merged(dict(deck))
    there = {table.key for table in tables_in(files)}
    for file in files:
        merged.own |= {concept_id(c.name): c for c in file.whole}
    _keep(merged, files, record)
    _drop_deleted(merged, there, record)
    _drop_taken(merged)
    for key, concept in merged.fresh.items():
        if key not in there:
            merged.changes.append(Change("added", concept.name))
        elif base_of(concept) != record.base.get(key):
            merged.changes.append(Change("updated", concept.name))
    return merged


def _names_of(concepts: Iterable[DraftConcept]) -> set[str]:
    """Return all names and aliases of concepts, normalised."""
    return {normalise(name) for c in concepts for name in (c.name, *c.aliases)}


def _keep(merged: Merged, files: list[WrittenFile], record: ImportRecord) -> None:
    """Keep the tables that are a person's, and the concepts that they link to."""
    names = _names_of(merged.fresh.values())
    removed: dict[str, DraftConcept] = {}
    for table in tables_in(files):
        key, concept = table.key, merged.fresh.get(table.key)
        text = digest(table.text)
        is_ours = record.has_written(key, text)
        if is_ours or (concept is not None and text == digest(table_of(concept, names))):
            if concept is None:
                removed[key] = table.concept
            continue
        merged.own[key] = table.concept
        merged.kept[key] = table.text
        if concept is not None:
            old = [version.sources.get(key, "") for version in record.versions()]
            merged.kept[key] = _with_new_citation(table.text, old, concept)
        if concept is None and key in record.base:
            merged.changes.append(Change("orphaned", table.concept.name))
        elif concept is not None:
            is_new = key in record.base and base_of(concept) != record.base[key]
            merged.changes.append(Change("conflict" if is_new else "kept", table.concept.name))
        merged.fresh.pop(key, None)
    wanted = {normalise(e.object) for c in merged.own.values() for e in c.edges}
    for key, concept in removed.items():
        if wanted & _names_of([concept]):
            merged.needed.add(key)
            merged.own[key] = replace(concept, edges=())
            merged.changes.append(Change("needed", concept.name))
        else:
            merged.changes.append(Change("removed", concept.name))


def _with_new_citation(text: str, old: Iterable[str], concept: DraftConcept) -> str:
    """Return a person's table with the new citation, if it still has that of the last import."""
    citations = "|".join(re.escape(quoted(citation)) for citation in dict.fromkeys(old))
    line = re.compile(rf"^source = (?:{citations})(?=\s*$)", re.MULTILINE)
    return line.sub(lambda _: f"source = {quoted(concept.citation)}", text, count=1)


def _drop_deleted(merged: Merged, there: set[str], record: ImportRecord) -> None:
    written = set[str]() if record.before else set(record.tables)
    merged.deleted = (written | set(record.deleted)) - there - merged.own.keys()
    for key in sorted(merged.deleted & merged.fresh.keys()):
        merged.changes.append(Change("deleted", merged.fresh.pop(key).name))
    # A deletion is forgotten once the deck no longer has the concept.
    merged.deleted &= set(record.base) | set(record.deleted)


def _drop_taken(merged: Merged) -> None:
    """Leave out concepts and aliases whose names a person has given to their own concepts."""
    taken = _names_of(merged.own.values())
    for key, concept in list(merged.fresh.items()):
        if normalise(concept.name) in taken:
            merged.changes.append(Change("merged", merged.fresh.pop(key).name))
        elif not taken.isdisjoint(map(normalise, concept.aliases)):
            aliases = tuple(a for a in concept.aliases if normalise(a) not in taken)
            merged.fresh[key] = replace(concept, aliases=aliases)


def fit_edges(merged: Merged, relations: Mapping[str, Relation]) -> None:
    """Drop the deck's edges that conflict with a person's edits, and record each as a change."""
    owner = merged.names()
    every = merged.fresh | merged.own
    kinds = {key: concept.kind for key, concept in every.items()}
    edges: dict[DraftEdge, tuple[str, DraftEdge]] = {}
    dropped: list[tuple[str, DraftEdge]] = []
    gone: set[tuple[str, DraftEdge]] = set()
    for key, concept in every.items():
        confidence = 1.0 if key in merged.own else 0.9
        for edge in concept.edges:
            target = owner.get(normalise(edge.object))
            if target is None:
                dropped.append((key, edge))
                continue
            found = DraftEdge(key, edge.relation, target, edge.citation, confidence=confidence)
            if edges.setdefault(found, (key, edge)) != (key, edge):
                gone.add((key, edge))  # the same by another name
    _, rejected = EdgeFilter(relations, kinds).partition(edges, report_duplicates=True)
    dropped += [edges[row.edge] for row in rejected if row.reason != DUPLICATE]
    gone |= {*dropped, *(edges[row.edge] for row in rejected)}
    for key, concept in merged.fresh.items():
        left = tuple(edge for edge in concept.edges if (key, edge) not in gone)
        merged.fresh[key] = replace(concept, edges=left)
    for key, edge in dropped:
        if key in merged.fresh:
            edge_text = f"{merged.fresh[key].name} {edge.relation} {edge.object}"
            merged.changes.append(Change("dropped", edge_text))
