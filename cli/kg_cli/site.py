"""kg site: the graph as a folder of pages to publish."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from kg.errors import OutputError
from kg_cli.graphs import on_disk, opened
from kg_cli.options import GraphOption, JsonOption
from kg_cli.output import print_json, tell

MARKER = ".kg-site"
"""The file that lists what was written, so that nothing else is ever replaced."""


def site(
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="DIR", help="The folder to write.")
    ] = Path("kg-site"),
    title: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Heading, instead of the graph's title.")
    ] = None,
    json: JsonOption = False,
    graph: GraphOption = None,
) -> None:
    """Write a static site: the map, a page a concept, study lists and search."""
    on_disk(output)
    with opened(graph) as store:
        # Imported late, as the map's page is.
        from kg.export.site import site_pages

        count = write_folder(site_pages(store, title=title), output)
        concepts = len(store)
    if json:
        print_json({"folder": str(output), "files": count, "concepts": concepts})
    else:
        tell(f"wrote {count} files; open {output / 'index.html'}")


def write_folder(files: Iterator[tuple[str, str]], folder: Path) -> int:
    """Write files into a folder, all of them or none.

    A folder that is there is replaced only when all in it was written so before.

    Returns:
        How many files were written.

    Raises:
        OutputError: the folder holds something else, or can't be written; it is as it was.
    """
    aside: Path | None = None
    try:
        real = Path(os.path.realpath(folder))
        _refuse_others(real, folder)
        real.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(dir=real.parent, prefix=".kg-site-"))
        names = []
        for name, text in files:
            file = aside / name
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8", errors="replace", newline="\n")
            names.append(name)
        (aside / MARKER).write_text("".join(f"{name}\n" for name in names), encoding="utf-8")
        umask = os.umask(0)
        os.umask(umask)
        aside.chmod(0o777 & ~umask)  # mkdtemp's folders are private; sites are not
        _swap(aside, real)
    except OutputError:
        raise
    except OSError as error:
        reason = error.strerror or error
        raise OutputError(
            f"{folder}: can't be written ({reason}); choose another with -o"
        ) from error
    finally:
        if aside is not None:
            shutil.rmtree(aside, ignore_errors=True)
    return len(names)


def _refuse_others(real: Path, folder: Path) -> None:
    """Raise when a folder may not be replaced."""
    if not real.exists():
        return
    if real in (Path.cwd(), *Path.cwd().parents):
        raise OutputError(f"{folder}: is the folder you are in; choose another with -o")
    foreign = str(folder)
    if real.is_dir():
        marker = real / MARKER
        ours = marker.read_text(encoding="utf-8").splitlines() if marker.is_file() else []
        found = {file.relative_to(real).as_posix() for file in real.rglob("*") if not file.is_dir()}
        others = sorted(found - {MARKER, *ours})
        if not others:
            return
        foreign = others[0]
    raise OutputError(
        f"{folder}: holds what kg site did not write ({foreign}); choose another with -o"
    )


def _swap(aside: Path, real: Path) -> None:
    """Put a new folder in the place of another, which stays where that can't be done."""
    if not real.exists():
        aside.replace(real)
        return
    old = aside.with_name(f"{aside.name}-old")
    real.replace(old)
    try:
        aside.replace(real)
    except BaseException:  # a Ctrl-C as well
        old.replace(real)
        raise
    shutil.rmtree(old, ignore_errors=True)
