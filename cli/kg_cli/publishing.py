"""kg site: the graph as a folder of pages to publish."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from kg.errors import OutputError
from kg_cli.options import GraphOption, JsonOption, opened, print_json, tell

MARKER = ".kg-site"
"""The file that tells a site from a folder that somebody else made."""


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
    with opened(graph) as store:
        # Imported late, as the map's page is.
        from kg.render.site import site_pages

        count = write_folder(site_pages(store, title=title), output)
        concepts = len(store)
    if json:
        print_json({"folder": str(output), "files": count, "concepts": concepts})
    else:
        tell(f"wrote {count} files; open {output / 'index.html'}")


def write_folder(files: Iterator[tuple[str, str]], folder: Path) -> int:
    """Write files into a folder, all of them or none.

    A folder that is there is replaced only when it is empty or was written so before.

    Returns:
        How many files were written.

    Raises:
        OutputError: the folder holds something else, or can't be written; it is as it was.
    """
    aside: Path | None = None
    old: Path | None = None
    try:
        real = Path(os.path.realpath(folder))
        if real.exists() and not _is_ours(real):
            raise OutputError(
                f"{folder}: holds what kg site did not write; choose another with -o, or empty it"
            )
        real.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(dir=real.parent, prefix=".kg-site-"))
        count = 0
        for count, (name, text) in enumerate(files, 1):  # noqa: B007 - the last is the number
            file = aside / name
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8", errors="replace", newline="\n")
        (aside / MARKER).write_text("made by kg site\n", encoding="utf-8")
        umask = os.umask(0)
        os.umask(umask)
        aside.chmod(0o777 & ~umask)  # mkdtemp's folders are private; sites are not
        if real.exists():
            old = Path(tempfile.mkdtemp(dir=real.parent, prefix=".kg-old-"))
            real.replace(old / "site")
        aside.replace(real)
        aside = None
    except OutputError:
        raise
    except OSError as error:
        if old is not None and not real.exists():
            (old / "site").replace(real)
        reason = error.strerror or error
        raise OutputError(
            f"{folder}: can't be written ({reason}); choose another with -o"
        ) from error
    finally:
        for left in (aside, old):
            if left is not None:
                with suppress(OSError):
                    shutil.rmtree(left)
    return count


def _is_ours(folder: Path) -> bool:
    if not folder.is_dir():
        return False
    return (folder / MARKER).is_file() or not any(folder.iterdir())
