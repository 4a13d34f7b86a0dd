"""Options."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from kg.errors import DataError, Finding, NotFoundError, UsageError
from kg.learn.progress import PROFILE, Progress, ProgressFile, default_folder, parse_progress
from kg.learn.progress.progress_json import FIRST, LAST
from kg.linking.fuzzy import link
from kg.store import Key, Store
from kg.system.files import read_text
from kg_cli.graphs import named

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


KnownOption = Annotated[
    str | None,
    typer.Option(
        metavar="FILE|NAME,...",
        help="What is known: a file of progress or marks, a file with a name a line, or names.",
    ),
]


ProfileOption = Annotated[
    str, typer.Option(metavar="NAME", help="Whose progress, where several learn here.")
]


NowOption = Annotated[
    str | None,
    typer.Option(metavar="TIME", help="The time to go by, as 2026-12-20T18:00."),
]


def progress_file(profile: str = PROFILE) -> ProgressFile:
    """The file in which a profile's progress is kept."""
    return ProgressFile(default_folder(), profile)


def progress_of(store: Store, profile: str) -> Progress:
    """What a profile has done with a graph; nothing where there is no place to keep it."""
    folder = default_folder()
    return Progress() if folder is None else ProgressFile(folder, profile).read(store.slug)


def moment(now: str | None) -> datetime:
    """The time to go by, in UTC: the one that was asked for, or the clock's.

    Raises:
        UsageError: it is no time.
    """
    if now is None:
        return datetime.now(UTC)
    try:
        time = datetime.fromisoformat(now)
    except ValueError as error:
        raise UsageError(
            f"--now {now}: no time; write it as 2026-12-20 or 2026-12-20T18:00"
        ) from error
    if not FIRST <= time.year <= LAST:
        raise UsageError(f"--now {now}: no time of this age")
    return time.astimezone(UTC)  # where it names no zone, that of this place is meant


def clock(time: datetime) -> str:
    """A time as the clock on the wall shows it."""
    return f"{time.astimezone():%Y-%m-%d %H:%M}"


def known_keys(store: Store, known: str | None, profile: str | None) -> set[Key]:
    """The concepts that are known: those given, or else those of a profile.

    Args:
        store: the graph.
        known: a file or names, as --known takes them; it goes before the profile.
        profile: whose progress counts; None for nobody's.

    Raises:
        NotFoundError: a name is none of the graph's.
        DataError: a file is at fault.
    """
    if known is None:
        identifiers = frozenset[str]()
        if profile is not None:
            identifiers = progress_of(store, profile).known
        return keys_of(store, identifiers)[0]
    if Path(known).exists() and not Path(known).is_dir():  # a pipe, too
        return keys_of(store, read_marks(Path(known), store).known)[0]
    return {named(store, name) for name in known.split(",") if name.strip()}


def keys_of(store: Store, identifiers: Iterable[str]) -> tuple[set[Key], int]:
    """The concepts with these identifiers, and how many of them the graph does not have."""
    found = [store.key_of(identifier) for identifier in identifiers]
    return {key for key in found if key is not None}, found.count(None)


def read_marks(file: Path, store: Store) -> Progress:
    """Progress with a graph from a file: what kg or the map's page saved, or names a line.

    Raises:
        DataError: it is neither; of names that the graph does not have, every one is told (E404).
    """
    text = read_text(file)
    if text.lstrip().startswith(("{", "[")):
        graphs = parse_progress(text, file)
        # A page's marks are of one graph, whatever that was called when they were saved.
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
    return Progress().marked(names, "learnt")
