"""The command `kg import`: make a graph folder of cards, notes or another program's graph."""

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
from kg.formats.read_options import ReadOptions
from kg.graph_files.read_source import read_source
from kg.graph_files.resolve import name_uniquely
from kg.graph_files.source_files import is_native
from kg.graph_files.writing import ImportPlan, plan_files, write_plan
from kg.model.draft import Draft, DraftEdge
from kg.store.postgres import is_address
from kg.system.files import readable
from kg.text.normal_forms import slug
from kg.text.phrasing import quantity
from kg_cli.graphs import local_path
from kg_cli.options import JsonOption
from kg_cli.output import print_json

MAX_SUMMARY_ROWS = 10
"""Skipped rows, merges and changes of each kind that the summary names without --explain."""

MAX_CARDS_SHOWN = 3
"""Cards that are shown as read, where the layout was guessed."""

MAX_SIDE_CHARS = 70
"""Characters of each side of such a card."""

NO_LOSSES = frozenset(
    {"the header", "a comment", "the title", "to be left out", "a tag to be left out"}
)
"""Reasons for skipping what is no card."""

OVERRULING_OPTIONS = "--columns, --separator, --header/--no-header, --html/--no-html or --format"

CHANGE_LABELS = {
    "kept": "your edits kept",
    "conflict": "your edits kept, though the deck says something new",
    "orphaned": "your edits kept, though no longer in the deck",
    "deleted": "left out, as you deleted it",
    "merged": "left out, as you gave its name to another concept",
    "needed": "kept, though no longer in the deck, as a concept of yours links to it",
    "dropped": "links left out, as your edits leave no place for them (to rename a concept, keep"
    " its old name as an alias)",
    "removed": "removed, as no longer in the deck",
    "added": "added",
    "updated": "updated",
}
"""The words for each kind of `Change`, in the order of the summary."""


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
        _show_reading(found, skipped, is_json=json)
        return
    if output is None and folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file; give a folder to write to with -o")
    draft = found.draft if isinstance(found, Proposal) else name_uniquely(found)
    try:
        plan = plan_files(draft, folder, readable(deck.name))
        write_plan(plan, folder)
    except OSError as error:
        message = f"can't be written: {error.strerror or error}; nothing was changed"
        raise DataError([Finding(str(folder), 1, "E510", message)]) from error
    concepts = len(draft.concepts)
    edges = sum(len(concept.edges) for concept in draft.concepts)
    if json:
        print_json(_as_object(found, skipped, plan, folder, concepts, edges))
        return
    screen = Screen(sys.stdout)
    if isinstance(found, Proposal):
        _show_proposal(screen, found, explain=explain)
    limit = None if explain else MAX_SUMMARY_ROWS
    for place, reason in skipped[:limit]:
        screen.line(f"skipped: {place}: {reason}", 0)
    _show_rest(screen, len(skipped), limit, "skipped")
    screen.line(f"{quantity(concepts, 'concept')}, {quantity(edges, 'link')}", 0)
    _show_changes(screen, plan)
    counts = _counts(found, skipped)
    screen.line(f"{counts}; written to {folder}; ask it: kg ask --graph {folder} …", 0)


def _counts(found: Proposal | Draft, skipped: Sequence[Skipped]) -> str:
    """Return how much came in: the cards or concepts read, and what was skipped."""
    if isinstance(found, Proposal):
        read = quantity(found.cards, "card")
        if found.articles:
            read += f" and {quantity(found.articles, 'note')}"
    else:
        read = quantity(len(found.concepts), "concept")
    return f"{read} read, {len(skipped)} skipped"


def _as_finding(loss: Skipped) -> Finding:
    """Return a skipped row as an error, for --strict."""
    path, _, line = loss.place.rpartition(":")
    message = f"{loss.reason}; without --strict it is skipped"
    if line.isdigit():
        return Finding(path, int(line), "E511", message)
    return Finding(loss.place, 1, "E511", message)


def _show_reading(found: Proposal | Draft, skipped: Sequence[Skipped], *, is_json: bool) -> None:
    """Show how a deck is read: what was guessed, its first cards, and what is skipped."""
    cards = found.draft.cards if isinstance(found, Proposal) else ()
    if is_json:
        print_json(
            {
                "cards": found.cards if isinstance(found, Proposal) else 0,
                "guessed": list(found.guesses) if isinstance(found, Proposal) else [],
                "skipped": [row._asdict() for row in skipped],
                "first": [card.to_json() for card in cards[:MAX_CARDS_SHOWN]],
            }
        )
        return
    screen = Screen(sys.stdout)
    if isinstance(found, Proposal):
        _show_guesses(screen, found)
    for place, reason in skipped:
        screen.line(f"skipped: {place}: {reason}", 0)
    screen.line(f"{_counts(found, skipped)}; nothing was written", 0)


