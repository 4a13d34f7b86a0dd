"""The command `kg site`: write the graph as a static website."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from kg.errors import OutputError
from kg.export.site import site_pages
from kg.system.files import ASIDE, remove_leftovers, temporary_folder
from kg_cli.graphs import local_path, open_graph
from kg_cli.options import GraphOption, JsonOption
from kg_cli.output import print_json, print_message

SITE_MARKER = ".kg-site"
"""Name of the file in a site that lists its other files; a folder with more is not replaced."""


def command(
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="DIR", help="Output folder.")
    ] = Path("kg-site"),
    title: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Heading (default: the graph's title).")
    ] = None,
    json: JsonOption = False,
    graph: GraphOption = None,
) -> None:
    """Write a static website: map, concept pages, study lists, search."""
    local_path(output)
    with open_graph(graph) as store:
        count = write_folder(site_pages(store, title=title), output)
        concepts = len(store)
    if json:
        print_json({"folder": str(output), "files": count, "concepts": concepts})
    else:
        print_message(f"wrote {count} files; open {output / 'index.html'}")


def write_folder(files: Iterator[tuple[str, str]], folder: Path) -> int:
    """Write files into a folder, all of them or none.

    An existing folder is replaced if it is empty or holds nothing but what this function wrote.

    Args:
        files: the name of each file, relative to the folder and with "/", and its text.
        folder: the folder; its parents are made as needed.

    Returns:
        How many files were written.

    Raises:
        OutputError: the folder holds other files, or can't be written; it is left as it was.
    """
    try:
        target = Path(os.path.realpath(folder))
        _refuse_others(target, folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        remove_leftovers(target.parent)
        with temporary_folder(target.parent, "site-") as temporary:
            new = temporary / "new"
            new.mkdir()
            names = []
            for name, text in files:
                file = new / name
                file.parent.mkdir(exist_ok=True)
                file.write_text(text, encoding="utf-8", errors="replace", newline="\n")
                names.append(name)
            listed = "".join(f"{name}\n" for name in names)
            (new / SITE_MARKER).write_text(listed, encoding="utf-8")
            _swap(new, target, temporary / ASIDE)
    except OutputError:
        raise
    except OSError as error:
        reason = error.strerror or error
        raise OutputError(
            f"{folder}: can't be written ({reason}); choose another with -o"
        ) from error
    return len(names)


def _refuse_others(target: Path, folder: Path) -> None:
    """Raise OutputError if `target`, which the user named `folder`, may not be replaced."""
    if not target.exists():
        return
    if target in (Path.cwd(), *Path.cwd().parents):
        raise OutputError(f"{folder}: is the current folder; choose another with -o")
    foreign = str(folder)
    if target.is_dir():
        marker = target / SITE_MARKER
        ours = marker.read_text(encoding="utf-8").splitlines() if marker.is_file() else []
        files = (file for file in target.rglob("*") if not file.is_dir())
        found = {file.relative_to(target).as_posix() for file in files}
        others = sorted(found - {SITE_MARKER, *ours})
        if not others:
            return
        foreign = others[0]
    raise OutputError(
        f"{folder}: holds files that kg site did not write ({foreign}); choose another with -o"
    )


def _swap(new: Path, target: Path, aside: Path) -> None:
    """Move a new folder to a target, whose old content is put aside, and kept if that fails."""
    if not target.exists():
        new.replace(target)
        return
    aside.mkdir()
    old = aside / target.name
    target.replace(old)
    try:
        new.replace(target)
    except BaseException:  # including Ctrl-C
        old.replace(target)
        raise
