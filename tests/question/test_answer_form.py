from __future__ import annotations

import pytest

from kg.question import understand
from kg.store import Store


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("what is bias", "definition"),
        ("Bias?", "definition"),
        ("explain AUC-ROC", "definition"),
        ("difference between bias and variance", "comparison"),
        ("precision vs. recall", "comparison"),
        ("canvas or jumpstart", "comparison"),
        ("how is precision related to MLOps", "path"),
        ("list the metrics", "list"),
        ("which frameworks are supported", "list"),
        ("which tool tunes hyperparameters", "answer"),
        ("which metric for spam filtering", "answer"),
        ("who won the world cup", "answer"),
    ],
)
def test_answer_form(question: str, kind: str, store: Store) -> None:
    assert understand(question, store).answer_form == kind
