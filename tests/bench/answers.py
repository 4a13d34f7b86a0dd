"""Measures answers to questions that others wrote from a deck alone; writes ANSWERS.md.

None of these sets is unseen: the engine was developed with them. What each strategy and each
feature of the scope is worth is measured by leaving it out.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from kg.answer import Answer, confidence, respond
from kg.answer.confidence import Features
from kg.errors import NotFoundError
from kg.graph_files.source_files import shipped_graph
from kg.linking.fuzzy import link
from kg.store import Store, open_store
from tests.bench.data import data_folder
from tests.bench.report.markdown import table

HERE = Path(__file__).parent
REPORT = HERE / "reports" / "ANSWERS.md"
STRANGERS = HERE.parent / "data" / "strangers"
SURE = 0.8
"""Score from which a wrong answer counts as sure."""

STRATEGIES = {
    "verdict": "kg.answer.strategies.special_forms.judge",
    "position in a sequence": "kg.answer.respond.answer_by_position",
    "card": "kg.answer.respond.match_card",
    "quantities within limits": "kg.answer.strategies.situation.find_within_limits",
    "misfit": "kg.answer.strategies.situation.find_misfit",
    "choice between two names": "kg.answer.strategies.situation.choose_mentioned",
    "feared error": "kg.answer.strategies.situation.answer_feared_error",
    "spelling of names": "kg.answer.strategies.special_forms.find_by_spelling",
    "weakness": "kg.answer.strategies.special_forms.find_weakness",
    "rest of a group": "kg.answer.strategies.special_forms.find_remaining",
    "complement": "kg.answer.strategies.special_forms.find_complement",
    "limit": "kg.answer.strategies.special_forms.find_limit",
    "other one of two": "kg.answer.strategy_choice.other_of_two",
    "edges alone": "kg.answer.strategy_choice.answer_from_edges",
}
"""The function of each strategy, which is left out by returning what means "does not apply"."""

NOTHING: dict[str, Any] = {"verdict": ("unknown", []), "edges alone": {}, "feared error": []}


@dataclass(frozen=True)
class Asked:
    """A question of a set, with what is right and what would be the opposite of the truth."""

    group: str
    row: dict[str, Any]
    right: frozenset[str]
    opposite: frozenset[str]


@dataclass(frozen=True)
class Mark:
    """The marks of an answer; `score` is that of its first hit, None without one."""

    right: bool
    opposite: bool = False
    sure: bool = False
    refused: bool = False
    score: float | None = None


def asked_questions(store: Store) -> list[Asked]:
    """The questions of all sets about the shipped deck."""
    files = [data_folder("questions") / "fresh-dev.jsonl", *sorted(STRANGERS.glob("*.jsonl"))]
    return [
        Asked(
            file.stem,
            row,
            _identifiers([*row["expect"], *(row.get("also_ok") or [])], store),
            _identifiers(row.get("opposite") or [], store),
        )
        for file in files
        for row in map(json.loads, file.read_text(encoding="utf-8").splitlines())
    ]


def _identifiers(names: Sequence[str], store: Store) -> frozenset[str]:
    found: set[str] = set()
    for name in names:
        try:
            found.add(store.concept(link(store, name).key).id)
        except NotFoundError:
            found.add(name)
    return frozenset(found)


def mark(asked: Asked, answer: Answer) -> Mark:
    """Mark an answer; one that is not confident counts as a refusal."""
    row, kind = asked.row, asked.row["kind"]
    found = [hit.concept.id for hit in answer.hits]
    refused = answer.kind == "none" or not answer.confident
    if kind == "refuse":
        right = refused
    elif kind == "yesno":
        right = answer.verdict == row["yesno"] or (row["yesno"] == "unknown" and refused)
    elif kind == "count":
        right = str(answer.number) == str(row["count"])
    elif kind in ("list", "order"):
        expected = _distinct(row["expect"], asked.right)
        right = not refused and len(found) == expected and asked.right.issuperset(found)
    elif kind == "compare":
        right = not refused and asked.right <= set(found[:3])
    else:
        first = not refused and bool(found) and found[0] in asked.right
        right = first or (refused and bool(row.get("refuse_ok")))
    is_opposite = {answer.verdict, row.get("yesno")} == {"yes", "no"} or (
        kind != "refuse" and not refused and found[:1] != [] and found[0] in asked.opposite
    )
    score = answer.hits[0].score if answer.hits else None
    sure = not refused and (answer.verdict in ("yes", "no") or (score or 0.0) >= SURE)
    wrong = not right
    return Mark(
        right, wrong and is_opposite, wrong and sure, wrong and refused and kind != "refuse", score
    )


def _distinct(names: Sequence[str], identifiers: frozenset[str]) -> int:
    return min(len(names), len(identifiers))


def marked(questions: Sequence[Asked], store: Store) -> list[Mark]:
    """The marks of the answers to some questions."""
    return [mark(asked, respond(asked.row["q"], store)) for asked in questions]


def figures(marks: Sequence[Mark]) -> list[str]:
    """Right, opposite, wrong and sure, answerable refused, as cells."""
    total = len(marks)
    counts = (sum(m.opposite for m in marks), sum(m.sure for m in marks))
    right = sum(m.right for m in marks)
    refused = sum(m.refused for m in marks)
    return [f"{right / total:.3f} ({right}/{total})", *map(str, counts), str(refused)]


def set_lines(questions: Sequence[Asked], marks: Sequence[Mark]) -> Iterator[str]:
    """A row for each set, and one for each category of question of all sets."""
    head = ["right", "opposite of the truth", "wrong and sure", "answerable refused"]
    for title, groups in (
        ("set", [asked.group for asked in questions]),
        ("category", [asked.row["cat"] for asked in questions]),
    ):
        rows = [
            [group, *figures([m for g, m in zip(groups, marks, strict=True) if g == group])]
            for group in dict.fromkeys(groups)
        ]
        yield from table([title, *head], rows)


def reliability_lines(questions: Sequence[Asked], marks: Sequence[Mark]) -> Iterator[str]:
    """Count the answers of each tenth of the score, and those that are right.

    Verdicts and counts are left out: they have no such score.
    """
    plain = [
        m
        for a, m in zip(questions, marks, strict=True)
        if m.score is not None and a.row["kind"] in ("one", "refuse")
    ]
    rows = []
    for tenth in range(2, 11):
        inside = [m for m in plain if tenth == min(10, int(10 * (m.score or 0.0)))]
        if inside:
            right = sum(m.right for m in inside)
            rows.append([f"{tenth / 10:.1f}", str(len(inside)), f"{right / len(inside):.2f}"])
    yield from table(["score from", "answers", "right"], rows)


def without(patches: Sequence[tuple[str, Any]], run: Callable[[], list[Mark]]) -> list[Mark]:
    """The marks while some functions return what means that they do not apply."""
    with ExitStack() as stack:
        for target, value in patches:
            stack.enter_context(patch(target, value))
        return run()


def ablation_lines(
    questions: Sequence[Asked], store: Store, whole: Sequence[Mark]
) -> Iterator[str]:
    """Leave out each strategy, and each feature of the scope, and tell how the figures change."""
    base = Counter(right=sum(m.right for m in whole), opposite=sum(m.opposite for m in whole))
    rows = []
    for name, target in STRATEGIES.items():
        value = NOTHING.get(name)
        marks = without([(target, lambda *_, value=value: value)], lambda: marked(questions, store))
        rows.append([f"strategy: {name}", *_changes(marks, base)])
    weights = confidence._ANSWERABLE_WEIGHTS
    for n, feature in enumerate(Features._fields):
        if weights[n]:
            zeroed = (*weights[:n], 0.0, *weights[n + 1 :])
            target = "kg.answer.confidence._ANSWERABLE_WEIGHTS"
            marks = without([(target, zeroed)], lambda: marked(questions, store))
            rows.append([f"scope: {feature}", *_changes(marks, base)])
    rows.sort(key=lambda row: (int(row[1]), row[0]))
    yield from table(["without", "right", "opposite of the truth"], rows)


def _changes(marks: Sequence[Mark], base: Counter[str]) -> list[str]:
    right = sum(m.right for m in marks) - base["right"]
    opposite = sum(m.opposite for m in marks) - base["opposite"]
    return [f"{right:+d}", f"{opposite:+d}"]


def main() -> None:
    store = open_store(shipped_graph(), None)
    questions = asked_questions(store)
    marks = marked(questions, store)
    lines = [
        "# Answers",
        "",
        "Written by `make bench-answers`; not to be edited. Questions that others wrote from the",
        "deck alone, with nothing of the program in sight. The engine was developed with them, so",
        "these figures are no measure of what it does on unseen ones.",
        "",
        *set_lines(questions, marks),
        "## Scores",
        "",
        "A score is the chance that the first hit is right. Answers below "
        "0.2 are refused, and those below 0.3 are not confident.",
        "",
        *reliability_lines(questions, marks),
        "## What each part is worth",
        "",
        "The change where a strategy never applies, or a feature of the scope has no weight.",
        "",
        *ablation_lines(questions, store, marks),
    ]
    REPORT.write_text("\n".join(lines), encoding="utf-8")
    sys.stdout.write(f"{REPORT}\n")


if __name__ == "__main__":
    main()
