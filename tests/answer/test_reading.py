from __future__ import annotations

import pytest

from kg.answer import respond
from kg.answer.reading import describe_reading
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
        ("serverless vs async vs batch jobs", ["without the words batch and jobs"]),
        ("list the metrics", ["all metrics"]),
        (
            "what comes after model development",
            ['a concept, linked with Model development by "comes after"'],
        ),
        ("which metric for pizza", ["unknown: pizza"]),
        ("which stage comes last", ["stage or step, the last in order", "with the word comes"]),
        ("what is the second stage", ["stage or step, number 2 in order"]),
        ("precison", ["precison read as precision"]),
    ],
)
def test_describe_reading(question: str, parts: list[str], store: Store) -> None:
    text = describe_reading(understand(question, store), store)
    assert set(parts) <= set(text.split("; "))


@pytest.mark.parametrize(
    ("question", "reading"),
    [
        (
            "which metric is not for classification",
            "a metric that does not fit, in connection with Classification",
        ),
        (
            "which services are not part of SageMaker",
            'all services that do not fit, linked with Amazon SageMaker by "is part of"',
        ),
    ],
)
def test_the_reading_of_a_negated_question(question: str, reading: str, store: Store) -> None:
    assert respond(question, store).reading == reading
