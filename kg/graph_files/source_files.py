"""Find the files that a graph is made of, without reading them."""

from __future__ import annotations

import os

import kg_graph
from kg._typing import TYPE_CHECKING
from kg.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

VOCABULARY = "relations.toml"
CARDS = "cards.jsonl"


def shipped_path() -> str:
    """Return the path of the folder of the graph that comes with the program."""
    return os.path.join(os.path.dirname(kg_graph.__file__), "ml-solutions")


def shipped_graph() -> Path:
    """Return the folder of the graph that comes with the program."""
    from pathlib import Path  # imported late: a compiled graph is opened without it

    return Path(shipped_path())


def is_native(path: Path) -> bool:
    """True if the graph at path is written in our TOML, or if nothing is there."""
    try:
        if path.is_dir():
            return any(p.name != VOCABULARY for p in path.glob("*.toml"))
        return path.suffix == ".toml" or not path.exists()
    except OSError:
        return True


def graph_files(path: Path) -> list[Path]:
    """Return the files of a graph: its vocabulary first if it has one, then the rest, sorted.

    Args:
        path: a folder of TOML files, one TOML file, or a file or folder of any other format.

    Raises:
        UsageError: no such folder or file exists.
        DataError: the folder holds nothing that can be read.
    """
    try:
        is_folder, is_there = path.is_dir(), path.exists()
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror or error}") from error
    if not is_there:
        raise UsageError(f"{path}: no such graph; give a folder or a file")
    beside = vocabularies_beside(path)
    if not is_native(path):
        from kg.formats.registry import files_of

        return [*(p for p in beside[:1] if p.is_file()), *files_of(path)]
    tables = [path]
    if is_folder:
        tables = sorted(p for p in path.glob("*.toml") if p.name != VOCABULARY)
    shipped = shipped_graph().parent / VOCABULARY
    return [next((p for p in beside if p.is_file()), shipped), *tables]


def card_files(path: Path) -> list[Path]:
    """Return the file of cards in a folder of our TOML files; none if it has no such file."""
    return [path / CARDS] if is_native(path) and (path / CARDS).is_file() else []


def vocabularies_beside(path: Path) -> list[Path]:
    """Return where a graph's own vocabulary may be: in its folder, then in the folder above."""
    folder = path if path.is_dir() else path.parent
    return [folder / VOCABULARY, folder.resolve().parent / VOCABULARY]


def extraction_files() -> list[Path]:
    """Return the data files of extraction; the graph of a deck depends on them."""
    from pathlib import Path

    folder = Path(__file__).parents[1] / "extract"
    return [folder / name for name in ("antonyms.txt", "patterns.toml", "relations.toml")]
