from __future__ import annotations

import json
import os
import webbrowser
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_map_writes_one_page(tea: Run, tmp_path: Path) -> None:
    result = tea("map")
    assert result == (0, "", "kg: wrote map.html\n")
    page = (tmp_path / "map.html").read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert "Oolong" in page
    assert os.listdir(tmp_path) == ["map.html"]  # noqa: PTH208 - names, nothing left aside


def test_map_to_standard_output(tea: Run) -> None:
    result = tea("map", "-o", "-")
    assert result.code == 0
    assert result.err == ""
    assert result.out.startswith("<!DOCTYPE html>")


def test_map_json_summarises_the_map(tea: Run, tmp_path: Path) -> None:
    result = tea("map", "--json", "-o", "tea.html")
    assert json.loads(result.out) == {"file": "tea.html", "focus": None, "concepts": 8, "edges": 12}
    assert (tmp_path / "tea.html").exists()


def test_map_focus_includes_what_is_near(tea: Run) -> None:
    result = tea("map", "--json", "--focus", "plucking", "--hops", "1")
    assert json.loads(result.out) == {
        "file": "map.html",
        "focus": "picking",
        "concepts": 5,
        "edges": 6,
    }


@pytest.mark.parametrize(
    ("args", "code", "message"),
    [
        pytest.param(["--focus", "zyxw"], 1, "no concept is called 'zyxw'", id="unknown"),
        pytest.param(["--focus", ""], 2, "which concept?", id="empty"),
        pytest.param(["--hops", "2"], 2, "name it with --focus", id="hops-alone"),
        pytest.param(["--focus", "oolong", "--hops", "0"], 2, "not in the range", id="no-hops"),
        pytest.param(["-o", "no/map.html"], 2, "no/map.html: can't be written", id="no-folder"),
        pytest.param(["-o", "."], 2, "can't be written", id="folder"),
        pytest.param(["-o", "-", "--open"], 2, "--open needs a file", id="open-nothing"),
        pytest.param(["-o", "-", "--json"], 2, "--json needs the map in a file", id="both-out"),
    ],
)
def test_map_with_wrong_options_writes_nothing(
    tea: Run, tmp_path: Path, args: list[str], code: int, message: str
) -> None:
    result = tea("map", *args)
    assert (result.code, result.out) == (code, "")
    assert message in result.err
    assert list(tmp_path.iterdir()) == []


def test_map_opens_with_the_view_and_title_asked_for(kg: Run, tmp_path: Path) -> None:
    result = kg("map", "--view", "web", "--title", "My <map>")
    assert result.code == 0
    page = (tmp_path / "map.html").read_text("utf-8")
    assert "<title>My &lt;map&gt;</title>" in page
    assert '"view":"web"' in page


def test_map_around_a_focus_opens_around_it(kg: Run, tmp_path: Path) -> None:
    assert kg("map", "--focus", "recall", "--hops", "2").code == 0
    page = (tmp_path / "map.html").read_text("utf-8")
    assert '"view":"around"' in page
    assert '"hops":2' in page


def test_map_of_stages_needs_stages(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "kb.txt").write_text("Alien|directed_by|Ridley Scott\n")
    result = kg("map", "--graph", "kb.txt", "--view", "stages")
    assert result.code == 2
    assert "this graph has no ordered stages; open it with --view web" in result.err
    assert not (tmp_path / "map.html").exists()


def test_map_does_not_replace_a_folder(tea: Run, tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "file").touch()
    assert tea("map", "-o", "kept").code == 2
    assert [p.name for p in tmp_path.rglob("*")] == ["kept", "file"]


@pytest.mark.parametrize("found", [True, False])
def test_map_opens_the_browser(tea: Run, monkeypatch: pytest.MonkeyPatch, found: bool) -> None:
    asked: list[str] = []

    def visit(url: str) -> bool:
        asked.append(url)
        return found

    monkeypatch.setattr(webbrowser, "open", visit)
    result = tea("map", "--open", "-o", "a map.html")
    assert result.code == 0
    assert [url.rpartition("/")[2] for url in asked] == ["a%20map.html"]
    assert ("found no browser" in result.err) is not found
