"""Files and folders that a person names, where an address of a database may stand by mistake."""

from __future__ import annotations

from pathlib import Path

from kg.errors import UsageError
from kg.load import shipped_graph
from kg.store import is_address


def graph_files(graph: str | None) -> Path:
    """The folder or file of the graph, for a command that reads what people wrote."""
    return on_disk(Path(graph)) if graph else shipped_graph()


def on_disk(path: Path) -> Path:
    """A path that a person gave for a file or folder.

    Raises:
        UsageError: it is an address, which may hold a password; the message does not.
    """
    if is_address(str(path)):
        raise UsageError("that is an address of a database; here a file or folder is needed")
    return path
