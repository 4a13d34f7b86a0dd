from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import COMMAND_NAMES, Command, Run
from tests.conftest import TINY, write_graph


def test_command_after_two_dashes(tea: Run) -> None:
    assert tea("--", "show", "oolong") == tea("show", "oolong")


@pytest.mark.parametrize(
    "args",
    [
        ["ask", "x"],
        ["show", "x"],
        ["list"],
        ["path", "x", "y"],
        ["stats"],
        ["map"],
        ["site"],
        ["publish", "postgresql://nowhere/tea"],
        ["study", "x"],
        ["next"],
        ["unlocks", "x"],
        ["known", "add", "x"],
        ["known", "remove", "x"],
        ["known", "list"],
        ["known", "import", "x"],
        ["quiz"],
        ["due"],
        ["progress"],
        ["check"],
        ["lint"],
    ],
    ids=COMMAND_NAMES,
)
@pytest.mark.parametrize(
    ("kind", "code", "message"),
    [
        ("nothing", 2, "graph: no such graph"),
        ("empty", 3, "graph:1: E508 a folder without Markdown notes"),
        ("file", 3, "graph:1: E501 the file is empty"),
        ("bad", 3, f"graph{os.sep}a.toml:2: E102 not valid TOML"),
    ],
)
def test_unusable_graph_is_reported(
    kg: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    args: list[str],
    kind: str,
    code: int,
    message: str,
) -> None:
    graph = tmp_path / "graph"
    if kind == "file":
        graph.touch()
    elif kind != "nothing":
        write_graph(graph, {"a.toml": 'title = "x"\n[[concept\n'} if kind == "bad" else {})
    monkeypatch.setenv("KG_GRAPH", "graph")
    result = kg(*args)
    assert result.code == code
    assert message in result.err + result.out


def test_graph_option_overrides_the_environment(
    kg: Run, graph_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_GRAPH", "nowhere")
    assert kg("stats", "--graph", graph_folder).out.startswith("Tea (")


def test_another_graph_is_asked_by_its_own_names(tea: Run) -> None:
    assert tea("ask", "what is sencha").out.splitlines()[0] == "Green tea (drink)"
    assert tea("show", "Café crème").code == 0
    assert tea("show", "cafe creme").code == 0


def test_changed_graph_is_read_again(kg: Run, own_folder: Path) -> None:
    assert "Matcha" not in kg("list", "--graph", own_folder).out
    drinks = TINY["drinks.toml"].replace("Oolong", "Matcha")
    (own_folder / "drinks.toml").write_text(drinks, encoding="utf-8")
    assert "Matcha" in kg("list", "--graph", own_folder).out


def test_blocked_cache_is_reported_and_not_needed(
    tea: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "blocked").touch()
    monkeypatch.setenv("KG_CACHE_DIR", str(tmp_path / "blocked"))
    result = tea("stats")
    assert result.code == 0
    assert result.out.startswith("Tea (")
    assert "the graph is compiled in memory" in result.err


def test_without_a_home(process: Run) -> None:
    assert process("ask", "which tool tunes hyperparameters").code == 0


def test_without_environment_variables(command: Command, tmp_path: Path) -> None:
    start, environment = command
    bare = {name: environment[name] for name in ("PYTHONPATH",)}
    done = subprocess.run(
        [*start, "stats"],
        env={**bare, "XDG_CACHE_HOME": str(tmp_path)},
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("name", ["ask", "show", "study"])
def test_arguments_that_are_not_text(tea: Run, name: str) -> None:
    result = tea(name, os.fsdecode(b"\xff\xfe"))
    assert (result.code, result.out) == (1, "")


@pytest.mark.parametrize(
    "args",
    [
        ["ask", "which tool tunes hyperparameters", "--json"],
        ["study", "metrics"],
        ["study", "metrics", "--json"],
        ["study", "--all", "--format", "md"],
        ["study", "bias", "--format", "anki", "-o", "out", "--now", "2026-11-24"],
        ["study", "bias", "--plan", "--until", "2026-12-24", "--now", "2026-11-24"],
        ["next", "--json"],
        ["unlocks", "Amazon SageMaker", "--json"],
        ["quiz", "--seed", "3", "--json"],
        ["quiz", "--seed", "3", "--mode", "match"],
    ],
    ids=lambda args: " ".join(args[:3]),
)
def test_output_is_the_same_on_any_hash_seed(process: Run, tmp_path: Path, args: list[str]) -> None:
    found = set()
    for seed in ("0", "1", "2"):
        result = process(*args, PYTHONHASHSEED=seed)
        assert result.code == 0
        out = tmp_path / "out"
        found.add((result, out.read_bytes() if out.exists() else b""))
    assert len(found) == 1
