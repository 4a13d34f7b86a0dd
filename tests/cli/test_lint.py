from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run
from tests.conftest import TINY, write_graph


def test_lint_prints_suggestions_and_changes_nothing(kg: Run, tmp_path: Path) -> None:
    drinks = TINY["drinks.toml"] + '[[concept]]\nname = "Oolongs"\nkind = "drink"\n'
    folder = write_graph(tmp_path / "graph", {**TINY, "drinks.toml": drinks})
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    result = kg("lint", folder)
    assert (result.code, result.err) == (0, "")
    *lines, last = result.out.splitlines()
    assert last == f"{len(lines)} suggestions"
    assert any(" L601 " in line and "Oolongs" in line for line in lines)
    assert kg("lint", "--graph", folder) == result
    rows = json.loads(kg("lint", folder, "--json").out)
    assert [f"{r['path']}:{r['line']}: {r['code']} {r['message']}" for r in rows] == lines
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before


def test_lint_reports_errors_first(kg: Run, tmp_path: Path) -> None:
    folder = write_graph(tmp_path / "graph", {**TINY, "drinks.toml": "[[concept"})
    result = kg("lint", folder)
    assert (result.code, result.out) == (3, "")
    assert "drinks.toml:1: E102" in result.err
