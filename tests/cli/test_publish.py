from __future__ import annotations

import json
import shlex
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.conftest import write_graph
from tests.server import READER, SECRET, Server
from tests.store.postgres.test_address import ODD_ADDRESSES

TEA = "developing-machine-learning-solutions"


@pytest.fixture
def url(published: Server) -> str:
    """Return the address of the shipped graph, for a user who may only read it."""
    return published.url(f"graph={TEA}", user=READER, database="shared")


@pytest.mark.slow
@pytest.mark.parametrize(
    "command",
    [
        "ask which tool tunes hyperparameters --json",
        "ask wich mertic for spam filterring -n 1",
        "ask who won the world cup",
        "ask which metric when false positives are costly --option recall --option precision",
        "show AMT",
        "show tunning",
        "show nonsense",
        "list --kind metrics",
        "list --relation supports --json",
        "path 'spam filtering' 'false negatives'",
        "stats",
        "map -o -",
        "map -o - --focus recall --hops 2",
        "study -n 6 how to evaluate a classifier",
        "study --all --json",
        "next -n 2",
        "unlocks recall -n 4 --known precision",
        "known list",
        "progress",
        "due --now 2026-11-28",
    ],
)
def test_a_published_graph_answers_as_its_folder_does(kg: Run, url: str, command: str) -> None:
    args = shlex.split(command)
    assert kg(*args, "--graph", url) == kg(*args)


def test_the_environment_can_name_a_published_graph(
    kg: Run, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = kg("show", "recall")
    monkeypatch.setenv("KG_GRAPH", url)
    assert kg("show", "recall") == shown


@pytest.mark.slow
def test_a_site_of_a_published_graph_is_the_same(kg: Run, url: str, tmp_path: Path) -> None:
    assert kg("site", "-o", "there", "--graph", url).code == 0
    assert kg("site", "-o", "here").code == 0
    names = [file.relative_to(tmp_path / "here") for file in (tmp_path / "here").rglob("*.*")]
    assert len(names) > 100
    for name in names:
        assert (tmp_path / "there" / name).read_bytes() == (tmp_path / "here" / name).read_bytes()


def test_publish_prints_how_to_ask(kg: Run, server: Server, graph_folder: Path) -> None:
    at = server.tcp("graph=cli")
    result = kg("publish", at, "--graph", graph_folder)
    place = f"postgresql://owner@127.0.0.1:{server.port}/kg?graph=cli"
    message = f"kg: published 8 concepts and 12 links; ask it: kg ask --graph '{place}' …\n"
    assert result == (0, "", message)
    result = kg("publish", at, "--graph", graph_folder, "--reader", READER, "--json")
    data = json.loads(result.out)
    assert data["graph"] == "cli"
    assert data["rows"]["edge"] == 12
    assert SECRET not in result.out + result.err
    assert kg("show", "oolong", "--graph", at).code == 0


@pytest.mark.parametrize(
    ("command", "code", "words"),
    [
        ("show tea --graph {tcp}", 2, "check the user and its password"),
        ("publish {tcp}", 2, "check the user and its password"),
        ("publish {tcp}?y", 2, "has no value"),
        ("publish {tcp}/y", 2, "not an address of a graph in PostgreSQL"),
        ("map -o {tcp}", 2, "a file or folder is needed"),
        ("site -o {tcp}", 2, "a file or folder is needed"),
        ("study tea -o {tcp}", 2, "a file or folder is needed"),
        ("publish folder", 2, "give a postgresql:// address"),
        ("publish {reader}", 2, "GRANT CREATE ON DATABASE"),
        ("show tea --graph {reader}&graph=nowhere", 2, "no graph"),
        ("show tea --graph http://a:hush@b/c", 2, "not an address of a graph in PostgreSQL"),
        ("check {tcp}", 2, "a file or folder is needed"),
        ("check --graph {tcp}", 2, "a file or folder is needed"),
        ("lint {tcp}", 2, "a file or folder is needed"),
        ("lint --graph {tcp}", 2, "a file or folder is needed"),
        ("import {tcp}", 2, "a file or folder is needed"),
        ("import deck.csv -o {tcp}", 2, "import into a folder"),
        ("publish {tcp} --graph {tcp}", 2, "a file or folder is needed"),
        ("publish {tcp} --graph bad", 3, "E102"),
    ],
)
def test_errors_show_no_secrets(
    kg: Run, server: Server, tmp_path: Path, command: str, code: int, words: str
) -> None:
    write_graph(tmp_path / "bad", {"a.toml": "=", "relations.toml": ""})
    tcp, reader = server.tcp(password="hush"), server.url(user=READER)
    result = kg(*(word.format(tcp=tcp, reader=reader) for word in command.split()))
    assert result.code == code
    assert words in result.err
    assert "hush" not in result.out + result.err
    assert result.out == ""


@pytest.mark.parametrize("url", ODD_ADDRESSES)
@pytest.mark.parametrize(
    "command",
    [
        *("show tea --graph {}", "stats --graph {}", "stats {}", "{}", "ask tea --grahp={}"),
        *("import {}", "import {} --format x", "import deck.csv -o {}", "map -o {}", "lint {}"),
        *("check {}", "check --deck {}", "study tea -o {}", "study tea --known {}", "publish {}"),
        *("known import {}", "known add {}", "ask tea --batch {}", "quiz --mode {}", "list {}"),
        *("site -o {}", "show {}", "path {} tea"),
    ],
)
def test_no_message_and_no_folder_holds_a_password(
    tea: Run, tmp_path: Path, command: str, url: str
) -> None:
    (tmp_path / "deck.csv").write_text("tea,a drink\nmilk,another\n", encoding="utf-8")
    result = tea(*(word.format(url) for word in command.split()))
    assert "hush" not in result.out + result.err
    assert not [path for path in tmp_path.rglob("*") if "hush" in path.name]
    assert result.code != 0


def test_a_missing_extra_is_named(kg: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("kg.store.postgres.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "psycopg", None)
    for command in (("publish", "postgresql://db/d"), ("stats", "--graph", "postgresql://db/d")):
        result = kg(*command)
        assert result.code == 2
        assert 'pip install "deckgraph[postgres]"' in result.err
