"""Fit the chance that a question is in scope and that its answer is right.

Run with python -m tests.bench.calibrate.

Logistic regression on the features of `kg.answer.confidence`, over the questions of three authors:
the tune half of the project's own, those out of scope included, the fresh questions and the exam
questions for development. The report half is not read. Every weight keeps the sign of its evidence.

Prints the weights; then, for some thresholds, how many questions out of scope are refused and how
many answerable ones with them, each judged by weights fitted without its author, and by weights
fitted without its fifth of the questions.
"""

from __future__ import annotations

import json
import math
import random
import sys
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

from kg.answer import respond, strategy_choice
from kg.answer.confidence import Features, features_of
from kg.answer.ranking import Ranked
from kg.answer.strategies.multiple_choice import option_keys
from kg.errors import NotFoundError
from kg.graph_files.source_files import shipped_graph
from kg.linking.fuzzy import link
from kg.question import Query
from kg.store import Key, Store, open_store
from tests.bench.data import data_folder
from tests.bench.tune import QUESTIONS, exam_cases

SUPPORTING = frozenset(
    "match_count in_name all_named right_kind from_edges question_length score_lead".split()
)
"""Features that speak for an answer; all others speak against one."""

STRANGERS = QUESTIONS.parent / "strangers"
"""Questions that others wrote from the deck alone."""

AUTHOR_WEIGHTS = {"own": 0.5, "exam": 1.0}
"""Weight of a question by its author, of others 2: the engine was tuned on its own questions."""

RIDGE, MAX_ROUNDS, TOLERANCE, FOLDS = 0.002, 150, 1e-3, 5
LEASTS = (0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85)


class Asked(NamedTuple):
    """A question, its author, whether it has an answer, and the concepts that are right."""

    author: str
    question: str
    answerable: bool
    right: frozenset[Key]


class Row(NamedTuple):
    """A question with its features, and whether the best candidate is right.

    `features` is None where it is refused without them.
    """

    asked: Asked
    features: Features | None
    is_right: bool


class Fitted(NamedTuple):
    """A logistic regression."""

    weights: tuple[float, ...]
    constant: float

    def chance(self, features: Sequence[float]) -> float:
        """The probability that it gives."""
        z = sum(w * x for w, x in zip(self.weights, features, strict=True)) + self.constant
        return 1 / (1 + math.exp(-z))


def asked_of_decks() -> Iterator[tuple[Store, Iterator[Asked]]]:
    """The questions of strangers on imported decks, each deck with its store."""
    for file in sorted((STRANGERS / "decks").glob("*.jsonl")):
        (deck,) = data_folder("decks").glob(f"{file.stem}.*")
        store = open_store(deck, None)
        yield store, _of_file(file, store)


def _of_file(file: Path, store: Store) -> Iterator[Asked]:
    for row in map(json.loads, file.read_text(encoding="utf-8").splitlines()):
        if row["kind"] not in ("yesno", "count") and not row.get("refuse_ok"):
            keys = _keys(row["expect"], store)
            yield Asked(file.stem, row["q"], row["kind"] != "refuse", keys)


def asked_questions(store: Store) -> Iterator[Asked]:
    """The questions of all authors; those that want yes, no or a number are left out."""
    tune = tomllib.loads(QUESTIONS.read_text(encoding="utf-8"))["tune"]
    for category, questions in tune.items():
        if category == "out-of-scope":
            yield from (Asked("own", question, False, frozenset()) for question in questions)
            continue
        for question, expected in questions.items():
            if isinstance(expected, str | list):
                names = [expected] if isinstance(expected, str) else expected
                yield Asked("own", question, bool(names), _keys(names, store))
    for question, right, _ in exam_cases(store):
        yield Asked("exam", question, True, frozenset(right))
    for file in (data_folder("questions") / "fresh-dev.jsonl", *sorted(STRANGERS.glob("*.jsonl"))):
        yield from _of_file(file, store)


def _keys(names: Sequence[str], store: Store) -> frozenset[Key]:
    found: set[Key] = set()
    for name in names:
        try:
            found.add(link(store, name).key)
        except NotFoundError:
            found |= set(option_keys(name, store))
    return frozenset(found)


def judged(asked: Asked, store: Store) -> Row | None:
    """The features of a question's best candidate, as they are computed for its answer.

    None where it is answered without them.
    """
    seen: list[tuple[Features, Key]] = []

    def recorded(query: Query, ranked: Sequence[Ranked], *args: Any, **options: Any) -> Features:
        features = features_of(query, ranked, *args, **options)
        seen.append((features, ranked[0].key))
        return features

    with patch.object(strategy_choice, "features_of", recorded):
        answer = respond(asked.question, store)
    if seen:
        return Row(asked, seen[0][0], seen[0][1] in asked.right)
    return Row(asked, None, False) if answer.kind == "none" else None


