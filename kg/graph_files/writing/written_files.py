"""Folder: the files of a graph as they stand, cut into their tables to the letter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import DataError, Finding
from kg.graph_files.native import ABOUT, read_draft
from kg.graph_files.source_files import VOCABULARY
from kg.graph_files.toml_file import parse_toml
from kg.model.draft import DraftConcept
from kg.model.graph import concept_id
from kg.system.files import read_text

_READING = ("E101", "E102", "E103")
"""Faults for which a file can't be told apart into tables."""


@dataclass(frozen=True, slots=True)
class Table:
    """A concept's table: its text with the comments over it, its first line, what it says."""

    key: str
    text: str
    line: int
    concept: DraftConcept


@dataclass(frozen=True, slots=True)
class File:
    """A file: what stands before its first table, and its tables in order.

    A file that writes its concepts in another form is not cut: all of it is its head, and `whole`
    tells the concepts.
    """

    name: str
    head: str
    tables: tuple[Table, ...]
    whole: tuple[DraftConcept, ...] = ()

    @property
    def ends_lines(self) -> str:
        """How its lines end."""
        return "\r\n" if "\r\n" in self.head + "".join(t.text for t in self.tables) else "\n"


def read_folder(folder: Path) -> list[File]:
    """The files of concepts in a folder, by name.

    Raises:
        DataError: one can't be read, or bears a name twice; its place is told.
    """
    draft = read_draft(folder)
    faults = [fault for fault in draft.faults if fault.code in _READING]
    if faults:
        raise DataError(sorted(faults))
    by_file: dict[str, list[DraftConcept]] = {}
    seen: dict[str, DraftConcept] = {}
    for concept in draft.concepts:
        by_file.setdefault(concept.place.path, []).append(concept)
        twin = seen.setdefault(concept_id(concept.name), concept)
        if twin is not concept:
            message = f"{concept.name!r} is also at {Path(twin.place.path).name}:{twin.place.line}"
            raise DataError([Finding(*concept.place, "E108", message)])
    files = sorted(f for f in folder.glob("*.toml") if f.name not in (ABOUT, VOCABULARY))
    return [_cut(file, by_file.get(str(file), [])) for file in files]


def _cut(file: Path, concepts: list[DraftConcept]) -> File:
    parsed = parse_toml(file, [])
    starts = parsed.tables_of("concept") if parsed is not None else []
    text = read_text(file)
    if len(starts) != len(concepts):
        return File(file.name, text, (), tuple(concepts))
    starts = [_with_comments(text, start) for start in starts]
    ends = [*starts, len(text)][1:]
    tables = tuple(
        Table(concept_id(concept.name), text[start:end], text.count("\n", 0, start) + 1, concept)
        for concept, start, end in zip(concepts, starts, ends, strict=True)
    )
    return File(file.name, text[: starts[0]] if starts else text, tables)


def _with_comments(text: str, start: int) -> int:
    """Where the comments begin that stand right over a table."""
    at = start
    while at > 0:
        above = text.rfind("\n", 0, at - 1) + 1
        if not text[above:at].lstrip().startswith("#"):
            break
        at = above
    return at


def tables_in(files: list[File]) -> Iterator[Table]:
    """All tables of files, in order."""
    return (table for file in files for table in file.tables)
