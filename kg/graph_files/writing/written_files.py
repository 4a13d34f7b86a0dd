"""Read the TOML files of a folder and cut them into tables, letter for letter."""

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
"""Codes of faults that prevent cutting a file into tables."""


@dataclass(frozen=True, slots=True)
class WrittenTable:
    """A concept's table: its text with the comments above it, its first line, and its concept."""

    key: str
    text: str
    line: int
    concept: DraftConcept


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file: the text before its first table (`head`), and its tables in order.

    A file that does not write its concepts as [[concept]] tables is not cut: all of it is head,
    and `whole` holds its concepts.
    """

    name: str
    head: str
    tables: tuple[WrittenTable, ...]
    whole: tuple[DraftConcept, ...] = ()

    @property
    def ends_lines(self) -> str:
        """Return the line ending that the file uses."""
        return "\r\n" if "\r\n" in self.head + "".join(t.text for t in self.tables) else "\n"


def read_folder(folder: Path) -> list[WrittenFile]:
    """Return the files of a folder that hold concepts, by name.

    Raises:
        DataError: a file can't be read, or holds a name twice.
    """
    if all(file.name == VOCABULARY for file in folder.glob("*.toml")):
        return []  # an import was cut off before it wrote a concept
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


def _cut(file: Path, concepts: list[DraftConcept]) -> WrittenFile:
    parsed = parse_toml(file, [])
    starts = parsed.tables_of("concept") if parsed is not None else []
    text = read_text(file)
    if len(starts) != len(concepts):
        return WrittenFile(file.name, text, (), tuple(concepts))
    starts = [_with_comments(text, start) for start in starts]
    ends = [*starts, len(text)][1:]
    tables = tuple(
        WrittenTable(
            concept_id(concept.name), text[start:end], text.count("\n", 0, start) + 1, concept
        )
        for concept, start, end in zip(concepts, starts, ends, strict=True)
    )
    return WrittenFile(file.name, text[: starts[0]] if starts else text, tables)


def _with_comments(text: str, start: int) -> int:
    """Return the offset at which the comments directly above a table begin."""
    at = start
    while at > 0:
        above = text.rfind("\n", 0, at - 1) + 1
        if not text[above:at].lstrip().startswith("#"):
            break
        at = above
    return at


def tables_in(files: list[WrittenFile]) -> Iterator[WrittenTable]:
    """Return all tables of the files, in order."""
    return (table for file in files for table in file.tables)
