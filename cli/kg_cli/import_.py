"""kg import: somebody's cards, notes or graph, made into a graph folder."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from kg.errors import DataError, Finding, Skipped, UsageError
from kg.export.terminal import Screen
from kg.extract import Proposal
from kg.graph_files.read_source import read_source
from kg.graph_files.resolve import name_uniquely
from kg.graph_files.source_files import is_native
from kg.graph_files.writing import Plan, plan_files, write_plan
from kg.model.draft import Draft, DraftEdge
from kg.store.postgres import is_address
from kg.text.normal_forms import slug
from kg.text.phrasing import quantity
from kg_cli.graphs import on_disk
from kg_cli.options import JsonOption
from kg_cli.output import print_json

SHOWN = 10
"""Skipped rows, merges and changes that a summary names, without --explain."""


def import_(
    deck: Annotated[Path, typer.Argument(help="File or folder of cards, notes or a graph.")],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="DIR", help="Folder to write; else named as DECK."),
    ] = None,
    form: Annotated[
        str | None, typer.Option("--format", metavar="NAME", help="Its format; else found out.")
    ] = None,
    encoding: Annotated[
        str | None, typer.Option(metavar="NAME", help="Encoding of its text, such as cp1252.")
    ] = None,
    jobs: Annotated[
        int, typer.Option(metavar="N", min=1, help="Processes that read cards; for large decks.")
    ] = 1,
    explain: Annotated[
        bool,
        typer.Option("--explain", help="List every edge with its grounds, and those left out."),
    ] = False,
    json: JsonOption = False,
) -> None:
    """Make a graph of flashcards, notes or another program's graph; edit it, import again."""
    if output is not None and is_address(str(output)):
        raise UsageError("import into a folder, look it over, then publish it: kg publish")
    on_disk(deck)
    try:
        is_there = deck.exists()
        real = deck.resolve()
    except (OSError, RuntimeError) as error:  # a name that no file can have, a loop of links
        reason = error.strerror if isinstance(error, OSError) else "links in a loop"
        raise UsageError(f"{str(deck)[:200]}: {reason}") from error
    if is_native(deck) and is_there:
        message = "a graph already; ask it with kg ask --graph, check it with kg check"
        raise DataError([Finding(str(deck), 1, "E508", message)])
    folder = output or Path(slug(real.stem))
    if is_there and deck.is_dir() and folder.resolve() == real:
        if output is not None:
            raise UsageError(f"{folder} holds the notes; give another folder with -o")
        folder = folder.with_name(f"{folder.name}-graph")
    with _progress() as step:
        found = read_source(deck, form=form, encoding=encoding, step=step, jobs=jobs)
    skipped = found.skipped
    draft = found.draft if isinstance(found, Proposal) else name_uniquely(found)
    try:
        plan = plan_files(draft, folder, deck.name)
        write_plan(plan, folder)
    except OSError as error:
        message = f"can't be written: {error.strerror or error}; what was there is as it was"
        raise DataError([Finding(str(folder), 1, "E510", message)]) from error
    concepts = len(draft.concepts)
    edges = sum(len(concept.edges) for concept in draft.concepts)
    if json:
        print_json(_as_json(found, skipped, plan, folder, concepts, edges))
        return
    screen = Screen(sys.stdout)
    if isinstance(found, Proposal):
        _summarise(screen, found, explain=explain)
    most = None if explain else SHOWN
    for place, reason in skipped[:most]:
        screen.line(f"skipped: {place}: {reason}", 0)
    _and_more(screen, len(skipped), most, "skipped")
    screen.line(f"{quantity(concepts, 'concept')}, {quantity(edges, 'edge')}", 0)
    _show_changes(screen, plan)
    screen.line(f"written to {folder}; ask it: kg ask --graph {folder} …", 0)


def _summarise(screen: Screen, found: Proposal, *, explain: bool) -> None:
    notes = f" ({quantity(found.asked, 'question')} asked)" if found.asked != found.cards else ""
    screen.line(f"{quantity(found.cards, 'card')} read{notes}", 0)
    if found.is_guessed:
        screen.line("fronts and backs were told apart by turns only, a line each", 0)
    screen.table(("edges", "pattern"), [(n, pattern) for pattern, n in found.by_pattern()])
    if explain:
        for edge in found.edges:
            screen.line(
                f"{edge.subject} -{edge.relation}-> {edge.object} [{edge.citation}] "
                f"{edge.pattern}, {edge.confidence:.2f}"
            )
        for edge, reason in found.left_out:
            screen.line(
                f"left out: {edge.subject} -{edge.relation}-> {edge.object} [{edge.citation}] "
                f"{edge.pattern}: {reason}"
            )
    elif found.left_out:
        screen.line(f"{quantity(len(found.left_out), 'edge')} left out; --explain shows them", 0)
    most = None if explain else SHOWN
    for name, concept, reason in found.merges[:most]:
        screen.line(f"merged: {name} is {concept} ({reason})", 0)
    _and_more(screen, len(found.merges), most, "merges")


def _and_more(screen: Screen, number: int, most: int | None, what: str) -> None:
    if most is not None and number > most:
        screen.line(f"and {number - most} more {what}; --explain shows them", 0)


_SAID = {
    "kept": "kept as you edited it",
    "conflict": "kept as you edited it, though the deck says something new of it",
    "orphaned": "kept as you edited it, though the deck has it no more",
    "deleted": "left out, as you deleted it",
    "merged": "left out, as you gave its name to another concept",
    "needed": "gone from the deck, but kept for a table of yours leads to it",
    "dropped": "edges left out beside what you edited (keep the old name of a renamed concept as an"
    " alias)",
    "removed": "removed, for the deck has it no more",
    "added": "added",
    "updated": "updated",
}


def _show_changes(screen: Screen, plan: Plan) -> None:
    """What became of the tables that were there, by kind; nothing on a first import."""
    if all(change.kind == "added" for change in plan.changes):
        return
    for kind, said in _SAID.items():
        names = [change.name for change in plan.changes if change.kind == kind]
        if names:
            shown = ", ".join(names[:SHOWN])
            rest = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
            screen.line(f"{said}: {shown}{rest}", 0)


def _as_json(
    found: Proposal | Draft,
    skipped: Sequence[Skipped],
    plan: Plan,
    folder: Path,
    concepts: int,
    edges: int,
) -> dict[str, object]:
    told: dict[str, object] = {"folder": str(folder), "concepts": concepts, "edges": edges}
    if isinstance(found, Proposal):
        told |= {
            "cards": found.cards,
            "asked": found.asked,
            "patterns": dict(found.by_pattern()),
            "grounds": [_edge_as_json(edge) for edge in found.edges],
            "left_out": [
                _edge_as_json(edge) | {"reason": reason} for edge, reason in found.left_out
            ],
            "merges": [merge._asdict() for merge in found.merges],
        }
    told["skipped"] = [row._asdict() for row in skipped]
    told["changes"] = [change._asdict() for change in plan.changes]
    return told


def _edge_as_json(edge: DraftEdge) -> dict[str, object]:
    return {
        "subject": edge.subject,
        "relation": edge.relation,
        "object": edge.object,
        "pattern": edge.pattern,
        "source": edge.citation,
        "confidence": edge.confidence,
    }


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None] | None]:
    """A bar on a terminal, nothing in a pipe."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading cards", total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)
