"""The options that commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

# Not a Path, which would make one slash of the two in an address.
GraphOption = Annotated[
    str | None,
    typer.Option(
        "--graph",
        envvar="KG_GRAPH",
        metavar="PATH",
        help="Folder or postgresql:// address of the graph; without it, the one that ships.",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]
OutputOption = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="FILE", help="Write to a file; - is standard output."),
]
