from __future__ import annotations

import json
from pathlib import Path

import networkx as nx  # noqa: TID251 - writes what is to be read
import pytest

from kg.formats.registry import find_format
from kg.graph_files.load import load_graph
from kg.model.vocabulary import PLAIN
from tests.formats.graph_files import check_refused, check_tea_graph, tea_graph, write

D3 = '{"nodes": [{"name": "Leaf", "group": 1}, {"name": "Green tea"}], "links": [{"source": 1, "target": 0, "type": "made of"}]}'  # noqa: E501


def test_node_link_json_of_networkx(tmp_path: Path) -> None:
    file = write(tmp_path, json.dumps(nx.node_link_data(tea_graph(), edges="links")))
    assert find_format(file).name == "nodelink"
    check_tea_graph(file)


def test_links_by_position_as_in_d3(tmp_path: Path) -> None:
    graph = load_graph(write(tmp_path, D3))
    assert [(e.subject, e.relation, e.object) for e in graph.edges] == [
        ("green-tea", "made-of", "leaf")
    ]
    assert {c.name for c in graph.concepts.values()} == {"Green tea", "Leaf"}
    assert {c.kind for c in graph.concepts.values()} == {PLAIN}


@pytest.mark.parametrize(
    ("text", "code", "word"),
    [
        pytest.param('{"nodes": [], "links"', "E505", "JSON", id="cut short"),
        pytest.param('{"nodes": {}, "links": []}', "E505", "lists", id="nodes are no list"),
        pytest.param('{"nodes": [{}], "links": []}', "E505", "node 1", id="a node without an id"),
        pytest.param(
            '{"nodes": [{"id": 1}], "links": [{}]}', "E505", "link 1", id="a link without ends"
        ),
        pytest.param("[" * 100_000, "E505", "deep", id="not an object"),
        pytest.param('{"nodes":' + "[" * 100_000, "E505", "deep", id="nested deeply"),
    ],
)
def test_bad_node_link_json_is_refused(tmp_path: Path, text: str, code: str, word: str) -> None:
    check_refused(write(tmp_path, text), code, word)
