from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.store import Store, open_store
from tests.conftest import write_graph
from tests.learn.brews import BREWS


@pytest.fixture(scope="session")
def brews(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The graph of tests/learn/brews.py, compiled."""
    folder: Path = write_graph(tmp_path_factory.mktemp("brews") / "brews", BREWS)
    store = open_store(folder, tmp_path_factory.mktemp("brews-cache"))
    yield store
    store.close()
