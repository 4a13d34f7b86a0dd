"""The options that commands share, and the store that they open."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Annotated, Any

import click
import typer

from kg.errors import OutputError, UsageError
from kg.load import shipped_graph
from kg.match import find
from kg.store import Key, Store, default_cache, is_address, open_store
from kg.textfile import replace_file
from kg_cli.streams import say

# Not a Path, which would make one slash of the two in an address.
GraphOption = Annotated[
    str | None,
    typer.Option(
        "--graph",
        envvar="KG_GRAPH",
        metavar="PATH",
        click_type=click.Path(),
        help="Folder or postgresql:// address of the graph; without it, the one that ships.",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]
OutputOption = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="FILE", help="Write to a file; - is standard output."),
]


MESSAGE = 1_000
"""Characters of a message that are shown; one that repeats a pasted text could be endless."""

_C1 = re.compile("[\x7f-\x9f]")


def opened(graph: str | None) -> Store:
    """The store of the graph that a command is to read; to be closed, as by `with`."""
    return open_store(graph or shipped_graph(), default_cache(), tell)


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


def named(store: Store, name: str) -> Key:
    """The concept that a person means; says so where the name was misspelt.

    Raises:
        NotFoundError: no concept is called so, or several are.
        UsageError: the name is empty.
    """
    if not name.strip():
        raise UsageError("which concept? give its name, for example: kg show recall")
    found = find(store, name)
    if found.how == "typo":
        tell(f"{name!r} read as {store.concept(found.key).name!r}")
    return found.key


def kind_named(store: Store, asked: str) -> str:
    """The kind of this name or plural."""
    for kind in store.vocabulary.kinds.values():
        if asked.casefold() in (kind.name.casefold(), kind.plural.casefold()):
            return kind.name
    raise UsageError(f"no kind {asked!r}; there are {', '.join(store.vocabulary.kinds)}")


def tell(message: str) -> None:
    """Say something that is not a result."""
    text = message if len(message) <= MESSAGE else f"{message[: MESSAGE - 1]}…"
    say(f"kg: {text}")


def print_json(data: Any, *, indent: int | None = 2) -> None:
    """Print data as JSON, on one line when indent is None."""
    sys.stdout.write(as_json(data, indent=indent))


def as_json(data: Any, *, indent: int | None = 2) -> str:
    """Data as JSON that is valid in any encoding and steers no terminal."""
    # What the encoding lacks would be written as \xe9, which JSON does not know.
    plain = not (getattr(sys.stdout, "encoding", None) or "utf-8").lower().startswith("utf")
    text = json.dumps(data, ensure_ascii=plain, indent=indent)
    return _C1.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


def write_text(text: str, file: Path | None) -> None:
    """Write a result to standard output, or to a file as `write_bytes` does."""
    if file is None or str(file) == "-":
        sys.stdout.write(text)
        return
    write_bytes(text.encode("utf-8", "replace"), file)


def write_bytes(content: bytes, file: Path) -> None:
    """Write a result to a file, whole or not at all.

    A device or a pipe is written to as it is, and a link stays one.

    Raises:
        OutputError: the file can't be written; what was there is as it was.
    """
    on_disk(file)
    try:
        if file.exists() and not file.is_file() and not file.is_dir():
            file.write_bytes(content)
        else:
            replace_file(file, content)
    except OSError as error:
        reason = error.strerror or error
        raise OutputError(f"{file}: can't be written ({reason}); choose another with -o") from error
