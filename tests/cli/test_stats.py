from __future__ import annotations

import json

from tests.cli.conftest import Run


def test_stats(tea: Run) -> None:
    result = tea("stats")
    assert result.out.splitlines() == [
        "Tea (8 concepts, 12 links)",
        "drink\t4",
        "step\t4",
        "made-by\t5",
        "follows\t3",
        "unlike\t4",
    ]


def test_stats_json(tea: Run) -> None:
    assert json.loads(tea("stats", "--json").out) == {
        "title": "Tea",
        "concepts": 8,
        "edges": 12,
        "kinds": {"drink": 4, "step": 4},
        "relations": {"made-by": 5, "follows": 3, "unlike": 4},
    }
