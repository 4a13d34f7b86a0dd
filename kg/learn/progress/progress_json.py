"""Form: progress as JSON, written and read back."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kg.errors import DataError, Finding
from kg.learn.progress.learner import LEARNT_FIRST, REVIEWED, Mark, Memory, Progress, Review
from kg.system.files import read_text

FORMAT = "kg-progress"
VERSION = 2
"""Version 1 is what the map's page saves: the marks of one graph."""

FIRST, LAST = 1970, 2900
"""Years of times that make sense; a century may still be added to them."""

LARGEST = 64 * 2**20
"""Characters of a file at most."""

_MARKS = frozenset({"learning", "learnt"})


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
        DataError: it can't be read (E101), or as `parse_progress` says.
    """
    return parse_progress(read_text(file), file)


def parse_progress(text: str, file: Path) -> dict[str, Progress]:
    """The progress in the text of a file, by graph.

    Raises:
        DataError: it is none or too large (E401), is of a newer version (E402), or has entries
            that make no sense (E403).
    """

    def fault(code: str, message: str, line: int = 1) -> DataError:
        return DataError([Finding(str(file), line, code, message)])

    if len(text) > LARGEST:
        raise fault("E401", f"holds over {LARGEST // 2**20} MB, too much for progress")
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
    memories: dict[str, Memory] = {}
    for name, row in _table(data.get("memories", {})).items():
        memories[name] = _memory(name, row)
    reviews = []
    for name, at, rating, mode in data.get("reviews", []):
        if rating not in (1, 2, 3, 4):
            raise ValueError(f"a rating of {name!r} is {rating!r}, not from 1 to 4")
        reviews.append(Review(_string(name), _time(at), rating, _string(mode)))
    return Progress(marks, memories, tuple(reviews))


def _memory(name: str, row: Any) -> Memory:
    state, step, stability, difficulty, due, last = row
    if state not in (1, 2, 3) or isinstance(state, bool):
        raise ValueError(f"the state of {name!r} is {state!r}, not 1, 2 or 3")
    if step not in (range(100) if state != REVIEWED else (None,)):
        raise ValueError(f"the step of {name!r} is {step!r}")
    if state != LEARNT_FIRST and None in (stability, difficulty, last):
        raise ValueError(f"{name!r} is under review, but was never reviewed")
    return Memory(
        state,
        step,
        _positive(stability),
        _positive(difficulty),
        _time(due),
        None if last is None else _time(last),
    )


def _positive(value: Any) -> float | None:
    number = None if value is None else float(value)
    if number is not None and not 0 < number < math.inf:
        raise ValueError(f"{value!r} should be a positive number")
    return number


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
    if not FIRST <= time.year <= LAST:
        raise ValueError(f"{value!r} is no time of this age")
    return (time if time.tzinfo is not None else time.replace(tzinfo=UTC)).astimezone(UTC)
