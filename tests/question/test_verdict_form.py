from __future__ import annotations

import pytest

from kg.question import understand
from kg.store import Store


@pytest.mark.parametrize(
    "question",
    [
        "is recall a metric",
        "In the lifecycle, is the problem framed before the data is processed?",
        "our requests are 1500 MB each, will asynchronous inference take them",
        "variance is the gap between predicted and real value, correct?",
        "Is accuracy a safe choice when true negatives dominate?",
        "800 MB input. Within the limits of asynchronous inference or not?",
        "Doesn't Canvas need code?",
    ],
)
def test_these_want_yes_or_no(question: str, store: Store) -> None:
    assert understand(question, store).wants_verdict


@pytest.mark.parametrize(
    "question",
    [
        "which metric is better for spam, precision or recall",
        "is it precision or recall that spam filtering needs",
        "can you name the metrics of regression",
        "is there something that builds models automatically with AutoML",
        "Does SageMaker have PyTorch images, and what are those called?",
        "no low-code tools please, we're advanced users of SageMaker",
        "have a PyTorch script, don't want to build a container",
        "is it raining",
    ],
)
def test_these_want_more_than_yes_or_no(question: str, store: Store) -> None:
    assert not understand(question, store).wants_verdict
