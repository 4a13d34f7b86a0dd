from __future__ import annotations

from kg.learn.progress import Progress
from kg.learn.quiz.session import choose_concepts
from kg.store import Store
from tests.learn.quiz.reference import answered


def test_due_concepts_come_first_then_new_ones_then_those_not_due(store: Store) -> None:
    memories = {"recall": answered([3, 3]), "accuracy": answered([1]), "f1": answered([3, 3, 3])}
    progress = Progress(memories=memories)
    at = memories["recall"].due
    keys = choose_concepts(store, "metrics", progress, at, 10)
    names: list[str] = [store.concept(key).id for key in keys]
    assert names[:2] == ["accuracy", "recall"]
    assert names[-1] == "f1"
    new = [name for name in names if name not in memories]
    assert new.index("precision") < new.index("costly-false-positives")
    anything = [store.concept(key).id for key in choose_concepts(store, None, progress, at, 30)]
    assert anything[:2] == ["accuracy", "recall"]
    assert "f1" not in anything
    assert len(anything) == len(set(anything)) >= 30
