"""Progress: what a learner knows and when it is to be asked again, kept in one small file."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from kg.errors import DataError, Finding, OutputError, UsageError
from kg.textfile import read_text, replace_file

FORMAT = "kg-progress"
VERSION = 2
"""Version 1 is what the map's page saves: the marks of one graph."""

PATIENCE = 10.0
"""Seconds to wait for another process that is writing the same file."""

PROFILE = "default"
"""Whose progress is meant when nobody says."""

Mark = Literal["learning", "learnt"]
_MARKS = frozenset({"learning", "learnt"})
_PROFILE = re.compile(r"[\w][\w.-]{0,63}")

REVIEWED = 2
"""The state of a memory that has passed its first learning steps; see `Memory`."""


@dataclass(frozen=True, slots=True)
class Memory:
    """How well a concept is remembered, in the terms of FSRS.

    `state` is 1 while it is first learnt, 2 under review, 3 when it is learnt again; `step` counts
    learning steps; `stability` is in days, `difficulty` from 1 to 10; `due` is when to ask again.
    """

    state: int
    step: int | None
    stability: float | None
    difficulty: float | None
    due: datetime
    last_review: datetime | None


@dataclass(frozen=True, slots=True)
class Review:
    """One answer: which concept, when, and from 1 (wrong) to 4 (easy); `mode` tells how."""

    concept: str
    at: datetime
    rating: int
    mode: str


@dataclass(frozen=True, slots=True)
class Progress:
    """What a learner has done with one graph, by the identifiers of its concepts."""

    marks: Mapping[str, Mark] = field(default_factory=dict)
    memories: Mapping[str, Memory] = field(default_factory=dict)
    reviews: tuple[Review, ...] = ()

    @property
    def known(self) -> frozenset[str]:
        """What counts as known: marked as learnt, or under review and not marked as learning."""
        learnt = {name for name, mark in self.marks.items() if mark == "learnt"}
        learnt |= {name for name, m in self.memories.items() if m.state == REVIEWED}
        return frozenset(learnt - {n for n, mark in self.marks.items() if mark == "learning"})

    @property
    def standing(self) -> dict[str, Mark]:
        """Everything met so far, by identifier: learnt where it is known, else learning."""
        met = sorted({*self.marks, *self.memories})
        known = self.known
        return {name: "learnt" if name in known else "learning" for name in met}

    def marked(self, names: Iterable[str], mark: Mark) -> Progress:
        """The same with a mark on some concepts."""
        return replace(self, marks={**self.marks, **dict.fromkeys(names, mark)})

    def without(self, names: Iterable[str]) -> Progress:
        """The same with some concepts unknown again; what was answered stays on record."""
        gone = set(names)
        return replace(
            self,
            marks={name: mark for name, mark in self.marks.items() if name not in gone},
            memories={name: m for name, m in self.memories.items() if name not in gone},
        )

    def reviewed(self, review: Review, memory: Memory) -> Progress:
        """The same after an answer."""
        return replace(
            self,
            memories={**self.memories, review.concept: memory},
            reviews=(*self.reviews, review),
        )


def default_folder() -> Path | None:
    """The user's data folder for this program: KG_DATA_DIR, or the system's place for it.

    None where there is no such place, as for a user without a home.
    """
    named = os.environ.get("KG_DATA_DIR")
    if named:
        return Path(named)
    from platformdirs import user_data_dir  # imported late: it costs milliseconds

    folder = Path(user_data_dir("deckgraph", appauthor=False))
    return folder if folder.is_absolute() else None


class ProgressFile:
    """The progress of one profile, for any number of graphs.

    Writing is safe: other processes wait, the old file is whole until the new one is, and a file
    of an older version is kept beside it.

    Args:
        folder: where profiles are kept; made when something is first written.
        profile: a name of letters, digits, ".", "-" and "_".

    Raises:
        UsageError: there is no folder, or no such name.
    """

    def __init__(self, folder: Path | None, profile: str = PROFILE) -> None:
        if folder is None:
            raise UsageError("no folder for progress on this system; name one in KG_DATA_DIR")
        if not _PROFILE.fullmatch(profile):
            raise UsageError(
                f"{profile!r} is no name for a profile; use letters, digits, '.', '-' and '_'"
            )
        self.path = folder / f"{profile}.json"

    def read(self, graph: str) -> Progress:
        """The progress with a graph; nothing where none was kept.

        Raises:
            DataError: the file is not what this program wrote.
        """
        return self._read().get(graph, Progress())

    def change(self, graph: str, change: Callable[[Progress], Progress]) -> Progress:
        """Read the progress with a graph, change it and write it back, all or nothing.

        Raises:
            DataError: the file is not what this program wrote; it stays as it is.
            OutputError: it can't be written; it stays as it was.
        """
        from filelock import FileLock, Timeout  # imported late: most commands write nothing

        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(f"{self.path}.lock", timeout=PATIENCE):
                graphs = self._read()
                graphs[graph] = change(graphs.get(graph, Progress()))
                self._keep_older()
                replace_file(self.path, dump_progress(graphs).encode())
        except Timeout as error:
            raise OutputError(
                f"{self.path}: another kg has been writing it for {PATIENCE:.0f} s; try again"
            ) from error
        except OSError as error:
            reason = error.strerror or error
            raise OutputError(
                f"{self.path}: can't be written ({reason}); set KG_DATA_DIR"
            ) from error
        return graphs[graph]

    def _read(self) -> dict[str, Progress]:
        return read_progress(self.path) if self.path.exists() else {}

    def _keep_older(self) -> None:
        """Keep a file of an older version beside the one that replaces it."""
        if not self.path.exists():
            return
        content = self.path.read_bytes()
        version = json.loads(content)["version"]
        backup = self.path.with_suffix(f".v{version}.json")
        if version != VERSION and not backup.exists():
            replace_file(backup, content)


