"""Write progress as JSON, and read it back."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kg.errors import DataError, Finding
from kg.learn.progress.learner import STATE_LEARNING, STATE_REVIEW, Memory, Progress, Review, Status
from kg.system.files import read_text

PROGRESS_FORMAT = "kg-progress"
PROGRESS_VERSION = 2
"""Newest version of the format. Version 1 is what the map's page saves: one graph's `status`."""

MIN_YEAR, MAX_YEAR = 1970, 2900
"""First and last year accepted for a time; anything outside is an error."""

MAX_PROGRESS_CHARS = 64 * 2**20
"""Largest file that is read, in characters; a larger one raises an error."""

_STATUSES = frozenset({"learning", "known"})
_GRAPH_KEYS = frozenset({"status", "memories", "reviews"})


def dump_progress(graphs: Mapping[str, Progress]) -> str:
    """Return progress with some graphs, by their identifiers, as JSON text.

    The same progress gives the same text.
    """
    data = {
        "format": PROGRESS_FORMAT,
        "version": PROGRESS_VERSION,
        "graphs": {
            name: {
                "status": dict(sorted(progress.status.items())),
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


def dump_status(graph: str, progress: Progress) -> str:
    """Return the status of one graph's concepts as JSON text, which the map's page can load."""
    data = {
        "format": PROGRESS_FORMAT,
        "version": 1,
        "graph": graph,
        "status": progress.current_status,
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def read_progress(file: Path) -> dict[str, Progress]:
    """Read the progress in a file of any version, by graph.

    Raises:
        DataError: the file can't be read (E101), or a fault that `parse_progress` lists.
    """
    return parse_progress(read_text(file), file)


def parse_progress(text: str, file: Path) -> dict[str, Progress]:
    """Return the progress in the text of a file, by graph.

    Args:
        text: JSON of any version.
        file: path for messages.

    Raises:
        DataError: the text is no progress or too large (E401), was written by a newer version
            (E402), or has invalid entries (E403).
    """

    def fault(code: str, message: str, line: int = 1) -> DataError:
        return DataError([Finding(str(file), line, code, message)])

    if len(text) > MAX_PROGRESS_CHARS:
        raise fault("E401", f"larger than {MAX_PROGRESS_CHARS // 2**20} MB, the limit for progress")
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise fault("E401", f"not valid JSON: {error.msg}", error.lineno) from error
    except (RecursionError, ValueError) as error:
        raise fault("E401", "not valid JSON: nested too deep, or a number is too long") from error
    if not isinstance(data, dict) or data.get("format") != PROGRESS_FORMAT:
        raise fault("E401", 'holds no progress: it should begin with "format": "kg-progress"')
    version = data.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise fault("E403", f"version {version!r} is not a whole number from 1")
    if version > PROGRESS_VERSION:
        raise fault("E402", "was written by a newer kg; use that, or an older copy of the file")
    try:
        if version == 1:
            data["graphs"] = {data["graph"]: {"status": data["status"]}}
        return {
            _string(graph): _parse(_table(found)) for graph, found in _table(data["graphs"]).items()
        }
    except KeyError as error:
        raise fault("E403", f"an entry makes no sense: the key {error} is missing") from error
    except (LookupError, TypeError, ValueError) as error:
        raise fault("E403", f"an entry makes no sense: {error}") from error


def _parse(data: Mapping[str, Any]) -> Progress:
    """Return the progress with one graph, checked."""
    unknown = sorted(data.keys() - _GRAPH_KEYS)
    if unknown:  # passed over, it would be lost when the file is written again
        raise ValueError(f"the unknown key {unknown[0]!r}")
    statuses: dict[str, Status] = {}
    for name, status in _table(data.get("status", {})).items():
        if status not in _STATUSES:
            raise ValueError(f"the status of {name!r} is {status!r}, not learning or known")
        statuses[name] = status
    memories: dict[str, Memory] = {}
    for name, row in _table(data.get("memories", {})).items():
        memories[name] = _memory(name, row)
    reviews = []
    for name, at, rating, mode in data.get("reviews", []):
        if rating not in (1, 2, 3, 4):
            raise ValueError(f"a rating of {name!r} is {rating!r}, not from 1 to 4")
        reviews.append(Review(_string(name), _time(at), rating, _string(mode)))
    return Progress(statuses, memories, tuple(reviews))


def _memory(name: str, row: Any) -> Memory:
    """Return a memory from its row, checked so that FSRS can take it further."""
    state, step, stability, difficulty, due, last = row
    if state not in (1, 2, 3) or isinstance(state, bool):
        raise ValueError(f"the state of {name!r} is {state!r}, not 1, 2 or 3")
    if step not in (range(100) if state != STATE_REVIEW else (None,)):
        raise ValueError(f"the step of {name!r} is {step!r}")
    if state != STATE_LEARNING and None in (stability, difficulty, last):
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
    if not MIN_YEAR <= time.year <= MAX_YEAR:
        raise ValueError(f"{value!r} is not a time from {MIN_YEAR} to {MAX_YEAR}")
    return (time if time.tzinfo is not None else time.replace(tzinfo=UTC)).astimezone(UTC)
