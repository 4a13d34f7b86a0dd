"""Fit the chance that a question is in scope and that its answer is right.

Run with python -m tests.bench.calibrate.

Logistic regression on the features of `kg.answer.confidence`, over the tune half of the questions,
those out of scope included, and the exam questions for development. The report half is not read.
Prints the weights, and for some thresholds how many out of scope are refused and how many
answerable ones with them.
"""

from __future__ import annotations

import math
import sys
import tomllib

from kg.answer.chain_joins import find_chains
from kg.answer.confidence import features_of
from kg.answer.ranking import rank
from kg.answer.strategies.edge_answers import answer_from_edges
from kg.answer.strategies.sequence import find_at_ordinal
from kg.graph_files.source_files import shipped_graph
from kg.question import understand
from kg.store import Key, Store, open_store
from tests.bench.tune import QUESTIONS, cases, exam_cases

ROUNDS, RATE, RIDGE = 4000, 0.5, 0.002


def signs(question: str, store: Store) -> tuple[tuple[float, ...], Key] | None:
    """The signs of the best candidate and its key; None where no ranking decides."""
    query = understand(question, store)
    if query.answer_form in ("comparison", "path") or find_at_ordinal(query, store):
        return None
    found = find_chains(query, store)
    if answer_from_edges(query, found, store):
        return None
    ranked = rank(query, found, store)
    if not ranked:
        return None
    if query.answer_form == "definition":
        ranked.sort(key=lambda r: r.key not in query.mentions[0].keys)
    kind = store.concept(ranked[0].key).kind
    of_kind = kind in query.answer_kinds if query.answer_kinds else None
    return features_of(query, ranked, found, of_kind), ranked[0].key


def fit(rows: list[tuple[tuple[float, ...], float]]) -> list[float]:
    """Weights of a logistic regression, the constant last, by gradient descent with a ridge."""
    size = len(rows[0][0])
    weights = [0.0] * (size + 1)
    for _ in range(ROUNDS):
        slope = [RIDGE * w for w in weights[:-1]] + [0.0]
        for xs, label in rows:
            z = sum(w * x for w, x in zip(weights, xs, strict=False)) + weights[-1]
            error = (1 / (1 + math.exp(-z)) - label) / len(rows)
            for n, x in enumerate((*xs, 1.0)):
                slope[n] += error * x
        weights = [w - RATE * s for w, s in zip(weights, slope, strict=True)]
    return weights


def main() -> None:
    store = open_store(shipped_graph(), None)
    tune = tomllib.loads(QUESTIONS.read_text(encoding="utf-8"))["tune"]
    asked: list[tuple[str, set[Key]]] = [(q, set()) for q in tune["out-of-scope"]]
    asked += [*cases(store), *((q, right) for q, right, _ in exam_cases(store))]
    rows: list[tuple[tuple[float, ...], float]] = []
    scope: list[bool] = []
    for question, right in asked:
        found = signs(question, store)
        if found is not None:
            rows.append((found[0], float(found[1] in right)))
            scope.append(bool(right))
    weights = fit([(xs, float(inside)) for (xs, _), inside in zip(rows, scope, strict=True)])
    for name, fitted in (("_ANSWERABLE_WEIGHTS", weights), ("_CORRECT_WEIGHTS", fit(rows))):
        sys.stdout.write(f"{name} = ({', '.join(f'{w:.2f}' for w in fitted)})\n")
    chances = [
        1 / (1 + math.exp(-sum(w * x for w, x in zip(weights, (*xs, 1.0), strict=True))))
        for xs, _ in rows
    ]
    sys.stdout.write("least  out of scope refused  answerable refused\n")
    for least in (n / 20 for n in range(2, 14)):
        outside = [c < least for c, inside in zip(chances, scope, strict=True) if not inside]
        inside = [c < least for c, inside in zip(chances, scope, strict=True) if inside]
        sys.stdout.write(
            f"{least:.2f}   {sum(outside)}/{len(outside)}   {sum(inside)}/{len(inside)}\n"
        )


if __name__ == "__main__":
    main()
