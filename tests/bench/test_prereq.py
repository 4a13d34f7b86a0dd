from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.learn.study import study_all
from tests.bench.prereq import (
    Texts,
    is_acyclic,
    kept_in_order,
    make_graph,
    read_metacademy,
    read_physics,
    score,
)

STUDY = Path(__file__).parent / "reports" / "STUDY.md"


def test_edges_of_others_are_all_kept_in_order(test_data: Path) -> None:
    assert test_data
    edges = read_metacademy()
    assert len(edges) == 626
    assert is_acyclic(edges)
    names = {name for pair in edges for name in pair}
    with make_graph(names, edges) as store:
        order = [item.concept.name for item in study_all(store).items]
    assert sorted(order) == sorted(names)
    assert kept_in_order(order, edges) == len(edges)


def test_the_pairs_of_physics_are_all_read(test_data: Path) -> None:
    assert test_data
    pairs, hold = read_physics("pairs"), read_physics("preqs")
    assert (len(pairs), len(hold)) == (1962, 487)
    assert ("Gravitational acceleration", "Position (vector)") in hold
    assert set(hold) <= set(pairs)


def test_scores_are_those_worked_out_by_hand() -> None:
    pairs = [("a", "b"), ("b", "a"), ("a", "c"), ("c", "b")]
    said = {("a", "b"), ("b", "a"), ("c", "a")}
    found = score(lambda pair: pair in said, pairs, [("a", "b"), ("a", "c")])
    assert (found.said, found.right, found.hold) == (2, 1, 2)
    assert (found.precision, found.recall, found.f1) == (0.5, 0.5, 0.5)
    # a-b is said both ways, a-c the wrong way.
    assert (found.forwards, found.backwards) == (1, 2)
    assert found.direction == pytest.approx(1 / 3)
    nothing = score(lambda _: False, pairs, [])
    assert (nothing.precision, nothing.recall, nothing.f1, nothing.direction) == (0, 0, 0, 0)


def test_texts_tell_prerequisites() -> None:
    texts = Texts(
        {
            "Work (physics)": "A force along a way.",
            "Force": "What changes how something moves.",
            "Power": "How much work is done in a unit of time.",
        }
    )
    assert texts.ours(("Power", "Force"))  # by way of work
    assert not texts.ours(("Force", "Power"))
    assert texts.mentioned(("Power", "Work (physics)"))
    assert not texts.mentioned(("Power", "Force"))
    # All that power mentions mentions force or is it; nothing that force mentions is power.
    assert texts.refd(("Power", "Force")) == 1.0
    assert texts.refd(("Force", "Power")) == -1.0


@pytest.mark.parametrize(
    ("edges", "acyclic"), [([("a", "b"), ("b", "c")], True), ([("a", "b"), ("b", "a")], False)]
)
def test_cycles_are_seen(edges: list[tuple[str, str]], acyclic: bool) -> None:
    assert is_acyclic(edges) is acyclic


def test_the_report_says_that_every_given_edge_is_kept() -> None:
    report = STUDY.read_text(encoding="utf-8")
    assert "| kg study --all | 626 | 1.000 |" in report
    assert "| kg | " in report


def test_the_readme_quotes_what_was_measured() -> None:
    report = STUDY.read_text(encoding="utf-8")
    half = report.split("### Report half")[1].split("### Tune half")[0]
    readme = (STUDY.parents[1] / "README.md").read_text(encoding="utf-8")
    said = readme.split("## Study and import")[1].split("Of 24 real decks")[0].replace("\n", " ")
    assert "metacademy's 626 prerequisites, given as edges, all are kept in order" in said
    (direction,) = re.findall(r"right in (\.\d\d) of the pairs", said)
    (kg,) = (line for line in half.splitlines() if line.startswith("| kg |"))
    recall, told = kg.split("|")[4], kg.split("|")[6]
    assert told.strip().startswith(f"0{direction} ")
    assert 0.3 < float(recall) < 0.37
    (wrong,) = re.findall(r"Of ([\d,]+) wrong quiz options none", said)
    assert f"| kg | {wrong} | 0 |" in report
    (count,) = re.findall(r"the ([\d,]+) concepts of WordNet", said)
    assert f"WordNet 3.0 {count}." in report
    (row,) = (line for line in report.splitlines() if line.startswith("| kg study dog, WordNet"))
    assert round(float(row.split("|")[2]), 1) == 0.2
