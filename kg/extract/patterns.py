"""Patterns: how cards say what they say, read from patterns.toml."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

THRESHOLD = 0.5
"""How sure a pattern must be of an edge for it to be written."""


@dataclass(frozen=True, slots=True)
class Question:
    """A front that asks, and what its answer then is; `patterns.toml` tells the roles."""

    name: str
    ask: re.Pattern[str]
    role: str
    claim: str = ""
    names: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A front that says to what its list, or the name behind it, belongs, and how."""

    name: str
    front: re.Pattern[str]
    relation: str
    confidence: float
    kind: str = ""
    whole: str = ""
    of_service: str = ""
    sequence: bool = False
    inverse: bool = False
    counted: bool = False
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words that join a concept with what comes behind them; `patterns.toml` tells the rest.

    `says` matches a space and the words behind it, in small letters. `otherwise` is the relation
    to what is of another `kind` than the objects that become concepts are given.
    """

    name: str
    says: re.Pattern[str]
    relation: str
    confidence: float
    otherwise: str = ""
    kind: str = ""
    subject_kind: str = ""
    inverse: bool = False
    anywhere: bool = False
    adjacent: bool = False
    every: bool = False
    first: bool = False
    names: bool = False
    phrases: bool = False
    verbs: bool = False


@dataclass(frozen=True, slots=True)
class Patterns:
    """All patterns, in the order in which they are tried."""

    questions: tuple[Question, ...]
    labels: tuple[Heading, ...]
    headings: tuple[Heading, ...]
    sentences: tuple[Sentence, ...]


@cache
def read_patterns() -> Patterns:
    """The patterns that come with the program."""
    data = tomllib.loads((files("kg.extract") / "patterns.toml").read_text(encoding="utf-8"))

    def compiled(row: dict[str, str], key: str, around: str) -> re.Pattern[str]:
        return re.compile(around.format(row.pop(key)), re.IGNORECASE)

    return Patterns(
        tuple(Question(ask=compiled(row, "ask", "{}"), **row) for row in data["question"]),
        tuple(Heading(front=compiled(row, "front", "{}"), **row) for row in data["label"]),
        tuple(Heading(front=compiled(row, "front", "{}"), **row) for row in data["heading"]),
        tuple(
            # By the space in front the matcher skips to where a match can begin.
            Sentence(says=re.compile(rf" {row.pop('says')}(?=\s)"), **row)
            for row in data["sentence"]
        ),
    )
