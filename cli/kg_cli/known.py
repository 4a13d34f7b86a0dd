"""kg known: what a learner knows, kept in one small file."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from kg.export.terminal import Screen
from kg.learn.progress import PROFILE, dump_marks
from kg.store import Store
from kg.text.phrasing import quantity
from kg_cli.graphs import named, opened
from kg_cli.options import (
    GraphOption,
    JsonOption,
    ProfileOption,
    keys_of,
    progress_file,
    progress_of,
    read_marks,
)
from kg_cli.output import print_json, tell

known = typer.Typer(
    help="Keep what you know: kg next, kg quiz and kg study --profile go by it.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Names = Annotated[list[str], typer.Argument(help="Concepts, each in quotes where it has spaces.")]


@known.command()
def add(
    names: Names,
    profile: ProfileOption = PROFILE,
    json: JsonOption = False,
    graph: GraphOption = None,
) -> None:
    """Mark concepts as known."""
    with opened(graph) as store:
        known_before = progress_of(store, profile).known
        ids = [i for i in _ids(store, names) if i not in known_before]
        progress = progress_file(profile).change(store.slug, lambda p: p.marked(ids, "learnt"))
    _report("added", ids, len(progress.known), json=json)


@known.command()
def remove(
    names: Names,
    profile: ProfileOption = PROFILE,
    json: JsonOption = False,
    graph: GraphOption = None,
) -> None:
    """Make concepts unknown again, as if they had never been asked."""
    with opened(graph) as store:
        met_before = progress_of(store, profile).standing
        ids = [i for i in _ids(store, names) if i in met_before]
        progress = progress_file(profile).change(store.slug, lambda p: p.without(ids))
    _report("removed", ids, len(progress.known), json=json)


def _ids(store: Store, names: Sequence[str]) -> list[str]:
    """The identifiers of the concepts that are meant, each once."""
    return list(dict.fromkeys(store.concept(named(store, name)).id for name in names))


def _report(what: str, ids: Sequence[str], known_now: int, *, json: bool) -> None:
    if json:
        print_json({what: ids, "known": known_now})
    else:
        tell(f"{what} {quantity(len(ids), 'concept')}; {known_now} known now")


@known.command("list")
def list_(
    profile: ProfileOption = PROFILE, json: JsonOption = False, graph: GraphOption = None
) -> None:
    """List what is known and what is being learnt; --json is what the map's page loads."""
    with opened(graph) as store:
        progress = progress_of(store, profile)
        if json:
            sys.stdout.write(dump_marks(store.slug, progress))
            return
        keys, missing = keys_of(store, progress.standing)
        rows = sorted(
            (progress.standing[c.id], c.name, c.kind) for c in store.concepts(keys).values()
        )
    if not rows:
        tell("nothing is known yet; say what is, as in: kg known add recall")
    Screen(sys.stdout).table(
        ("concept", "kind", "mark"), ((name, kind, mark) for mark, name, kind in reversed(rows))
    )
    if missing:
        tell(f"left out {quantity(missing, 'mark')} of concepts that this graph does not have")


@known.command("import")
def import_(
    file: Annotated[
        Path, typer.Argument(help="Marks of the map's page, progress, or names a line.")
    ],
    profile: ProfileOption = PROFILE,
    json: JsonOption = False,
    graph: GraphOption = None,
) -> None:
    """Take in marks that the map's page saved, another profile's progress, or a list of names."""
    with opened(graph) as store:
        marks = read_marks(file, store).standing
        keys, missing = keys_of(store, marks)
        ids = sorted(concept.id for concept in store.concepts(keys).values())
        progress = progress_file(profile).change(
            store.slug,
            lambda p: p.marked([i for i in ids if marks[i] == "learnt"], "learnt").marked(
                [i for i in ids if marks[i] == "learning"], "learning"
            ),
        )
    _report("added", ids, len(progress.known), json=json)
    if missing:
        tell(f"left out {quantity(missing, 'mark')} of concepts that this graph does not have")
