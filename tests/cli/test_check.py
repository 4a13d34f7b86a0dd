from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.conftest import TINY, write_graph
from tests.films import TRIPLES, write_films

BAD = {
    **TINY,
    "drinks.toml": TINY["drinks.toml"].replace('"Steaming"]', '"Stewing"]'),
    "steps.toml": TINY["steps.toml"].replace('kind = "step"', 'kind = "stride"', 1),
}

DECK = """\
Green tea is made by picking and steaming. Unlike black tea, it is heated before it can oxidise.
Black tea is made by picking. Its leaves oxidise to the end.
In oxidation, after withering, the leaves of black tea turn brown.
Oolong is made by oxidation, between green tea and black tea.
Picking takes the leaves from the bush.
Withering, after picking, lets the leaves lose water.
Steaming, after picking, heats the leaves, so that they stay green.
Café crème is no tea at all, unlike black tea.
"""


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    return write_graph(tmp_path / "bad", BAD)


def test_check_the_shipped_graph(kg: Run) -> None:
    result = kg("check")
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("no problems: ")


def test_check_a_graph_without_problems(kg: Run, graph_folder: Path) -> None:
    assert kg("check", graph_folder) == (0, "no problems: 8 concepts, 12 links\n", "")
    assert kg("check", "--graph", graph_folder).out == "no problems: 8 concepts, 12 links\n"
    assert json.loads(kg("check", graph_folder, "--json").out) == []


def test_check_reports_every_problem_with_its_place(kg: Run, bad: Path) -> None:
    result = kg("check", bad)
    assert result.code == 3
    assert result.err == ""
    lines = result.out.splitlines()
    assert lines == sorted(lines)
    assert any(f"{bad / 'drinks.toml'}:7: E106 " in line for line in lines)
    assert any(f"{bad / 'steps.toml'}:1: E105 " in line for line in lines)


def test_check_json(kg: Run, bad: Path) -> None:
    result = kg("check", bad, "--json")
    rows = json.loads(result.out)
    assert result.code == 3
    assert {tuple(row) for row in rows} == {("path", "line", "code", "message")}
    lines = kg("check", bad).out.splitlines()
    assert [f"{r['path']}:{r['line']}: {r['code']} {r['message']}" for r in rows] == lines


def test_other_commands_report_the_same_problems_on_stderr(kg: Run, bad: Path) -> None:
    result = kg("list", "--graph", bad)
    assert (result.code, result.out) == (3, "")
    assert result.err.splitlines() == [
        line for line in kg("check", bad).out.splitlines() if " E" in line
    ]


def test_check_deck(kg: Run, graph_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "deck.txt").write_text(DECK + "left out\n", encoding="utf-8")
    result = kg("check", graph_folder, "--deck", "deck.txt")
    assert result == (3, "deck.txt:9: W301 no concept cites this line: left out\n", "")


def test_check_deck_reports_what_it_does_not_support(
    kg: Run, graph_folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "deck.txt").write_text(DECK.replace("Oolong", "That"), encoding="utf-8")
    result = kg("check", graph_folder, "--deck", "deck.txt")
    lines = result.out.splitlines()
    assert result.code == 3
    assert len(lines) == 3
    assert all(" W306 the edge 'Oolong' " in line for line in lines)
    assert all("deck line 4 does not name 'Oolong'; cite " in line for line in lines)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(None, "deck.txt:1: E101 can't be read", id="missing"),
        pytest.param(b"x\n\xff\n", "deck.txt:2: E101 not UTF-8 text", id="binary"),
    ],
)
def test_check_with_an_unreadable_deck(
    kg: Run, tmp_path: Path, content: bytes | None, message: str
) -> None:
    if content is not None:
        (tmp_path / "deck.txt").write_bytes(content)
    result = kg("check", "--deck", "deck.txt")
    assert (result.code, result.out) == (3, "")
    assert result.err.startswith(message)


def test_check_argument_overrides_the_environment(
    kg: Run, graph_folder: Path, bad: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_GRAPH", str(bad))
    assert kg("check").code == 3
    assert kg("check", graph_folder).code == 0
    assert kg("check", "--graph", graph_folder).code == 0


def test_check_refuses_two_graphs(kg: Run, graph_folder: Path, bad: Path) -> None:
    result = kg("check", bad, "--graph", graph_folder)
    assert (result.code, result.out) == (2, "")
    assert "two graphs given" in result.err


def test_check_prints_no_control_characters(kg: Run, tmp_path: Path) -> None:
    name = TINY["steps.toml"].replace('kind = "step"', 'kind = "st\\u001b[31mep"', 1)
    folder = write_graph(tmp_path / "graph\x1b[31m", {**TINY, "steps.toml": name})
    for result in (kg("check", folder), kg("list", "--graph", folder)):
        assert result.code == 3
        assert "\x1b" not in result.out + result.err


def test_check_triples(kg: Run, tmp_path: Path) -> None:
    file = write_films(tmp_path / "films")
    message = f"no problems: 17 concepts, {len(TRIPLES.splitlines())} links\n"
    assert kg("check", file) == (0, message, "")
    assert kg("check", "--graph", file).out == message
    assert json.loads(kg("check", file, "--json").out) == []


def test_check_reports_lines_that_are_not_triples(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "kb.txt").write_text("a|b|c\na|b\n\n|||\n", encoding="utf-8")
    result = kg("check", "kb.txt")
    assert result.code == 3
    lines = (result.out + result.err).splitlines()
    assert [line.partition(" not")[0] for line in lines] == ["kb.txt:2: E113", "kb.txt:4: E113"]
    rows = json.loads(kg("check", "kb.txt", "--json").out)
    assert [(row["path"], row["line"], row["code"]) for row in rows] == [
        ("kb.txt", 2, "E113"),
        ("kb.txt", 4, "E113"),
    ]


def test_check_triples_against_a_deck(kg: Run, tmp_path: Path) -> None:
    file = write_films(tmp_path / "films")
    result = kg("check", file, "--deck", "deck.txt")
    assert (result.code, result.out) == (2, "")
    assert "check it without --deck" in result.err
