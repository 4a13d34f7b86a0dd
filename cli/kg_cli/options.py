"""The options that several commands share, and the progress that the learner's options select."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from kg.errors import DataError, Finding, NotFoundError, UsageError
from kg.learn.progress import (
    DEFAULT_PROFILE,
    Progress,
    ProgressFile,
    default_folder,
    parse_progress,
)
from kg.learn.progress.progress_json import MAX_YEAR, MIN_YEAR
from kg.linking.fuzzy import link
from kg.store import Key, Store
from kg.system.files import read_text
from kg_cli.graphs import find_concept

# Not a Path, which would turn the two slashes of an address into one.
GraphOption = Annotated[
    str | None,
    typer.Option(
        "--graph",
        envvar="KG_GRAPH",
        metavar="PATH",
        help="Graph: a folder, file or postgresql:// address (default: built in).",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]
OutputOption = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="FILE", help="Output file (default: standard output)."),
]
KindOption = Annotated[
    str | None, typer.Option(metavar="KIND", help="List only concepts of this kind.")
]
KnownOption = Annotated[
    str | None,
    typer.Option(
        metavar="NAME,...|FILE",
        help="What you know: names separated by commas, or a file of names or progress.",
    ),
]
ProfileOption = Annotated[
    str, typer.Option(metavar="NAME", help="Learner to use, if several share this computer.")
]
NowOption = Annotated[
    str | None,
    typer.Option(metavar="TIME", help="Time to use instead of now, such as 2026-12-20T18:00."),
]
ConceptLimitOption = Annotated[
    int, typer.Option("-n", metavar="N", min=1, help="Show at most N concepts.")
]

DEFAULT_CONCEPT_LIMIT = 12
"""Concepts that `kg next` and `kg unlocks` show without -n."""


def parse_now(now: str | None) -> datetime:
    """Return the time given by --now, or else the current time, in UTC.

    A time without a zone is local.

    Raises:
        UsageError: it is no time, or its year is out of range.
    """
    if now is None:
        return datetime.now(UTC)
    try:
        time = datetime.fromisoformat(now)
    except ValueError as error:
        raise UsageError(
            f"--now {now}: not a time; write it as 2026-12-20 or 2026-12-20T18:00"
        ) from error
    if not MIN_YEAR <= time.year <= MAX_YEAR:
        raise UsageError(f"--now {now}: the year must be from {MIN_YEAR} to {MAX_YEAR}")
    return time.astimezone(UTC)


def progress_file(profile: str = DEFAULT_PROFILE) -> ProgressFile:
    """Return the file that keeps a profile's progress.

    Raises:
        UsageError: the system has no folder for it, or the name is invalid.
    """
    return ProgressFile(default_folder(), profile)


def load_progress(store: Store, profile: str) -> Progress:
    """Return a profile's progress with a graph; empty if the system has no folder for it."""
    folder = default_folder()
    return Progress() if folder is None else ProgressFile(folder, profile).read(store.slug)


def known_concepts(store: Store, known: str | None, profile: str | None) -> set[Key]:
    """Return the keys of the concepts that the learner knows.

    Args:
        store: the graph.
        known: the value of --known, names or a file, which overrides the profile.
        profile: the profile to read if `known` is None; None reads none.

    Raises:
        NotFoundError: the graph has no concept of a name.
        DataError: a file has errors.
    """
    if known is None:
        identifiers = frozenset[str]()
        if profile is not None:
            identifiers = load_progress(store, profile).known
        return find_keys(store, identifiers)[0]
    if Path(known).exists() and not Path(known).is_dir():  # a file or a pipe
        return find_keys(store, read_progress_from(Path(known), store).known)[0]
    return {find_concept(store, name) for name in known.split(",") if name.strip()}


def find_keys(store: Store, identifiers: Iterable[str]) -> tuple[set[Key], int]:
    """Return the keys of concepts by their identifiers, and how many the graph does not have."""
    found = [store.key_of(identifier) for identifier in identifiers]
    return {key for key in found if key is not None}, found.count(None)


def read_progress_from(file: Path, store: Store) -> Progress:
    """Read progress with a graph from a file saved by kg or by the map page, or a list of names.

    A list has one name per line; empty lines and lines that begin with # are skipped.

    Raises:
        DataError: the file has errors; each name that the graph does not have is one (E404).
    """
    text = read_text(file)
    if text.lstrip().startswith(("{", "[")):
        graphs = parse_progress(text, file)
        # A file from the map page has one graph, which may have had another name when saved.
        return graphs.get(store.slug) or (*graphs.values(), Progress())[0]
    faults: list[Finding] = []
    names: list[str] = []
    for n, line in enumerate(text.splitlines(), 1):
        name = line.strip()
        if not name or name.startswith("#"):
            continue
        try:
            names.append(store.concept(link(store, name).key).id)
        except NotFoundError as error:
            nearest = f"; did you mean {error.suggestions[0]!r}?" if error.suggestions else ""
            faults.append(Finding(str(file), n, "E404", f"{error}{nearest}"))
    if faults:
        raise DataError(faults)
    return Progress().with_status(names, "known")
