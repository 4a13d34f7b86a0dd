"""Questions on the shipped graph, in two halves: one to tune by, one to report."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from tests.bench.method import Method, Reply, timed_reply
from tests.bench.metrics import is_hit, reciprocal_rank, set_f1

TABLE = Path(__file__).parents[1] / "data" / "questions.toml"

Half = Literal["tune", "report"]

HALVES: tuple[Half, ...] = ("tune", "report")

IN_ORDER = ("order", "path")
"""Categories in which a list has an order."""


@dataclass(frozen=True, slots=True)
class Case:
    """A question and what is expected: one name, several (`is_list`), or a refusal (none)."""

    half: Half
    category: str
    question: str
    gold: tuple[str, ...]
    is_list: bool

    @property
    def wanted_first(self) -> tuple[str, ...]:
        """The names that may come first."""
        return self.gold[:1] if self.category in IN_ORDER else self.gold


@dataclass(frozen=True, slots=True)
class Judged:
    """A case, a method's reply to it, and the milliseconds that the reply took."""

    case: Case
    reply: Reply
    ms: float

    @property
    def hit(self) -> bool:
        """Whether the first name is an expected one."""
        return is_hit(self.reply.names, self.case.wanted_first)

    @property
    def reciprocal(self) -> float:
        """1 / the place of the first expected name."""
        return reciprocal_rank(self.reply.names, self.case.wanted_first)

    @property
    def f1(self) -> float:
        """Agreement of the whole list with the expected one; of a path, of its ends."""
        given = self.reply.members(len(self.case.gold))
        if self.case.category == "path" and self.reply.kind:
            given = (*given[:1], *given[-1:])
        return set_f1(given, self.case.gold)

    @property
    def right(self) -> bool:
        """The strict verdict: the expected name first, the exact list, or a refusal."""
        case, reply = self.case, self.reply
        if not case.gold:
            return not reply.names
        if not case.is_list:
            return self.hit
        given = reply.members(len(case.gold))
        if case.category == "path" and reply.kind:
            return reply.kind == "path" and (given[0], given[-1]) == case.gold
        if case.category == "order":
            return given == case.gold
        return sorted(given) == sorted(case.gold)

    @property
    def credit(self) -> float:
        """What tuning counts: as `right`, but a list counts by its F1."""
        return self.f1 if self.case.is_list else float(self.right)


def read_cases(file: Path = TABLE) -> list[Case]:
    """Every case, in the file's order.

    The file's tables are [tune.CATEGORY] and [report.CATEGORY]; a plain [CATEGORY] is to tune by.
    """
    data: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    halves: dict[Half, dict[str, Any]] = {half: data.pop(half, {}) for half in HALVES}
    halves["tune"] = {**data, **halves["tune"]}
    return [
        _case(half, category, question, expected)
        for half, categories in halves.items()
        for category, asked in categories.items()
        for question, expected in asked.items()
    ]


def _case(half: Half, category: str, question: str, expected: str | list[str]) -> Case:
    if isinstance(expected, str):
        return Case(half, category, question, (expected,), is_list=False)
    return Case(half, category, question, tuple(expected), is_list=bool(expected))


def judge(cases: Iterable[Case], method: Method) -> list[Judged]:
    """Ask a method everything; the first question is asked once before, to warm it up."""
    cases = list(cases)
    for case in cases[:1]:
        method.reply(case.question, 1)
    return [
        Judged(case, *timed_reply(method, case.question, max(1, len(case.gold)))) for case in cases
    ]


def answerable(judged: Iterable[Judged]) -> list[Judged]:
    """Those that have an answer."""
    return [j for j in judged if j.case.gold]


def lists(judged: Iterable[Judged]) -> list[Judged]:
    """Those whose answer is a list."""
    return [j for j in judged if j.case.is_list]


def out_of_scope(judged: Iterable[Judged]) -> list[Judged]:
    """Those that must be refused."""
    return [j for j in judged if not j.case.gold]


def categories(cases: Sequence[Case]) -> list[str]:
    """The categories, in the file's order."""
    return list(dict.fromkeys(case.category for case in cases))
