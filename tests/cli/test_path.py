from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_path_in_words(tea: Run) -> None:
    result = tea("path", "sencha", "oxidation")
    assert result.err == ""
    assert result.out.splitlines() == [
        "Green tea differs from Black tea [1]",
        "Black tea is made by Oxidation [3]",
    ]


def test_path_json(tea: Run) -> None:
    assert json.loads(tea("path", "withering", "Steaming", "--json").out) == {
        "from": "withering",
        "to": "steaming",
        "steps": [
            {
                "from": "withering",
                "relation": "follows",
                "to": "picking",
                "text": "Withering comes after Picking",
                "source": "6",
            },
            {
                "from": "picking",
                "relation": "follows",
                "to": "steaming",
                "text": "Picking comes before Steaming",
                "source": "7",
            },
        ],
    }


def test_path_to_itself(tea: Run) -> None:
    assert tea("path", "oolong", "Oolong") == (0, "both names mean Oolong\n", "")
    data = json.loads(tea("path", "oolong", "Oolong", "--json").out)
    assert data == {"from": "oolong", "to": "oolong", "steps": []}


@pytest.mark.parametrize("json_option", [[], ["--json"]], ids=["text", "json"])
def test_path_between_unlinked_concepts(tea: Run, unlinked: Path, json_option: list[str]) -> None:
    result = tea("path", "mug", "kettle", "--graph", unlinked, *json_option)
    assert result == (1, "", "kg: no path connects Mug and Kettle\n")


@pytest.mark.parametrize(
    ("args", "code", "message"),
    [
        pytest.param(["oolong", "zyxw"], 1, "no concept is called 'zyxw'", id="unknown-end"),
        pytest.param(["zyxw", "oolong"], 1, "no concept is called 'zyxw'", id="unknown-start"),
        pytest.param(["oolong", ""], 2, "which concept?", id="empty"),
        pytest.param(["oolong"], 2, "Missing argument", id="one"),
    ],
)
def test_path_with_unknown_ends(tea: Run, args: list[str], code: int, message: str) -> None:
    result = tea("path", *args)
    assert (result.code, result.out) == (code, "")
    assert message in result.err


def test_path_reports_how_it_read_a_misspelt_name(tea: Run) -> None:
    assert tea("path", "oolongg", "oolong").err == "kg: 'oolongg' read as 'Oolong'\n"
