"""The graph that a command reads, and what a person names in it."""

from __future__ import annotations

from kg._typing import TYPE_CHECKING
from kg.errors import UsageError
from kg.graph_files.source_files import shipped_path
from kg.store import Key, Store, open_store
from kg.system.user_dirs import cache_folder
from kg_cli.output import tell

if TYPE_CHECKING:
    from pathlib import Path


def opened(graph: str | None) -> Store:
    """The store of the graph that a command is to read; to be closed, as by `with`."""
    return open_store(graph or shipped_path(), cache_folder(), tell)


def graph_files(graph: str | None) -> Path:
    """The folder or file of the graph, for a command that reads what people wrote."""
    from pathlib import Path

    return on_disk(Path(graph or shipped_path()))


def on_disk(path: Path) -> Path:
    """A path that a person gave for a file or folder.

    Raises:
        UsageError: it is an address, which may hold a password; the message does not.
    """
    from kg.store.postgres import is_address

    if is_address(str(path)):
        raise UsageError("that is an address of a database; here a file or folder is needed")
    return path


def named(store: Store, name: str) -> Key:
    """The concept that a person means; says so where the name was misspelt.

    Raises:
        NotFoundError: no concept is called so, or several are.
        UsageError: the name is empty.
    """
    if not name.strip():
        raise UsageError("which concept? give its name, for example: kg show recall")
    from kg.linking.fuzzy import link  # imported late: who asks names nothing

    found = link(store, name)
    if found.match_type == "typo":
        tell(f"{name!r} read as {store.concept(found.key).name!r}")
    return found.key


def kind_named(store: Store, asked: str) -> str:
    """The kind of this name or plural."""
    for kind in store.vocabulary.kinds.values():
        if asked.casefold() in (kind.name.casefold(), kind.plural.casefold()):
            return kind.name
    raise UsageError(f"no kind {asked!r}; there are {', '.join(store.vocabulary.kinds)}")
