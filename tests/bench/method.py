"""Method: one way to answer questions, and what it replies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import NamedTuple, Protocol


@dataclass(frozen=True, slots=True)
class Reply:
    """Names of concepts, best first; none when refused. `score` is the first one's, in 0-1.

    `kind` is the engine's own word for its answer; empty for methods that tell no kinds apart.
    """

    names: tuple[str, ...]
    score: float = 0.0
    kind: str = ""
    reading: str = ""

    def members(self, size: int) -> tuple[str, ...]:
        """What is given for a list of `size`: all, or the best `size` where no kinds are told."""
        return self.names if self.kind else self.names[:size]


class Option(NamedTuple):
    """One choice of an exam question, and the concept that it calls, where it calls one."""

    text: str
    name: str | None


class Method(Protocol):
    """Answers questions about one graph."""

    @property
    def name(self) -> str:
        """What its rows in the tables are called."""

    def reply(self, question: str, size: int) -> Reply:
        """Answer in any words.

        Args:
            question: as asked.
            size: how many names a right answer has, for methods that can't tell.
        """

    def choose(self, question: str, options: Sequence[Option]) -> Reply:
        """Rank these options only; those that call no concept are never chosen."""

    def look_up(self, name: str) -> str | None:
        """The concept that a name, well spelt or not, means."""


class Timed(NamedTuple):
    """A reply, and the milliseconds that it took."""

    reply: Reply
    ms: float


def timed_reply(method: Method, question: str, size: int) -> Timed:
    """Ask, and measure."""
    start = perf_counter()
    reply = method.reply(question, size)
    return Timed(reply, (perf_counter() - start) * 1000)


def timed_choice(method: Method, question: str, options: Sequence[Option]) -> Timed:
    """Let choose, and measure."""
    start = perf_counter()
    reply = method.choose(question, options)
    return Timed(reply, (perf_counter() - start) * 1000)
