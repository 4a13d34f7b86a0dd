"""The graphs that are measured on."""

from __future__ import annotations

import importlib
import importlib.util
from pathlib import Path

from kg.model.graph import Graph
from tests.bench.data import UnavailableError
from tests.bench.wordnet import wordnet_folder, write_wordnet

SEED = 1
SIZES = (1_000, 10_000, 100_000, 1_000_000)


def wordnet(folder: Path) -> Path:
    """WordNet as what `--graph` takes; `folder` is where it may be written to."""
    if importlib.util.find_spec("kg.formats.wordnet.database"):
        return wordnet_folder()
    write_wordnet(folder)
    return folder


def synthetic(size: int) -> Graph:
    """A graph of so many concepts, made up.

    Raises:
        UnavailableError: what makes it is not here.
    """
    if importlib.util.find_spec("tests.bench.scale") is None:
        raise UnavailableError("tests/bench/scale.py is not here")
    made: Graph = importlib.import_module("tests.bench.scale").scaled(size, SEED)
    return made
