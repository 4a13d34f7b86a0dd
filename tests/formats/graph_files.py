"""Files of graphs for tests, and what is read from them."""

from __future__ import annotations

from pathlib import Path

import networkx as nx  # noqa: TID251 - writes what is to be read
import pytest

from kg.errors import DataError
from kg.graph_files.load import load_graph
from kg.model.graph import Graph

ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'


def write(folder: Path, text: str | bytes, name: str = "graph.any") -> Path:
    """Write a file and return it."""
    file = folder / name
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return file


def edges_of(graph: Graph) -> set[str]:
    """Return the edges of a graph as texts "subject relation object", by the names of its ends."""
    names = {concept.id: concept.name for concept in graph.concepts.values()}
    return {f"{names[e.subject]} {e.relation} {names[e.object]}" for e in graph.edges}


def tea_graph() -> nx.DiGraph:
    """Return a graph of networkx with two nodes and an edge, which `check_tea_graph` expects."""
    graph = nx.DiGraph()
    graph.add_node(1, label="Sencha", kind="drink", description="A green tea.")
    graph.add_node(2, label="Steaming", aliases="steam|to steam")
    graph.add_edge(1, 2, relation="made by")
    return graph


def check_tea_graph(file: Path) -> None:
    """Check that a file holds `tea_graph`."""
    graph = load_graph(file)
    assert edges_of(graph) == {"Sencha made-by Steaming"}
    sencha, steaming = graph.concepts.values()
    assert (sencha.kind, sencha.summary) == ("drink", "A green tea.")
    assert steaming.aliases == ("steam", "to steam")


def check_refused(file: Path, code: str, word: str) -> None:
    """Check that a file is refused with one finding of this code, whose message has the word."""
    with pytest.raises(DataError) as caught:
        load_graph(file)
    (finding,) = caught.value.findings
    assert (finding.path, finding.code) == (str(file), code)
    assert word in finding.message
