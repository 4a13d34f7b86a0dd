"""Read the wordings by which cards state relations from patterns.toml."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class QuestionPattern:
    """A form of question on a front, and the role of its answer; see `patterns.toml`."""

    name: str
    front: re.Pattern[str]
    role: str
    claim: str = ""
    is_about_term: bool = False


@dataclass(frozen=True, slots=True)
class HeadingPattern:
    """A form of front over a list, or with a label, and the relation that it states.

    See `patterns.toml`.
    """

    name: str
    front: re.Pattern[str]
    relation: str
    confidence: float
    item_kind: str = ""
    whole_kind: str = ""
    service_relation: str = ""
    is_sequence: bool = False
    inverse: bool = False
    needs_count: bool = False
    is_unspecific: bool = False


@dataclass(frozen=True, slots=True)
class SentencePattern:
    """Words in a sentence that relate a subject before them to objects after them.

    `words` matches a space and those words, in lower case. See `patterns.toml` for the rest.
    """

    name: str
    words: re.Pattern[str]
    relation: str
    confidence: float
    object_kind: str = ""
    other_kind_relation: str = ""
    subject_kind: str = ""
    inverse: bool = False
    subject_anywhere: bool = False
    subject_adjacent: bool = False
    whole_clause: bool = False
    first_object_only: bool = False
    new_names: bool = False
    new_phrases: bool = False
    verb_objects: bool = False


@dataclass(frozen=True, slots=True)
class Patterns:
    """All patterns, each kind in the order in which its patterns are tried."""

    questions: tuple[QuestionPattern, ...]
    labels: tuple[HeadingPattern, ...]
    headings: tuple[HeadingPattern, ...]
    sentences: tuple[SentencePattern, ...]


@cache
def read_patterns() -> Patterns:
    """Read and compile patterns.toml."""
    data = tomllib.loads((files("kg.extract") / "patterns.toml").read_text(encoding="utf-8"))

    def with_front(row: dict[str, str]) -> dict[str, Any]:
        return row | {"front": re.compile(row["front"], re.IGNORECASE)}

    return Patterns(
        tuple(QuestionPattern(**with_front(row)) for row in data["question"]),
        tuple(HeadingPattern(**with_front(row)) for row in data["label"]),
        tuple(HeadingPattern(**with_front(row)) for row in data["heading"]),
        tuple(
            # The space in front lets the matcher skip to where a match can begin.
            SentencePattern(**row | {"words": re.compile(rf" {row['words']}(?=\s)")})
            for row in data["sentence"]
        ),
    )
