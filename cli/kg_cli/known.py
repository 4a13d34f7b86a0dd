"""The command `kg known`: record which concepts a learner knows."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from kg.export.terminal import Screen
from kg.learn.progress import DEFAULT_PROFILE, dump_status
from kg.store import Store
from kg.text.phrasing import quantity
from kg_cli.graphs import find_concept, open_graph
from kg_cli.options import (
    GraphOption,
    JsonOption,
    ProfileOption,
    find_keys,
    load_progress,
    progress_file,
    read_progress_from,
)
from kg_cli.output import print_json, print_message, safe_json

command = typer.Typer(
    help="Record which concepts you know.\n\n"
    "kg next, kg unlocks, kg quiz and kg progress use the record, kg study with --profile.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)

NamesArgument = Annotated[
    list[str], typer.Argument(help="Concepts; put quotes around a name with spaces.")
]


@command.command()
def add(
    names: NamesArgument,
    profile: ProfileOption = DEFAULT_PROFILE,
    json: JsonOption = False,
    graph: GraphOption = None,
) -> None:
    """Record that you know some concepts."""
    with open_graph(graph) as store:
        known_before = load_progress(store, profile).known
        ids = [i for i in _identifiers(store, names) if i not in known_before]
        progress = progress_file(profile).change(store.slug, lambda p: p.with_status(ids, "known"))
    _report("added", ids, len(progress.known), is_json=json)


@command.command()
def remove(
    names: NamesArgument,
    profile: ProfileOption = DEFAULT_PROFILE,
    json: JsonOption = False,
    graph: GraphOption = None,
) -> None:
    """Forget concepts, with when they are due for review."""
    with open_graph(graph) as store:
        met_before = load_progress(store, profile).current_status
        ids = [i for i in _identifiers(store, names) if i in met_before]
        progress = progress_file(profile).change(store.slug, lambda p: p.without(ids))
    _report("removed", ids, len(progress.known), is_json=json)


@command.command("list")
def list_(
    profile: ProfileOption = DEFAULT_PROFILE, json: JsonOption = False, graph: GraphOption = None
) -> None:
    """List what you know and are learning.

    --json prints it in the format that the map page and kg known import read.
    """
    with open_graph(graph) as store:
        progress = load_progress(store, profile)
        if json:
            sys.stdout.write(safe_json(dump_status(store.slug, progress)))
            return
        status = progress.current_status
        keys, missing = find_keys(store, status)
        concepts = store.concepts(keys).values()
        rows = sorted(((status[c.id] == "known", c.name, c.kind) for c in concepts), reverse=True)
    if not rows:
        print_message(
            "nothing is recorded yet; add what you know, for example: kg known add recall"
        )
    Screen(sys.stdout).table(
        ("concept", "kind", "status"),
        ((name, kind, "known" if is_known else "learning") for is_known, name, kind in rows),
    )
    _report_missing(missing)


@command.command("import")
def import_(
    file: Annotated[
        Path,
        typer.Argument(help="File saved by kg or the map page, or names, one per line."),
    ],
    profile: ProfileOption = DEFAULT_PROFILE,
    json: JsonOption = False,
    graph: GraphOption = None,
) -> None:
    """Add what a file says you know or are learning."""
    with open_graph(graph) as store:
        status = read_progress_from(file, store).current_status
        keys, missing = find_keys(store, status)
        ids = sorted(concept.id for concept in store.concepts(keys).values())
        progress = progress_file(profile).change(
            store.slug,
            lambda p: p.with_status([i for i in ids if status[i] == "known"], "known").with_status(
                [i for i in ids if status[i] == "learning"], "learning"
            ),
        )
    _report("added", ids, len(progress.known), is_json=json)
    _report_missing(missing)


def _identifiers(store: Store, names: Sequence[str]) -> list[str]:
    """Return the identifiers of the concepts that a user names, each once."""
    return list(dict.fromkeys(store.concept(find_concept(store, name)).id for name in names))


def _report(change: str, ids: Sequence[str], known_now: int, *, is_json: bool) -> None:
    if is_json:
        print_json({change: ids, "known": known_now})
    else:
        print_message(f"{change} {quantity(len(ids), 'concept')}; {known_now} known now")


def _report_missing(missing: int) -> None:
    if missing:
        print_message(f"left out {quantity(missing, 'concept')} that this graph does not have")