def _show_guesses(screen: Screen, found: Proposal) -> None:
    """Show what was guessed of the layout, the first cards as read, and what would overrule it."""
    for guess in found.guesses:
        screen.line(f"guessed: {guess}", 0)
    for card in found.draft.cards[:MAX_CARDS_SHOWN]:
        front, back = (" ".join(text.split()) for text in (card.front_text, card.back_text))
        screen.line(f"{front[:MAX_SIDE_CHARS]} → {back[:MAX_SIDE_CHARS]}")
    if found.guesses:
        screen.line(f"read otherwise with {OVERRULING_OPTIONS}", 0)


def _show_proposal(screen: Screen, found: Proposal, *, explain: bool) -> None:
    """Show how many cards were read, and which links and merges were made of them."""
    questions = (
        f" ({quantity(found.questions, 'question')})" if found.questions != found.cards else ""
    )
    screen.line(f"{quantity(found.cards, 'card')} read{questions}", 0)
    if found.guesses:
        _show_guesses(screen, found)
    screen.table(("links", "pattern"), [(n, pattern) for pattern, n in found.by_pattern()])
    if explain:
        for edge in found.edges:
            screen.line(
                f"{edge.subject} -{edge.relation}-> {edge.object} [{edge.citation}] "
                f"{edge.pattern}, {edge.confidence:.2f}"
            )
        for edge, reason in found.rejected:
            screen.line(
                f"rejected: {edge.subject} -{edge.relation}-> {edge.object} [{edge.citation}] "
                f"{edge.pattern}: {reason}"
            )
    elif found.rejected:
        screen.line(f"{quantity(len(found.rejected), 'link')} rejected; --explain shows them", 0)
    limit = None if explain else MAX_SUMMARY_ROWS
    for name, concept, reason in found.merges[:limit]:
        screen.line(f"merged: {name} is {concept} ({reason})", 0)
    _show_rest(screen, len(found.merges), limit, "merged")


def _show_rest(screen: Screen, count: int, limit: int | None, what: str) -> None:
    """Show how many rows are beyond the limit, if any."""
    if limit is not None and count > limit:
        screen.line(f"and {count - limit} more {what}; --explain shows them", 0)


def _show_changes(screen: Screen, plan: ImportPlan) -> None:
    """Show what became of the concepts of an earlier import; nothing on the first."""
    if all(change.kind == "added" for change in plan.changes):
        return
    for kind, label in CHANGE_LABELS.items():
        names = [change.name for change in plan.changes if change.kind == kind]
        if names:
            shown = ", ".join(names[:MAX_SUMMARY_ROWS])
            rest = len(names) - MAX_SUMMARY_ROWS
            screen.line(f"{label}: {shown}{f' and {rest} more' if rest > 0 else ''}", 0)


def _as_object(
    found: Proposal | Draft,
    skipped: Sequence[Skipped],
    plan: ImportPlan,
    folder: Path,
    concepts: int,
    edges: int,
) -> dict[str, object]:
    """Return the summary of an import as a JSON object."""
    summary: dict[str, object] = {"folder": str(folder), "concepts": concepts, "edges": edges}
    if isinstance(found, Proposal):
        summary |= {
            "cards": found.cards,
            "notes": found.articles,
            "guessed": list(found.guesses),
            "asked": found.questions,
            "patterns": dict(found.by_pattern()),
            "grounds": [_edge_as_object(edge) for edge in found.edges],
            "left_out": [
                _edge_as_object(edge) | {"reason": reason} for edge, reason in found.rejected
            ],
            "merges": [merge._asdict() for merge in found.merges],
        }
    summary["skipped"] = [row._asdict() for row in skipped]
    summary["changes"] = [change._asdict() for change in plan.changes]
    return summary


def _edge_as_object(edge: DraftEdge) -> dict[str, object]:
    return {
        "subject": edge.subject,
        "relation": edge.relation,
        "object": edge.object,
        "pattern": edge.pattern,
        "source": edge.citation,
        "confidence": edge.confidence,
    }


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
