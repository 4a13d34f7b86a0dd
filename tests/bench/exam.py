"""Practice-exam questions whose answer is a concept of the deck."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from kg.errors import NotFoundError
from kg.linking.fuzzy import link
from kg.store import Store
from kg.text.normal_forms import normalise
from tests.bench.method import Method, Option, Reply, timed_choice, timed_reply

_ASIDE = re.compile(r"\([^)]*\)")
_LEAD = re.compile(r"^(?:use )?(?:an? |the )?")
# What a vendor puts before each of its names says nothing of which of them is meant.
_BRAND = re.compile(r"\b(?:amazon|aws|sagemaker|sage maker)\b ?")


@dataclass(frozen=True, slots=True)
class Row:
    """A question of the exam. `number` is its line in the file, from 1.

    `strict` holds the concepts that the file names, `lenient` also those that the answer's own
    text calls: a file that wants a stage may have a step of it for its answer.
    """

    number: int
    question: str
    options: tuple[Option, ...]
    strict: frozenset[str]
    lenient: frozenset[str]

    @property
    def chance(self) -> Fraction:
        """How often a guess among the options that call a concept is right."""
        called = {option.name for option in self.options} - {None}
        return Fraction(len(called & self.lenient), len(called) or 1)


@dataclass(frozen=True, slots=True)
class Sat:
    """A row, the reply to it, and the milliseconds that the reply took."""

    row: Row
    reply: Reply
    ms: float

    @property
    def right(self) -> bool:
        """Whether the first name is one that the answer calls."""
        return self.reply.names[:1] != () and self.reply.names[0] in self.row.lenient

    @property
    def strictly_right(self) -> bool:
        """Whether the first name is one that the file names."""
        return self.reply.names[:1] != () and self.reply.names[0] in self.row.strict


def called(store: Store, text: str) -> str | None:
    """The name of the concept that an option's text calls; None when it calls none for sure.

    It may call it whole, less its asides in brackets, or hold a name that is more than half of
    what the text says besides vendors' names.
    """
    plain = _LEAD.sub("", normalise(_ASIDE.sub(" ", text)))
    for form in (text, plain):
        name = _exactly(store, form)
        if name is not None:
            return name
    said = _BRAND.sub("", plain).split()
    for size in range(len(said), len(said) // 2, -1):
        for start in range(len(said) - size + 1):
            name = _exactly(store, " ".join(said[start : start + size]))
            if name is not None:
                return name
    return None


def _exactly(store: Store, text: str) -> str | None:
    try:
        found = link(store, text)
    except NotFoundError:
        return None
    return None if found.match_type == "typo" else store.concept(found.key).name


def read_rows(file: Path, store: Store) -> list[Row]:
    """Every question of the file."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return [_row(number, line, store) for number, line in enumerate(lines, 1)]


def _row(number: int, line: str, store: Store) -> Row:
    data = json.loads(line)
    strict = frozenset(store.concept(link(store, name).key).name for name in data["concepts"])
    answer = called(store, data["answer"])
    options = tuple(Option(text, called(store, text)) for text in data["options"])
    lenient = strict | ({answer} if answer is not None else frozenset())
    return Row(number, data["question"], options, strict, lenient)


def sit(rows: Sequence[Row], method: Method, with_options: bool) -> list[Sat]:
    """Let a method take the exam; the first question is asked once before, to warm it up."""

    def ask(row: Row) -> Sat:
        if with_options:
            return Sat(row, *timed_choice(method, row.question, row.options))
        return Sat(row, *timed_reply(method, row.question, 1))

    for row in rows[:1]:
        ask(row)
    return [ask(row) for row in rows]


def shortened(question: str) -> str:
    """The start of a question, never the whole: the questions are not ours to print."""
    return question[: min(100, len(question) * 2 // 3)].rstrip() + " …"
