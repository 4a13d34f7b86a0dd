from __future__ import annotations

import json
import os
import webbrowser
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.conftest import TINY

# list


def test_list_every_concept_between_tabs(tea: Run) -> None:
    ran = tea("list")
    rows = [line.split("\t") for line in ran.out.splitlines()]
    assert (ran.code, ran.err) == (0, "")
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
def test_list_unknown_names_those_there_are(tea: Run, option: str, name: str, known: str) -> None:
    ran = tea("list", option, name)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"kg: no {option[2:]} {name!r}; there are {known}\n"


# stats


def test_stats(tea: Run) -> None:
    ran = tea("stats")
    assert ran.out.splitlines() == [
        "Tea (8 concepts, 12 edges)",
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


# map


def test_map_writes_one_page(tea: Run, tmp_path: Path) -> None:
    ran = tea("map")
    assert ran == (0, "", "kg: wrote map.html\n")
    page = (tmp_path / "map.html").read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert "Oolong" in page
    assert os.listdir(tmp_path) == ["map.html"]  # noqa: PTH208 - names, nothing left aside


def test_map_to_standard_output(tea: Run) -> None:
    ran = tea("map", "-o", "-")
    assert ran.code == 0
    assert ran.err == ""
    assert ran.out.startswith("<!DOCTYPE html>")


def test_map_json_tells_what_was_written(tea: Run, tmp_path: Path) -> None:
    ran = tea("map", "--json", "-o", "tea.html")
    assert json.loads(ran.out) == {"file": "tea.html", "focus": None, "concepts": 8, "edges": 12}
    assert (tmp_path / "tea.html").exists()


def test_map_focus_takes_what_is_near(tea: Run) -> None:
    ran = tea("map", "--json", "--focus", "plucking", "--hops", "1")
    assert json.loads(ran.out) == {
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
        pytest.param(["-o", "-", "--json"], 2, "--json needs the page in a file", id="both-out"),
    ],
)
def test_map_mistakes_leave_nothing(
    tea: Run, tmp_path: Path, args: list[str], code: int, message: str
) -> None:
    ran = tea("map", *args)
    assert (ran.code, ran.out) == (code, "")
    assert message in ran.err
    assert list(tmp_path.iterdir()) == []


def test_map_opens_with_the_view_and_title_asked_for(kg: Run, tmp_path: Path) -> None:
    ran = kg("map", "--view", "web", "--title", "My <map>")
    assert ran.code == 0
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
    ran = kg("map", "--graph", "kb.txt", "--view", "stages")
    assert ran.code == 2
    assert "this graph has no stages in order; open it with --view web" in ran.err
    assert not (tmp_path / "map.html").exists()


def test_map_over_a_folder_keeps_it(tea: Run, tmp_path: Path) -> None:
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
    ran = tea("map", "--open", "-o", "a map.html")
    assert ran.code == 0
    assert [url.rpartition("/")[2] for url in asked] == ["a%20map.html"]
    assert ("found no browser" in ran.err) is not found


# Files


def test_a_link_stays_a_link(tea: Run, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("target")
    assert tea("study", "oolong", "-o", "link").code == 0
    assert (tmp_path / "link").is_symlink()
    assert "Oolong" in (tmp_path / "target").read_text(encoding="utf-8")


def test_a_device_is_written_to_and_not_replaced(tea: Run, tmp_path: Path) -> None:
    # A terminal of our own: were it replaced, no device of the system would be lost.
    keeper, device = os.openpty()
    try:
        (tmp_path / "device").symlink_to(os.ttyname(device))
        assert tea("study", "oolong", "-n", "1", "-o", "device").code == 0
        assert (tmp_path / "device").is_char_device()
        assert b"Oolong" in os.read(keeper, 10_000)
    finally:
        os.close(device)
        os.close(keeper)


def test_what_was_in_the_file_is_replaced_whole(tea: Run, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("x" * 100_000, encoding="utf-8")
    assert tea("study", "oolong", "--format", "csv", "-o", "list.csv").code == 0
    assert "xxx" not in (tmp_path / "list.csv").read_text(encoding="utf-8")
