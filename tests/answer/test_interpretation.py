from __future__ import annotations

import pytest

from kg.answer import respond
from kg.answer.interpretation import describe_query
from kg.question import understand
from kg.store import Store


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("what is bias", ["what Bias is"]),
        ("precision vs recall", ["compare Precision and Recall"]),
        ("how is precision related to mlops", ["how Precision and MLOps are related"]),
        (
            "compare TensorFlow and Keras",
            ["compare TensorFlow with something that the graph does not have"],
        ),
        ("serverless vs async vs batch jobs", ["ignoring the words batch and jobs"]),
        ("list the metrics", ["all metrics"]),
        ("what comes after model development", ["linked by follows", "about Model development"]),
        ("which metric for pizza", ["a metric", "not in the graph: pizza"]),
        ("which stage comes last", ["stage or step, the last in order", "matching the word comes"]),
        ("what is the second stage", ["stage or step, number 2 in order"]),
        ("precison", ["precison read as precision"]),
    ],
)
def test_describe_query(question: str, parts: list[str], store: Store) -> None:
    text = describe_query(understand(question, store), store)
    assert set(parts) <= set(text.split("; "))


@pytest.mark.parametrize(
    ("question", "interpretation"),
    [
        (
            "which metric is not for classification",
            "a metric that does not fit; about Classification",
        ),
        (
            "which services are not part of SageMaker",
            "all services that do not fit; linked by part-of; about Amazon SageMaker",
        ),
    ],
)
def test_the_interpretation_of_a_negated_question(
    question: str, interpretation: str, store: Store
) -> None:
    assert respond(question, store).interpretation == interpretation
