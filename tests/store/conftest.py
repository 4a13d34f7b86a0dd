"""Fixtures that run a test with each kind of database, and the tiny graph as a compiled file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.graph_files.source_files import shipped_graph
from kg.store import Store, open_store
from tests.server import READER, Server
from tests.store.cached import answers, compiled_files, opened

DATABASES = ("sqlite", "postgres")


@pytest.fixture(scope="session", params=DATABASES)
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    """The shipped graph in each kind of database."""
    yield from _opened(request, "developing-machine-learning-solutions", str(shipped_graph()))


@pytest.fixture(scope="session", params=DATABASES)
def tiny_store(request: pytest.FixtureRequest) -> Iterator[Store]:
    """The tiny graph in each kind of database."""
    yield from _opened(request, "tea", str(request.getfixturevalue("graph_folder")))


def _opened(request: pytest.FixtureRequest, name: str, folder: str) -> Iterator[Store]:
    if request.param == "postgres":
        server: Server = request.getfixturevalue("published")
        folder = server.url(f"graph={name}", user=READER, database="shared")
    with open_store(folder, None) as store:
        yield store


@pytest.fixture(scope="module")
def tiny_answers(tiny_store: Store) -> object:
    """What queries of every table return for the tiny graph."""
    return answers(tiny_store)


@pytest.fixture(scope="module")
def tiny_bytes(graph_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of the compiled tiny graph."""
    folder = tmp_path_factory.mktemp("content")
    with opened(graph_folder, folder):
        (file,) = compiled_files(folder)
    return file.read_bytes()


@pytest.fixture
def tiny_file(graph_folder: Path, tmp_path: Path) -> Path:
    """The compiled tiny graph in a cache folder of its own."""
    with opened(graph_folder, tmp_path / "cache"):
        (file,) = compiled_files(tmp_path / "cache")
    return file
