"""The table of formats: what can be read, and how a file is told to be of one."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from kg.errors import UsageError
from kg.formats.source import fault, read_start
from kg.model.deck import Deck
from kg.model.draft import Draft


@dataclass(frozen=True, slots=True)
class Format:
    """A format: how --format names it, what it is, and the module that reads it."""

    name: str
    title: str
    module: str


class Reader(Protocol):
    """What a module of a format of files provides."""

    def recognises(self, start: bytes) -> bool:
        """Whether a file that starts so may be of the format."""

    def read(self, path: Path, encoding: str | None = None) -> Deck | Draft:
        """All of a file."""


class FolderReader(Protocol):
    """What a module of a format of folders provides."""

    def recognises(self, folder: Path) -> bool:
        """Whether the folder may be of the format."""

    def files_in(self, folder: Path) -> list[Path]:
        """The files of the folder that are read."""

    def read(self, path: Path, encoding: str | None = None) -> Deck | Draft:
        """All of a folder."""


FORMATS = {
    form.name: form
    for form in (
        Format("apkg", "Anki package (.apkg, .colpkg) or collection", "anki.package"),
        Format("crowdanki", "CrowdAnki, JSON", "anki.crowdanki"),
        Format("nodelink", "node-link JSON, as of networkx and D3", "graphs.node_link"),
        Format("graphml", "GraphML", "graphs.graphml"),
        Format("rdf", "RDF and SKOS: Turtle, N-Triples, RDF/XML", "graphs.rdf"),
        Format("obo", "ontology in OBO", "graphs.obo"),
        Format("triples", "lines of subject|relation|object", "graphs.triples"),
        Format("markdown", "Markdown: Q:/A:, ::, ?, tables, headings, Mochi", "markdown.notes"),
        Format("delimited", "CSV, TSV, Anki's or Quizlet's text export", "tables.delimited"),
        Format(
            "quizlet", "a pasted page of Quizlet: terms and definitions by turns", "tables.quizlet"
        ),
    )
}
"""Formats of files by name, in the order in which they are looked for."""

FOLDERS = {
    form.name: form
    for form in (
        Format(
            "wordnet", "folder of WordNet's database: data.noun and its like", "wordnet.database"
        ),
        Format("obsidian", "folder of notes in Markdown, as of Obsidian", "markdown.obsidian"),
    )
}
"""Formats of folders by name, in the order in which they are looked for."""


def find_format(path: Path) -> Format:
    """The format that a file or folder is of, by its content.

    Raises:
        DataError: it can't be read, or is of none (E501, E508).
        UsageError: there is nothing at path.
    """
    if path.is_dir():
        if (path / "deck.json").is_file():
            return FORMATS["crowdanki"]
        for form in FOLDERS.values():
            if folder_reader_of(form).recognises(path):
                return form
        message = "a folder without notes in Markdown, a deck.json, a data.noun of WordNet or a "
        message += "graph's .toml files"
        raise fault(path, "E508", message)
    if not path.exists():
        raise UsageError(f"{path}: no such file or folder")
    start = read_start(path)
    if not start.strip(b"\0\t\n\r "):
        raise fault(path, "E501", "empty; there is nothing to read")
    for form in FORMATS.values():
        if reader_of(form).recognises(start):
            return form
    known = ", ".join([*FORMATS, *FOLDERS])
    raise fault(path, "E508", f"of no format that is known; name it with --format: {known}")


def read_file(path: Path, name: str | None = None, encoding: str | None = None) -> Deck | Draft:
    """The deck or draft in a file or folder.

    Args:
        path: the file or folder.
        name: of its format; without one its content tells.
        encoding: of its text; without one its first bytes tell.

    Raises:
        DataError: it can't be read.
        UsageError: there is nothing at path, or no format of that name.
    """
    if name is None:
        form = find_format(path)
    else:
        known = FORMATS | FOLDERS
        if name not in known:
            raise UsageError(f"no format {name!r}; there are {', '.join(known)}")
        form = known[name]
        if not path.exists():
            raise UsageError(f"{path}: no such file or folder")
        if path.is_dir() != (name in FOLDERS) and name != "crowdanki":
            what = "a folder" if name in FOLDERS else "a file"
            raise UsageError(f"{path}: the format {name} is that of {what}")
    if path.is_dir() and form.name == "crowdanki":
        path = path / "deck.json"
    reader = folder_reader_of(form) if form.name in FOLDERS else reader_of(form)
    return reader.read(path, encoding)


def files_of(path: Path) -> list[Path]:
    """The files that a deck or draft is in.

    Raises:
        DataError: a folder that is of no format (E508).
    """
    if not path.is_dir():
        return [path]
    form = find_format(path)
    if form.name == "crowdanki":
        return [path / "deck.json"]
    return folder_reader_of(form).files_in(path)


def reader_of(form: Format) -> Reader:
    """The module that reads a format; imported when it is needed, for together they are slow."""
    return cast(Reader, import_module(f"kg.formats.{form.module}"))


def folder_reader_of(form: Format) -> FolderReader:
    """The module that reads a format of folders."""
    return cast(FolderReader, import_module(f"kg.formats.{form.module}"))
