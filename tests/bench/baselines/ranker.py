"""Ranker: scores documents for a question; Baseline: a ranker that answers like the engine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, Protocol

from tests.bench.method import Option, Reply

# Lucene's English stop words, and those that only make a question of a sentence.
STOP_WORDS = frozenset(
    """a an and are as at be but by for if in into is it no not of on or such that the their then
    there these they this to was will with
    what which who whom whose when where why how do does did can could should would i me my we our
    you your has have had from about between""".split()
)


class Scored(NamedTuple):
    """A concept's name and its score, on the ranker's own scale."""

    name: str
    score: float


class Ranker(Protocol):
    """Ranks the concepts of one graph."""

    @property
    def name(self) -> str:
        """What its rows in the tables are called."""

    @property
    def setting(self) -> str:
        """What was chosen on the tune half; empty when there is nothing to choose."""

    def rank(self, question: str, limit: int) -> list[Scored]:
        """The best `limit` concepts with a score above nought, best first."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """Refuses below a threshold, and otherwise gives as many names as a right answer has."""

    ranker: Ranker
    size: int
    """How many concepts there are."""
    threshold: float = 0.0

    @property
    def name(self) -> str:
        return self.ranker.name

    def unrefusing(self) -> Baseline:
        """The same, answering whatever it is asked."""
        return replace(self, threshold=0.0)

    def reply(self, question: str, size: int) -> Reply:
        # Ten at least, so that the reciprocal rank sees past the first.
        best = self.ranker.rank(question, max(size, 10))
        if not best or best[0].score < self.threshold:
            return Reply(())
        return Reply(tuple(s.name for s in best), best[0].score)

    def choose(self, question: str, options: Sequence[Option]) -> Reply:
        among = {option.name for option in options}
        ranked = [s for s in self.ranker.rank(question, self.size) if s.name in among]
        return Reply(tuple(s.name for s in ranked), ranked[0].score if ranked else 0.0)

    def look_up(self, name: str) -> str | None:
        best = self.ranker.rank(name, 1)
        return best[0].name if best else None
