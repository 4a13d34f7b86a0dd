"""What several tests share: one tiny graph to read in full, the shipped graph, the real deck."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from kg.graph_files.load import load_graph
from kg.graph_files.source_files import shipped_graph
from kg.store import Store, open_store
from kg.store.postgres.address import Address
from kg.store.postgres.publish import publish
from tests.films import write_films
from tests.server import NoServerError, Server

# A deadline would measure the machine, and examples that differ from run to run hide failures.
settings.register_profile("kg", deadline=None, derandomize=True, database=None)
settings.load_profile("kg")

PROJECT = Path(__file__).parents[1]

TINY = {
    "graph.toml": """\
title = "Tea"
description = "How tea is made."
""",
    "relations.toml": """\
[kind.drink]
plural = "drinks"
words = ["drink", "tea"]
prior = 0.05

[kind.step]
plural = "steps"
words = ["step"]

[relation.made-by]
out = "made by"
in = "makes"
says = "is made by"
back = "makes"
from = ["drink"]
to = ["step"]
asks-subject = ["made by"]
asks-object = ["make"]
weight = 1

[relation.follows]
out = "comes after"
in = "comes before"
says = "comes after"
back = "comes before"
asks-subject = ["after"]
asks-object = ["before"]
ordering = true
transitive = true

[relation.unlike]
out = "unlike"
in = "unlike"
says = "differs from"
back = "differs from"
symmetric = true
learn = "neither"
""",
    "drinks.toml": """\
[[concept]]
name = "Green tea"
kind = "drink"
aliases = ["sencha", "ryokucha"]
summary = "Tea of leaves that are heated before they can oxidise."
source = "1"
made-by = ["Picking", "Steaming"]
unlike = ["Black tea"]

[[concept]]
name = "Black tea"
kind = "drink"
aliases = ["red tea"]
summary = "Tea of leaves that oxidise to the end."
source = "2"
made-by = ["Picking", { to = "Oxidation", source = "3" }]

[[concept]]
name = "Oolong"
kind = "drink"
summary = "Tea between green and black."
source = "4"
made-by = ["Oxidation"]
unlike = ["Green tea", "Black tea"]

[[concept]]
name = "Café crème"
kind = "drink"
summary = "No tea at all."
source = "8"
unlike = ["Black tea"]
""",
    "steps.toml": """\
[[concept]]
name = "Picking"
kind = "step"
aliases = ["plucking"]
summary = "Takes the leaves from the bush."
source = "5"

[[concept]]
name = "Withering"
kind = "step"
summary = "Lets the leaves lose water."
source = "6"
follows = ["Picking"]

[[concept]]
name = "Oxidation"
kind = "step"
aliases = ["fermentation"]
summary = "Lets the leaves turn brown."
source = "3"
follows = ["Withering"]

[[concept]]
name = "Steaming"
kind = "step"
summary = "Heats the leaves, so that they stay green."
source = "7"
follows = ["Picking"]
""",
}


def write_graph(folder: Path, files: dict[str, str]) -> Path:
    """Write a graph folder, and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def graph_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a graph of eight concepts. Not to be changed."""
    return write_graph(tmp_path_factory.mktemp("graphs") / "tiny", TINY)


@pytest.fixture
def own_folder(tmp_path: Path) -> Path:
    """The same graph, to be changed as a test likes."""
    return write_graph(tmp_path / "own", TINY)


@pytest.fixture(scope="session")
def tiny_store(graph_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The tiny graph, compiled."""
    store = open_store(graph_folder, tmp_path_factory.mktemp("tiny-cache"))
    yield store
    store.close()


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The shipped graph, compiled."""
    store = open_store(shipped_graph(), tmp_path_factory.mktemp("cache"))
    yield store
    store.close()


@pytest.fixture(scope="session")
def films(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The films of tests/films.py, compiled from plain triples."""
    store = open_store(write_films(tmp_path_factory.mktemp("films")), None)
    yield store
    store.close()


@pytest.fixture(scope="session")
def test_data() -> Path:
    """Real decks and graphs, which are no part of the project."""
    named = os.environ.get("KG_TEST_DATA")
    folder = Path(named) if named else PROJECT.parent / "shared" / "data"
    if not folder.is_dir():
        reason = f"no test data at {folder}; set KG_TEST_DATA to its folder"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return folder


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server."""
    try:
        started = Server()
    except NoServerError as error:
        if os.environ.get("CI") == "true":
            pytest.fail(str(error))
        pytest.skip(str(error))
    with started:
        yield started


@pytest.fixture(scope="session")
def published(server: Server) -> Server:
    """The same server, with the tiny and the shipped graph in a database of their own."""
    server.create("shared")
    for folder in (write_graph(server.folder / "tiny", TINY), shipped_graph()):
        address = Address.parse(server.url(database="shared"))
        publish(load_graph(folder), address, ["reader"])
    return server
