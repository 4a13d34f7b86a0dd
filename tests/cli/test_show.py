from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_show_text(tea: Run) -> None:
    result = tea("show", "sencha")
    assert result.err == ""
    assert result.out.splitlines() == [
        "Green tea (drink)",
        "  Tea of leaves that are heated before they can oxidise.",
        "  also called: sencha, ryokucha",
        "  source: deck line 1",
        "  made by: Picking, Steaming",
        "  unlike: Black tea, Oolong",
    ]


def test_show_words_incoming_links_from_the_side_of_the_concept(tea: Run) -> None:
    lines = tea("show", "picking").out.splitlines()
    assert "  makes: Green tea, Black tea" in lines
    assert "  comes before: Withering, Steaming" in lines


def test_show_json(tea: Run) -> None:
    data = json.loads(tea("show", "Black", "tea", "--json").out)
    assert list(data.items()) == [
        ("id", "black-tea"),
        ("name", "Black tea"),
        ("kind", "drink"),
        ("aliases", ["red tea"]),
        ("summary", "Tea of leaves that oxidise to the end."),
        ("background", ""),
        ("flags", []),
        ("sources", ["2"]),
        (
            "out",
            [
                {
                    "relation": "made-by",
                    "id": "picking",
                    "name": "Picking",
                    "source": "2",
                    "status": "stated",
                },
                {
                    "relation": "made-by",
                    "id": "oxidation",
                    "name": "Oxidation",
                    "source": "3",
                    "status": "stated",
                },
            ],
        ),
        (
            "in",
            [
                {
                    "relation": "unlike",
                    "id": "green-tea",
                    "name": "Green tea",
                    "source": "1",
                    "status": "stated",
                },
                {
                    "relation": "unlike",
                    "id": "oolong",
                    "name": "Oolong",
                    "source": "4",
                    "status": "stated",
                },
                {
                    "relation": "unlike",
                    "id": "cafe-creme",
                    "name": "Café crème",
                    "source": "8",
                    "status": "stated",
                },
            ],
        ),
    ]


def test_show_json_splits_sources(kg: Run) -> None:
    assert json.loads(kg("show", "precision", "--json").out)["sources"] == [
        "43",
        "45",
        "55-59",
        "63",
    ]


def test_show_reports_how_it_read_a_misspelt_name(tea: Run) -> None:
    result = tea("show", "blak", "tea")
    assert result.code == 0
    assert result.out.startswith("Black tea (drink)\n")
    assert result.err == "kg: 'blak tea' read as 'Black tea'\n"


@pytest.mark.parametrize(
    ("name", "code", "message"),
    [
        pytest.param("zyxw", 1, "kg: no concept is called 'zyxw'\n", id="unknown"),
        pytest.param("", 2, "kg: which concept?", id="empty"),
        pytest.param("  ", 2, "kg: which concept?", id="blank"),
        pytest.param("a\x1b[31m\x07", 1, "kg: no concept is called", id="control"),
    ],
)
def test_show_reports_an_unknown_name(tea: Run, name: str, code: int, message: str) -> None:
    result = tea("show", name)
    assert (result.code, result.out) == (code, "")
    assert result.err.startswith(message)
    assert "\x1b" not in result.err


def test_show_suggests_names(kg: Run) -> None:
    result = kg("show", "sagemaker model")
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith("kg: no concept is called 'sagemaker model'\nkg: did you mean: ")
    assert "SageMaker Model Monitor" in result.err


@pytest.mark.parametrize("json_option", [[], ["--json"]], ids=["text", "json"])
@pytest.mark.parametrize("name", ["mug", "kettle"])
def test_show_prints_no_control_characters(
    tea: Run, unlinked: Path, name: str, json_option: list[str]
) -> None:
    result = tea("show", name, "--graph", unlinked, *json_option)
    assert result.code == 0
    assert not {"\x1b", "\x07", "\x9b"} & set(result.out)
