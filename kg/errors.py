"""The exceptions of this program, and the finding, which is one fault in the user's data.

    KgError
    ├── DataError      (ValueError)       faults in a graph or deck, with every finding
    ├── NotFoundError  (LookupError)      no concept has this name; with suggestions
    │   └── NothingToAskError             a quiz has no question about a topic
    ├── UsageError     (ValueError)       a request that makes no sense
    ├── OutputError    (OSError)          a result that can't be written
    └── ServerError    (ConnectionError)  a database server that is missing or refuses

Only the command line turns these into exit codes.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg._typing import NamedTuple


class Finding(NamedTuple):
    """One fault or suggestion, with its place in a file. Findings sort by place, then code."""

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
    """The base of all errors that this program raises on purpose."""


class DataError(KgError, ValueError):
    """A graph or deck can't be used as it is.

    `findings` has every fault, in order of place. The message has a line for each.
    """

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(sorted(findings))
        super().__init__("\n".join(map(str, self.findings)))


class NotFoundError(KgError, LookupError):
    """No concept has this name. `suggestions` are similar names, the most similar first."""

    def __init__(self, name: str, suggestions: Iterable[str] = ()) -> None:
        self.name = name
        self.suggestions = tuple(suggestions)
        super().__init__(f"no concept is called {name!r}")


class NothingToAskError(NotFoundError):
    """A quiz has no question about a topic in the mode chosen."""

    def __init__(self, topic: str) -> None:
        super().__init__(topic)
        self.args = (
            f"no question can be made about {topic!r} in this mode; try another --mode or topic",
        )


class UsageError(KgError, ValueError):
    """A request makes no sense, or can't be carried out as it is."""


class OutputError(KgError, OSError):
    """A result could not be written. The message names the file and the reason."""


class ServerError(KgError, ConnectionError):
    """A database server can't be reached, or refuses. The message has no secrets."""
