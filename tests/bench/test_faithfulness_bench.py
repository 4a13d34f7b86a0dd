from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.bench.faithfulness import REPORT, former_graph, report_lines


@pytest.fixture(scope="module")
def report(test_data: Path) -> str:
    assert test_data
    return "\n".join(report_lines()).rstrip() + "\n"


def test_the_report_is_that_of_the_rules(report: str) -> None:
    assert REPORT.read_text(encoding="utf-8") == report


def test_what_is_found_is_mostly_objected_to_in_both_halves(report: str) -> None:
    rows = re.findall(
        r"^\| (W3\d\d).* \| (tune|other) \|.*\| (\d\.\d\d) \| \d\.\d\d \|$", report, re.M
    )
    precision = {(code, half): float(share) for code, half, share in rows}  # with partly and mixed
    assert len(precision) >= 7
    assert min(precision.values()) >= 0.8


def test_the_former_graph_is_whole(test_data: Path) -> None:
    draft = former_graph(test_data / "audit")
    assert len(draft.concepts) == 116
    assert sum(len(concept.edges) for concept in draft.concepts) == 251
    assert all(concept.citation for concept in draft.concepts)