def dump_progress(graphs: Mapping[str, Progress]) -> str:
    """Progress with some graphs as the text of a file; the same progress gives the same text."""
    data = {
        "format": FORMAT,
        "version": VERSION,
        "graphs": {
            name: {
                "marks": dict(sorted(progress.marks.items())),
                "memories": {
                    concept: [
                        memory.state,
                        memory.step,
                        memory.stability,
                        memory.difficulty,
                        memory.due.isoformat(),
                        memory.last_review and memory.last_review.isoformat(),
                    ]
                    for concept, memory in sorted(progress.memories.items())
                },
                "reviews": [
                    [r.concept, r.at.isoformat(), r.rating, r.mode] for r in progress.reviews
                ],
            }
            for name, progress in sorted(graphs.items())
        },
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def dump_marks(graph: str, progress: Progress) -> str:
    """What is known and being learnt of one graph, as the map's page saves and loads it."""
    data = {"format": FORMAT, "version": 1, "graph": graph, "marks": progress.standing}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def read_progress(file: Path) -> dict[str, Progress]:
    """The progress in a file of any version, by graph.

    Raises:
        DataError: it can't be read (E101), is none (E401), is of a newer version (E402), or has
            entries that make no sense (E403).
    """
    text = read_text(file)

    def fault(code: str, message: str, line: int = 1) -> DataError:
        return DataError([Finding(str(file), line, code, message)])

    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise fault("E401", f"not valid JSON: {error.msg}", error.lineno) from error
    except (RecursionError, ValueError) as error:
        raise fault("E401", "not valid JSON: nested too deep, or a number is too long") from error
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise fault("E401", 'holds no progress: it should begin with "format": "kg-progress"')
    version = data.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise fault("E403", f"version {version!r} is none")
    if version > VERSION:
        raise fault("E402", "was written by a newer kg; use that, or an older copy of the file")
    if version == 1:
        data["graphs"] = {data.get("graph"): {"marks": data.get("marks")}}
    try:
        return {
            _string(graph): _parse(_table(found)) for graph, found in _table(data["graphs"]).items()
        }
    except (LookupError, TypeError, ValueError) as error:
        raise fault("E403", f"an entry makes no sense: {error}") from error


def _parse(data: Mapping[str, Any]) -> Progress:
    marks: dict[str, Mark] = {}
    for name, mark in _table(data.get("marks", {})).items():
        if mark not in _MARKS:
            raise ValueError(f"the mark of {name!r} is {mark!r}, not learning or learnt")
        marks[name] = mark
    memories = {}
    for name, row in _table(data.get("memories", {})).items():
        state, step, stability, difficulty, due, last = row
        if state not in (1, 2, 3):
            raise ValueError(f"the state of {name!r} is {state!r}, not 1, 2 or 3")
        memories[name] = Memory(
            state,
            None if step is None else int(step),
            None if stability is None else float(stability),
            None if difficulty is None else float(difficulty),
            _time(due),
            None if last is None else _time(last),
        )
    reviews = []
    for name, at, rating, mode in data.get("reviews", []):
        if rating not in (1, 2, 3, 4):
            raise ValueError(f"a rating of {name!r} is {rating!r}, not from 1 to 4")
        reviews.append(Review(_string(name), _time(at), rating, _string(mode)))
    return Progress(marks, memories, tuple(reviews))


def _table(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise TypeError(f"{str(value)[:40]!r} should be an object")
    return value


def _string(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{str(value)[:40]!r} should be a string")
    return value


def _time(value: Any) -> datetime:
    time = datetime.fromisoformat(_string(value))
    return time if time.tzinfo is not None else time.replace(tzinfo=UTC)
