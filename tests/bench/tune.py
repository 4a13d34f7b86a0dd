"""Find the weights of the ranking: python -m tests.bench.tune [ROUNDS]

Coordinate ascent on the mean reciprocal rank over the tune half of the questions and the exam
questions for development. The report half is not read.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Iterator

from kg.answer.chain import Chain
from kg.answer.chain_joins import find_chains
from kg.answer.ranking import rank
from kg.answer.ranking_weights import WEIGHTS, Weights
from kg.answer.strategies.multiple_choice import option_keys
from kg.graph_files.source_files import shipped_graph
from kg.linking.fuzzy import link
from kg.question import Query, understand
from kg.store import Key, Store, open_store
from tests.bench.data import PROJECT, data_folder

QUESTIONS = PROJECT / "tests" / "data" / "questions.toml"
FACTORS = (0.7, 0.85, 1.15, 1.4)
SINGLE = ("tool", "definition", "term", "situation", "typo", "acronym", "keywords", "negation")
Case = tuple[Query, list[Chain], set[Key], set[Key] | None]


def cases(store: Store) -> Iterator[tuple[str, set[Key]]]:
    """Questions of the tune half that one concept answers, with that concept."""
    tune = tomllib.loads(QUESTIONS.read_text(encoding="utf-8"))["tune"]
    for category in SINGLE:
        for question, expected in tune[category].items():
            if isinstance(expected, str):
                yield question, {link(store, expected).key}


def exam_cases(store: Store) -> Iterator[tuple[str, set[Key], set[Key]]]:
    """The exam questions for development, the concepts that are right, and those of the options."""
    exam = (data_folder("questions") / "exam-dev.jsonl").read_text(encoding="utf-8")
    for line in exam.splitlines():
        row = json.loads(line)
        right = {
            key for name in (*row["concepts"], row["answer"]) for key in option_keys(name, store)
        }
        among = {key for option in row["options"] for key in option_keys(option, store)}
        yield row["question"], right, among


def understood(store: Store) -> Iterator[Case]:
    """Both, understood, where a ranking decides; exam questions with their options as well."""
    exam = list(exam_cases(store))
    asked = [*cases(store), *((question, right) for question, right, _ in exam)]
    for question, right, among in [*((*row, None) for row in asked), *exam]:
        query = understand(question, store)
        if query.answer_form not in ("comparison", "path"):
            yield query, find_chains(query, store), right, among


def mrr(asked: list[Case], store: Store, weights: Weights) -> float:
    """Mean reciprocal rank, with half as much again for each right concept that is first."""
    total = 0.0
    for query, found, right, among in asked:
        keys = [ranked.key for ranked in rank(query, found, store, weights, among)]
        place = next((n for n, key in enumerate(keys, 1) if key in right), None)
        total += 0 if place is None else 1 / place + 0.5 * (place == 1)
    return total / len(asked) / 1.5


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 2
    store = open_store(shipped_graph(), None)
    asked = list(understood(store))
    best, weights = mrr(asked, store, WEIGHTS), WEIGHTS
    sys.stdout.write(f"{len(asked)} questions, {best:.4f}\n")
    for _ in range(rounds):
        for name in Weights._fields:
            value = getattr(weights, name)
            for factor in FACTORS:
                tried = weights._replace(**{name: round(value * factor, 3)})
                score = mrr(asked, store, tried)
                if score > best + 1e-4:
                    best, weights = score, tried
                    sys.stdout.write(f"{best:.4f} {name} = {getattr(tried, name)}\n")
                    sys.stdout.flush()
    sys.stdout.write(f"{weights}\n")


if __name__ == "__main__":
    main()
