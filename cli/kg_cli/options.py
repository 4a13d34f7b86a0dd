"""The options that commands share, and the store that they open."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any

import typer

from kg.errors import OutputError
from kg.load import shipped_graph
from kg.store import Store, default_cache, open_store

GraphOption = Annotated[
    Path | None,
    typer.Option(
        "--graph",
        envvar="KG_GRAPH",
        metavar="PATH",
        help="Folder of the graph to read; without it, the one that ships.",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]
OutputOption = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="FILE", help="Write to a file; - is standard output."),
]


def opened(graph: Path | None) -> Store:
    """The store of the graph that a command is to read; to be closed, as by `with`."""
    return open_store(graph or shipped_graph(), default_cache(), tell)


def tell(message: str) -> None:
    """Say something that is not a result."""
    print(f"kg: {message}", file=sys.stderr)  # noqa: T201 - messages go to stderr


def print_json(data: Any, *, indent: int | None = 2) -> None:
    """Print data as JSON, on one line when indent is None."""
    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=indent) + "\n")


def write_text(text: str, file: Path | None) -> None:
    """Write a result to standard output, or to a file whole or not at all.

    Raises:
        OutputError: the file can't be written; what was there is as it was.
    """
    if file is None or str(file) == "-":
        sys.stdout.write(text)
        return
    aside = None
    try:
        handle, aside = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}-")
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace", newline="\n") as stream:
            stream.write(text)
        umask = os.umask(0)
        os.umask(umask)
        Path(aside).chmod(0o666 & ~umask)  # mkstemp's files are private; results are not
        Path(aside).replace(file)
    except OSError as error:
        if aside is not None:
            with suppress(OSError):
                Path(aside).unlink(missing_ok=True)
        reason = error.strerror or error
        raise OutputError(f"{file}: can't be written ({reason}); choose another with -o") from error
