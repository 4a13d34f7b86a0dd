"""Bench: one run over the shipped graph; every method and every reply, each computed once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path

from kg.store import Store
from tests.bench import deck, exam
from tests.bench.baselines.tuning import Baselines, tuned_baselines
from tests.bench.data import UnavailableError, data_folder
from tests.bench.documents import Document, documents_of
from tests.bench.engine import Engine
from tests.bench.method import Method

SETS = ("deck", "exam", "metaqa", "typos")


@dataclass(frozen=True, slots=True)
class Settings:
    """What to run: which sets, how many questions of each, beside which other methods."""

    only: tuple[str, ...] = SETS
    limit: int | None = None
    baselines: bool = True
    sample: int | None = 1_000
    """MetaQA questions of each number of hops; None for all."""
    questions: Path = deck.TABLE


class Bench:
    """Replies on the deck and the exam.

    Args:
        store: the shipped graph.
        settings: what to run.
    """

    def __init__(self, store: Store, settings: Settings) -> None:
        self.store = store
        self.settings = settings
        self.engine = Engine(store)

    @cached_property
    def documents(self) -> list[Document]:
        """The shipped graph as text."""
        return documents_of(self.store)

    @cached_property
    def cases(self) -> list[deck.Case]:
        """The deck's questions, up to the limit in each half."""
        cases = deck.read_cases(self.settings.questions)
        return [
            case
            for half in deck.HALVES
            for case in islice((c for c in cases if c.half == half), self.settings.limit)
        ]

    @cached_property
    def baselines(self) -> Baselines:
        """The other methods, tuned on the tune half; none when they are not wanted."""
        if not self.settings.baselines:
            return Baselines([], [])
        tune = [case for case in self.cases if case.half == "tune"]
        return tuned_baselines(self.documents, tune)

    @property
    def methods(self) -> list[Method]:
        """Every method, the engine first."""
        return [self.engine, *self.baselines.methods]

    @cached_property
    def judged(self) -> dict[str, list[deck.Judged]]:
        """Replies to the deck's questions, by method."""
        return {method.name: deck.judge(self.cases, method) for method in self.methods}

    def of_half(self, half: deck.Half) -> list[deck.Judged]:
        """The engine's replies to one half of the deck's questions."""
        return [j for j in self.judged[self.engine.name] if j.case.half == half]

    @cached_property
    def rows(self) -> list[exam.Row]:
        """The exam, up to the limit."""
        file = data_folder("questions") / "exam-dev.jsonl"
        return exam.read_rows(file, self.store)[: self.settings.limit]

    @cached_property
    def sat(self) -> dict[str, list[exam.Sat]]:
        """Replies to the exam without options, by method; the baselines never refuse."""
        return {m.name: exam.sit(self.rows, m, False) for m in self._willing()}

    @cached_property
    def chosen(self) -> dict[str, list[exam.Sat]]:
        """Replies to the exam with options, by method; empty while the engine takes none."""
        try:
            return {m.name: exam.sit(self.rows, m, True) for m in self._willing()}
        except UnavailableError:
            return {}

    def _willing(self) -> Sequence[Method]:
        return [self.engine, *(b.unrefusing() for b in self.baselines.methods)]
