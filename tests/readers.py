"""Readers in processes of their own, which ask a graph while it is edited over and over."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from kg.answer import respond
from kg.errors import DataError
from kg.store import open_store

PROJECT = Path(__file__).parents[1]
GRAPH, CACHE, PUBLISHED = "animals.toml", "cache", "published"
NAMES = ("Aardvark", "Beluga")
"""What the one concept is called in versions with even and with odd numbers."""

QUESTION = "which animal is meant"

ASK_AGAIN, PATIENCE = "edited while it was read; ask again", 100


@dataclass(frozen=True, slots=True)
class Seen:
    """One time that a reader opened the graph and asked.

    `before` and `after` are the newest versions that were surely there when it began and when it
    was done; `names` what it was given, and `version` which version that was. `again` counts how
    often it was told to ask again, as the graph was edited in the midst of its reading; `error` is
    what else was raised, if anything was.
    """

    before: int
    after: int
    version: int = -1
    names: tuple[str, ...] = ()
    again: int = 0
    error: str = ""

    @property
    def is_right(self) -> bool:
        """Whether the answer is all of one version, no older than when it began."""
        # What is in the folder a moment before it is told of may be seen as well.
        return (
            not self.error
            and self.names == (NAMES[self.version % 2],)
            and self.before <= self.version <= self.after + 1
        )


def graph_text(version: int) -> str:
    """A graph of one concept, whose summary tells the version."""
    return (
        f'[[concept]]\nname = "{NAMES[version % 2]}"\n'
        f'kind = "concept"\nsummary = "The animal that is meant, number {version}."\n'
    )


def publish(folder: Path, version: int) -> None:
    """Put a version in the place of the one before, whole, then tell of it."""
    for name, text in ((GRAPH, graph_text(version)), (PUBLISHED, str(version))):
        aside = folder / f"{name}.new"
        aside.write_text(text, encoding="utf-8")
        aside.replace(folder / name)


def read(folder: Path, times: int) -> Iterator[Seen]:
    """Open the graph and ask, as often as told."""
    for _ in range(times):
        before, again = _published(folder), 0
        while True:
            try:
                version, names = _ask(folder)
            except DataError as error:
                if ASK_AGAIN in str(error) and again < PATIENCE:
                    again += 1
                    continue
                yield Seen(before, _published(folder), again=again, error=str(error))
            except Exception as error:
                told = f"{type(error).__name__}: {error}"
                yield Seen(before, _published(folder), again=again, error=told)
            else:
                yield Seen(before, _published(folder), version, names, again)
            break


def _ask(folder: Path) -> tuple[int, tuple[str, ...]]:
    """The version that a reader sees, and what it is given."""
    notes: list[str] = []
    with open_store(folder / GRAPH, folder / CACHE, notes.append) as store:
        names = tuple(hit.concept.name for hit in respond(QUESTION, store).hits)
        (concept,) = store.concepts(store.keys()).values()
    if notes:
        raise RuntimeError(f"the cache was not used: {notes}")
    return int(concept.summary.rstrip(".").split()[-1]), names


def _published(folder: Path) -> int:
    return int((folder / PUBLISHED).read_text(encoding="utf-8"))


def read_while_edited(folder: Path, readers: int, times: int) -> tuple[list[list[Seen]], int]:
    """What readers saw while the graph was edited and compiled without a pause, and how often.

    Args:
        folder: an empty one.
        readers: how many processes read at once.
        times: how often each opens the graph.
    """
    publish(folder, 0)
    path = os.pathsep.join(str(PROJECT / part) for part in ("", "cli", "graph", "site"))
    command = [sys.executable, "-m", "tests.readers", str(folder), str(times)]
    running = [
        subprocess.Popen(
            command,
            env=os.environ | {"PYTHONPATH": path},
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        for _ in range(readers)
    ]
    version = 0
    for version in count(1):
        publish(folder, version)
        open_store(folder / GRAPH, folder / CACHE).close()  # compiles it, if no reader did
        if all(reader.poll() is not None for reader in running):
            break
    return [_told(reader.communicate()[0]) for reader in running], version


def _told(output: str) -> list[Seen]:
    rows = map(json.loads, output.splitlines())
    return [Seen(b, a, v, tuple(n), again, e) for b, a, v, n, again, e in rows]


def main(folder: str, times: str) -> None:
    """Read, and write what was seen, a line each."""
    rows = [
        [s.before, s.after, s.version, s.names, s.again, s.error]
        for s in read(Path(folder), int(times))
    ]
    sys.stdout.write("".join(f"{json.dumps(row)}\n" for row in rows))


if __name__ == "__main__":
    main(*sys.argv[1:])
