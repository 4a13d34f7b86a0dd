"""The command `kg import`: make a graph folder of cards, notes or another program's graph."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from kg.errors import DataError, Finding, Skipped, UsageError
from kg.export.terminal import Screen
from kg.extract import Proposal
from kg.formats.read_options import ReadOptions
from kg.graph_files.read_source import read_source
from kg.graph_files.resolve import name_uniquely
from kg.graph_files.source_files import is_native
from kg.graph_files.writing import plan_files, write_plan
from kg.store.postgres import is_address
from kg.text.encodable import encodable_text
from kg.text.normal_forms import slug
from kg.text.phrasing import quantity
from kg_cli.graphs import local_path
from kg_cli.import_output import (
    MAX_SUMMARY_ROWS,
    import_as_object,
    show_changes,
    show_proposal,
    show_reading,
    show_rest,
    summary_counts,
)
from kg_cli.options import JsonOption
from kg_cli.output import print_json

NO_LOSSES = frozenset(
    {"the header", "a comment", "the title", "to be left out", "a tag to be left out"}
)
"""Reasons for skipping what is no card."""


def command(
    deck: Annotated[Path, typer.Argument(help="File or folder of cards, notes or a graph.")],
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="DIR", help="Output folder (default: the deck's name)."
        ),
    ] = None,
    format_: Annotated[
        str | None,
        typer.Option("--format", metavar="NAME", help="Input format (default: detected)."),
    ] = None,
    encoding: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Text encoding, such as cp1252 (default: detected)."),
    ] = None,
    jobs: Annotated[
        int, typer.Option(metavar="N", min=1, help="Read a large deck with N processes.")
    ] = 1,
    explain: Annotated[
        bool,
        typer.Option("--explain", help="Show why each link was found, and which were rejected."),
    ] = False,
    columns: Annotated[
        str | None,
        typer.Option(metavar="NAME,...", help="What the columns are: front, back, tags, deck, -."),
    ] = None,
    separator: Annotated[
        str | None, typer.Option(metavar="CHAR", help="What divides cells: tab, comma, pipe ...")
    ] = None,
    header: Annotated[
        bool | None, typer.Option("--header/--no-header", help="The first row names the columns.")
    ] = None,
    html: Annotated[bool | None, typer.Option("--html/--no-html", help="Cells are HTML.")] = None,
    lang: Annotated[
        str, typer.Option(metavar="TAG", help="Language of the cards, such as de.")
    ] = "",
    ignore: Annotated[
        list[str] | None,
        typer.Option(metavar="PATTERN", help="Leave out files, folders or tags; repeat for each."),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Fail if anything is skipped.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show how the deck is read; write nothing.")
    ] = False,
    json: JsonOption = False,
) -> None:
    """Turn flashcards, notes or another graph into a graph folder.

    You can edit the folder and import again: your edits are kept.
    """
    if output is not None and is_address(str(output)):
        raise UsageError("import into a folder first, look it over, then run kg publish")
    local_path(deck)
    try:
        exists = deck.exists()
        real = deck.resolve()
    except (OSError, RuntimeError) as error:  # an impossible file name, or a cycle of links
        reason = error.strerror if isinstance(error, OSError) else "links in a cycle"
        raise UsageError(f"{str(deck)[:200]}: {reason}") from error
    if is_native(deck) and exists:
        message = "already a graph; ask it with kg ask --graph, check it with kg check"
        raise DataError([Finding(str(deck), 1, "E508", message)])
    folder = output or Path(slug(real.stem))
    if exists and deck.is_dir() and folder.resolve() == real:
        if output is not None:
            raise UsageError(f"{folder} holds the notes; choose another folder with -o")
        folder = folder.with_name(f"{folder.name}-graph")
    options = ReadOptions(
        tuple(name.strip() for name in columns.split(",")) if columns else (),
        separator,
        header,
        html,
        lang,
        tuple(ignore or ()),
    )
    with _progress_bar() as step:
        found = read_source(
            deck, form=format_, encoding=encoding, step=step, jobs=jobs, options=options
        )
    skipped = found.skipped
    losses = [row for row in skipped if row.reason not in NO_LOSSES]
    if strict and losses:
        raise DataError(map(_as_finding, losses))
    if dry_run:
        show_reading(found, skipped, is_json=json)
        return
    if output is None and folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file; give a folder to write to with -o")
    draft = found.draft if isinstance(found, Proposal) else name_uniquely(found)
    try:
        plan = plan_files(draft, folder, encodable_text(deck.name))
        write_plan(plan, folder)
    except OSError as error:
        message = f"can't be written: {error.strerror or error}; nothing was changed"
        raise DataError([Finding(str(folder), 1, "E510", message)]) from error
    concepts = len(draft.concepts)
    edges = sum(len(concept.edges) for concept in draft.concepts)
    if json:
        print_json(import_as_object(found, skipped, plan, folder, concepts, edges))
        return
    screen = Screen(sys.stdout)
    if isinstance(found, Proposal):
        show_proposal(screen, found, explain=explain)
    limit = None if explain else MAX_SUMMARY_ROWS
    for place, reason in skipped[:limit]:
        screen.line(f"skipped: {place}: {reason}", 0)
    show_rest(screen, len(skipped), limit, "skipped")
    screen.line(f"{quantity(concepts, 'concept')}, {quantity(edges, 'link')}", 0)
    show_changes(screen, plan)
    counts = summary_counts(found, skipped)
    screen.line(f"{counts}; written to {folder}; ask it: kg ask --graph {folder} …", 0)


def _as_finding(loss: Skipped) -> Finding:
    """Return a skipped row as an error, for --strict."""
    path, _, line = loss.place.rpartition(":")
    message = f"{loss.reason}; without --strict it is skipped"
    if line.isdigit():
        return Finding(path, int(line), "E511", message)
    return Finding(loss.place, 1, "E511", message)


@contextmanager
def _progress_bar() -> Iterator[Callable[[int, int], None] | None]:
    """Show a progress bar on a terminal; yield a function that moves it, or None in a pipe."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading cards", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
