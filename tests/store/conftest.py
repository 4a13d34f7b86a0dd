"""Here every question is put to each kind of database alike."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kg.graph_files.source_files import shipped_graph
from kg.store import Store, open_store
from tests.server import READER, Server

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
