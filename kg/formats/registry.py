"""The table of formats that can be read, and the choice of one for a file or folder."""

from __future__ import annotations

from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from kg.errors import Skipped, UsageError
from kg.formats.read_options import GUESS_ALL, ReadOptions
from kg.formats.source import fault, is_blank, read_start
from kg.model.deck import Deck
from kg.model.draft import Draft


@dataclass(frozen=True, slots=True)
class Format:
    """A format.

    Attributes:
        name: its name for --format.
        title: what it is, for people.
        module: the module below kg.formats that reads it, a `FileReader` or `FolderReader`.
        options: the options beside the language that its `read` takes as a third argument.
    """

    name: str
    title: str
    module: str
    options: frozenset[str] = frozenset()


class FileReader(Protocol):
    """The functions of a module that reads a format of files."""

    def recognises(self, start: bytes) -> bool:
        """Return True if a file that begins with these bytes may have the format."""

    def read(self, path: Path, encoding: str | None = None) -> Deck | Draft:
        """Read a file.

        Args:
            path: the file.
            encoding: the encoding of its text; None to find out.

        Raises:
            DataError: it can't be read.
        """


class FolderReader(Protocol):
    """The functions of a module that reads a format of folders."""

    def recognises(self, folder: Path) -> bool:
        """Return True if a folder may have the format."""

    def files_in(self, folder: Path) -> list[Path]:
        """Return the files of a folder that are read; the graph changes when any of them does."""

    def read(self, path: Path, encoding: str | None = None) -> Deck | Draft:
        """Read a folder.

        Args:
            path: the folder.
            encoding: the encoding of its files; None to find out.

        Raises:
            DataError: it can't be read.
        """


class OptionReader(Protocol):
    """The function of a module that reads a format with options."""

    def read(self, path: Path, encoding: str | None, options: ReadOptions) -> Deck | Draft:
        """Read a file or folder; as for the others, and as the options say."""


FILE_FORMATS = {
    form.name: form
    for form in (
        Format("apkg", "Anki package (.apkg, .colpkg) or collection", "anki.package"),
        Format("crowdanki", "CrowdAnki JSON", "anki.crowdanki"),
        Format("nodelink", "node-link JSON, as of networkx and D3", "graphs.node_link"),
        Format("json", "cards as JSON or JSON Lines", "tables.card_json"),
        Format("graphml", "GraphML", "graphs.graphml"),
        Format("rdf", "RDF and SKOS: Turtle, N-Triples, RDF/XML", "graphs.rdf"),
        Format("obo", "OBO ontology", "graphs.obo"),
        Format("org", "Org: cards of org-drill and org-fc, headings", "org.drill"),
        Format("triples", "lines of subject|relation|object", "graphs.triples"),
        Format("markdown", "Markdown: Q:/A:, ::, ?, tables, headings, Mochi", "markdown.notes"),
        Format(
            "delimited",
            "CSV, TSV, text export of Anki or Quizlet",
            "tables.delimited",
            frozenset({"columns", "separator", "header", "html"}),
        ),
        Format("quizlet", "page copied from Quizlet: terms and definitions", "tables.quizlet"),
    )
}
"""Formats of files by name, in the order in which they are tried: the surest first."""

FOLDER_FORMATS = {
    form.name: form
    for form in (
        Format("wordnet", "folder of a WordNet database, with data.noun", "wordnet.database"),
        Format(
            "obsidian",
            "folder of Markdown notes, as of Obsidian or Logseq",
            "markdown.obsidian",
            frozenset({"ignore"}),
        ),
    )
}
"""Formats of folders by name, in the order in which they are tried."""

_CROWDANKI_FILE = "deck.json"
"""The file that makes a folder a CrowdAnki export."""


def find_format(path: Path) -> Format:
    """Return the format of a file or folder, by its content.

    Raises:
        DataError: it can't be read, or no format recognises it (E501, E508).
        UsageError: the path does not exist.
    """
    if path.is_dir():
        if (path / _CROWDANKI_FILE).is_file():
            return FILE_FORMATS["crowdanki"]
        for form in FOLDER_FORMATS.values():
            if load_folder_reader(form).recognises(path):
                return form
        message = "a folder without Markdown notes, deck.json, WordNet's data.noun or a graph's "
        message += ".toml files"
        raise fault(path, "E508", message)
    if not path.exists():
        raise UsageError(f"{path}: no such file or folder")
    start = read_start(path)
    if is_blank(start):
        raise fault(path, "E501", "the file is empty")
    for form in FILE_FORMATS.values():
        if load_reader(form).recognises(start):
            return form
    known = ", ".join([*FILE_FORMATS, *FOLDER_FORMATS])
    raise fault(path, "E508", f"unknown format; name it with --format: {known}")


