from __future__ import annotations

import pytest

from kg.question import understand
from kg.store import Store


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("which metric for spam filtering", ["metric"]),
        ("regression metrics", ["metric"]),
        ("what tool tunes hyperparameters", ["service", "feature"]),
        ("in which stage is feature engineering", ["stage"]),
        ("list all frameworks", ["framework"]),
        ("what is feature engineering", []),
        ("precision vs recall", []),
    ],
)
def test_answer_kinds(question: str, kinds: list[str], store: Store) -> None:
    found = understand(question, store).answer_kinds
    assert set(kinds) <= set(found)
    assert bool(kinds) == bool(found)
