"""The graph that a command reads, and the concepts and kinds that a user names in it."""

from __future__ import annotations

from kg._typing import TYPE_CHECKING
from kg.errors import UsageError
from kg.graph_files.source_files import shipped_path
from kg.store import Key, Store, open_store
from kg.system.user_dirs import cache_folder
from kg_cli.output import print_message

if TYPE_CHECKING:
    from pathlib import Path


def open_graph(graph: str | None) -> Store:
    """Open the store of a graph; use it in a `with` statement, which closes it.

    Args:
        graph: the value of --graph; None opens the graph that ships.
    """
    return open_store(graph or shipped_path(), cache_folder(), print_message)


def graph_path(graph: str | None) -> Path:
    """Return the folder or file of a graph, for a command that reads its source files.

    Raises:
        UsageError: the graph is in a database.
    """
    from pathlib import Path

    return local_path(Path(graph or shipped_path()))


def local_path(path: Path) -> Path:
    """Return a path that a user gave for a file or folder, after checking that it can be one.

    Raises:
        UsageError: it is a database address. The message omits it, as it may hold a password.
    """
    from kg.store.postgres import is_address

    if is_address(str(path)):
        raise UsageError("this is a database address, but a file or folder is needed")
    return path


def find_concept(store: Store, name: str) -> Key:
    """Return the key of the concept that a user names; print a message if it was misspelt.

    Raises:
        NotFoundError: no concept has this name, or several do.
        UsageError: the name is empty.
    """
    if not name.strip():
        raise UsageError("which concept? give its name, for example: kg show recall")
    from kg.linking.fuzzy import link  # imported late: most questions need no single concept

    found = link(store, name)
    if found.match_type == "typo":
        print_message(f"{name!r} read as {store.concept(found.key).name!r}")
    return found.key


def find_kind(store: Store, name: str) -> str:
    """Return the kind with this name or plural, ignoring case.

    Raises:
        UsageError: the graph has no such kind.
    """
    for kind in store.vocabulary.kinds.values():
        if name.casefold() in (kind.name.casefold(), kind.plural.casefold()):
            return kind.name
    raise UsageError(f"unknown kind {name!r}; choose from {', '.join(store.vocabulary.kinds)}")