def read_file(
    path: Path,
    name: str | None = None,
    encoding: str | None = None,
    options: ReadOptions = GUESS_ALL,
) -> Deck | Draft:
    """Read a file or folder.

    Args:
        path: the file or folder.
        name: the name of its format; None to recognise it by its content.
        encoding: the encoding of its text; None to find out.
        options: what a person says of its layout.

    Raises:
        DataError: it can't be read.
        UsageError: the path does not exist, the name is unknown or does not fit the path, or the
            format does not take an option.
    """
    form = find_format(path) if name is None else _format_named(name, path)
    if path.is_dir() and form.name == "crowdanki":
        path = path / _CROWDANKI_FILE
    is_folder_format = form.name in FOLDER_FORMATS
    reader = load_folder_reader(form) if is_folder_format else load_reader(form)
    _check_options(form, options)
    if form.options:
        found = cast(OptionReader, reader).read(path, encoding, options)
    else:
        found = reader.read(path, encoding)
    if isinstance(found, Draft):
        return found
    if name is None and form.name == "markdown" and _may_be_rows(path):
        found = replace(found, guesses=(*found.guesses, _MAY_BE_ROWS))
    return _with_options(found, options)


_MAY_BE_ROWS = "read as Markdown, but its lines may be rows of cells: --format delimited"


def _may_be_rows(path: Path) -> bool:
    """Return True if a file that was read as Markdown has the form of rows as well."""
    return load_reader(FILE_FORMATS["delimited"]).recognises(read_start(path))


def _check_options(form: Format, options: ReadOptions) -> None:
    """Refuse options that a format does not take.

    Raises:
        UsageError: an option is given that the format does not take.
    """
    for name in ("columns", "separator", "header", "html"):
        if getattr(options, name) not in (None, ()) and name not in form.options:
            message = f"--{name} is for rows of cells; this is read as {form.name}"
            raise UsageError(f"{message}; add --format delimited if it is such a file")


def _with_options(deck: Deck, options: ReadOptions) -> Deck:
    """Return a deck with the language that a person stated, without cards to be left out."""
    cards = deck.cards
    skipped = list(deck.skipped)
    if options.ignore:
        kept = []
        for card in cards:
            if options.is_ignored_tag(card.tags):
                skipped.append(Skipped(card.place, "a tag to be left out"))
            else:
                kept.append(card)
        cards = tuple(kept)
    if options.language:
        cards = tuple(replace(card, language=options.language) for card in cards)
    return replace(deck, cards=cards, skipped=tuple(skipped))


def files_of(path: Path) -> list[Path]:
    """Return the files that a deck or graph is read from.

    Raises:
        DataError: no format recognises the folder (E508).
    """
    if not path.is_dir():
        return [path]
    form = find_format(path)
    if form.name == "crowdanki":
        return [path / _CROWDANKI_FILE]
    return load_folder_reader(form).files_in(path)


def load_reader(form: Format) -> FileReader:
    """Return the module that reads a format; imported late, because together they are slow."""
    return cast(FileReader, import_module(f"kg.formats.{form.module}"))


def load_folder_reader(form: Format) -> FolderReader:
    """Return the module that reads a format of folders."""
    return cast(FolderReader, import_module(f"kg.formats.{form.module}"))


def _format_named(name: str, path: Path) -> Format:
    """Return the format of a name, if it fits the path.

    Raises:
        UsageError: the path does not exist, or the name is unknown or does not fit the path.
    """
    formats = FILE_FORMATS | FOLDER_FORMATS
    if name not in formats:
        raise UsageError(f"unknown format {name!r}; known: {', '.join(formats)}")
    if not path.exists():
        raise UsageError(f"{path}: no such file or folder")
    if path.is_dir() != (name in FOLDER_FORMATS) and name != "crowdanki":
        needed = "folder" if name in FOLDER_FORMATS else "file"
        raise UsageError(f"{path}: the format {name} is for a {needed}")
    return formats[name]
