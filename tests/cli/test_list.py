from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Run
from tests.conftest import TINY


def test_list_separates_cells_by_tabs(tea: Run) -> None:
    result = tea("list")
    rows = [line.split("\t") for line in result.out.splitlines()]
    assert (result.code, result.err) == (0, "")
    assert len(rows) == 8
    assert rows[0] == ["Green tea", "drink", TINY["drinks.toml"].split('summary = "')[1][:54]]


@pytest.mark.parametrize("kind", ["step", "steps", "STEPS"])
def test_list_of_a_kind(tea: Run, kind: str) -> None:
    names = [line.split("\t")[0] for line in tea("list", "--kind", kind).out.splitlines()]
    assert names == ["Picking", "Withering", "Oxidation", "Steaming"]


def test_list_json(tea: Run) -> None:
    rows = json.loads(tea("list", "--json", "--kind", "step").out)
    assert rows[0] == {"id": "picking", "name": "Picking", "kind": "step"}
    assert len(rows) == 4


def test_list_of_a_relation(tea: Run) -> None:
    assert tea("list", "--relation", "follows").out.splitlines() == [
        "Withering\tcomes after\tPicking\t6",
        "Oxidation\tcomes after\tWithering\t3",
        "Steaming\tcomes after\tPicking\t7",
    ]
    assert json.loads(tea("list", "--relation", "follows", "--json").out)[0] == {
        "subject": "withering",
        "relation": "follows",
        "object": "picking",
        "source": "6",
    }


def test_list_of_a_relation_and_a_kind(tea: Run) -> None:
    assert tea("list", "--relation", "follows", "--kind", "drink") == (0, "", "")
    assert len(tea("list", "--relation", "made-by", "--kind", "drink").out.splitlines()) == 5


@pytest.mark.parametrize(
    ("option", "known"),
    [("--kind", "drink, step, concept"), ("--relation", "made-by, follows, unlike")],
)
@pytest.mark.parametrize("name", ["zyxw", ""])
def test_list_names_the_choices_for_an_unknown_name(
    tea: Run, option: str, name: str, known: str
) -> None:
    result = tea("list", option, name)
    assert (result.code, result.out) == (2, "")
    assert result.err == f"kg: unknown {option[2:]} {name!r}; choose from {known}\n"