def fit(rows: Sequence[Row], labels: Sequence[bool]) -> Fitted:
    """A logistic regression with a ridge, by coordinate descent with Newton steps."""
    pairs = [(r.features, r.asked, label) for r, label in zip(rows, labels, strict=True)]
    columns = list(zip(*(features for features, _, _ in pairs if features), strict=True))
    weight_of = [AUTHOR_WEIGHTS.get(asked.author, 2.0) for features, asked, _ in pairs if features]
    wanted = [float(label) for features, _, label in pairs if features]
    total = sum(weight_of)
    weights, constant = [0.0] * len(columns), 0.0
    z = [0.0] * len(wanted)
    ones = (1.0,) * len(wanted)
    for _ in range(MAX_ROUNDS):
        largest = 0.0
        for n, column in [*enumerate(columns), (-1, ones)]:
            slope = curve = 1e-9
            for value, x, y, w in zip(z, column, wanted, weight_of, strict=True):
                if x:
                    chance = 1 / (1 + math.exp(-value))
                    slope += w / total * (chance - y) * x
                    curve += w / total * chance * (1 - chance) * x * x
            if n < 0:
                step = -slope / curve
                constant += step
            else:
                ridge = RIDGE * weights[n]
                new = weights[n] - (slope + ridge) / (curve + RIDGE)
                is_for = Features._fields[n] in SUPPORTING
                new = max(0.0, new) if is_for else min(0.0, new)
                step, weights[n] = new - weights[n], new
            if step:
                z = [value + step * x for value, x in zip(z, column, strict=True)]
                largest = max(largest, abs(step))
        if largest < TOLERANCE:
            break
    return Fitted(tuple(weights), constant)


def cross_validated(rows: Sequence[Row], groups: Sequence[object]) -> list[float]:
    """For each question the chance that it is answerable, by weights fitted without its group."""
    chances = [0.0] * len(rows)
    for left_out in dict.fromkeys(groups):
        kept = [row for row, group in zip(rows, groups, strict=True) if group != left_out]
        fitted = fit(kept, [row.asked.answerable for row in kept])
        for n, (row, group) in enumerate(zip(rows, groups, strict=True)):
            if group == left_out and row.features:
                chances[n] = fitted.chance(row.features)
    return chances


def told(rows: Sequence[Row], chances: Sequence[float]) -> Iterator[str]:
    """Lines that say for each threshold how many questions of each author are refused."""
    for least in LEASTS:
        parts = []
        for answerable in (False, True):
            for author in ("all", *AUTHOR_WEIGHTS):
                refused = [
                    chance < least
                    for row, chance in zip(rows, chances, strict=True)
                    if row.asked.answerable == answerable and author in ("all", row.asked.author)
                ]
                if refused:
                    parts.append(f"{author} {sum(refused)}/{len(refused)}")
            parts.append("|")
        yield f"{least:.2f}   {'  '.join(parts[:-1])}\n"


def main() -> None:
    store = open_store(shipped_graph(), None)
    found = [judged(asked, store) for asked in asked_questions(store)]
    for other, questions in asked_of_decks():
        found += [judged(asked, other) for asked in questions]
    rows = [row for row in found if row is not None]
    for name, labels in (
        ("_ANSWERABLE_WEIGHTS", [row.asked.answerable for row in rows]),
        ("_CORRECT_WEIGHTS", [row.is_right for row in rows]),
    ):
        fitted = fit(rows, labels)
        numbers = [f"{w:.2f}" for w in (*fitted.weights, fitted.constant)]
        lines = [", ".join(numbers[n : n + 8]) for n in range(0, len(numbers), 8)]
        sys.stdout.write(f"{name} = (\n" + "".join(f"    {line},\n" for line in lines) + ")\n")
    fifths = [n % FOLDS for n in range(len(rows))]
    random.Random(0).shuffle(fifths)
    for title, groups in (
        ("without its author", [row.asked.author for row in rows]),
        ("without its fifth", fifths),
    ):
        sys.stdout.write(f"least, refused of those out of scope | of the answerable, {title}\n")
        sys.stdout.writelines(told(rows, cross_validated(rows, groups)))


if __name__ == "__main__":
    main()
