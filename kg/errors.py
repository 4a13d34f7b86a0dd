"""The exception tree, and the finding: one fault in somebody's data.

    KgError
    ├── DataError      (ValueError)   faults in a graph or deck; carries every Finding
    ├── NotFoundError  (LookupError)  a name that no concept bears; carries suggestions
    │   └── NothingToAskError         of which nothing can be asked
    ├── UsageError     (ValueError)   a request that makes no sense as asked
    ├── OutputError    (OSError)      a result that can't be written where it was wanted
    └── ServerError    (ConnectionError)  a database server that is not there, or refuses

Only the command line turns these into exit codes.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg._typing import NamedTuple


class Finding(NamedTuple):
    """One fault, at a place a person can open. Findings sort by place, then code."""

    path: str
    line: int
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.code} {self.message}"


class Skipped(NamedTuple):
    """A row that a reader left out: its place, as a person would look for it, and the reason."""

    place: str
    reason: str


class KgError(Exception):
    """Anything that this program reports instead of doing what was asked."""


class DataError(KgError, ValueError):
    """A graph or deck that can't be used as it stands.

    `findings` holds every fault found, in order of place; the message is one line each.
    """

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(sorted(findings))
        super().__init__("\n".join(map(str, self.findings)))


class NotFoundError(KgError, LookupError):
    """No concept bears this name. `suggestions` are names near it, nearest first."""

    def __init__(self, name: str, suggestions: Iterable[str] = ()) -> None:
        self.name = name
        self.suggestions = tuple(suggestions)
        super().__init__(f"no concept is called {name!r}")


class NothingToAskError(NotFoundError):
    """A topic of which a quiz can ask nothing so."""

    def __init__(self, topic: str) -> None:
        super().__init__(topic)
        self.args = (f"nothing can be asked about {topic!r} so; try another --mode or topic",)


class UsageError(KgError, ValueError):
    """A request that can't be carried out as it was put."""


class OutputError(KgError, OSError):
    """A result that could not be written. The message names the file and the reason."""


class ServerError(KgError, ConnectionError):
    """A database server that can't be reached, or refuses. The message holds no secret."""
