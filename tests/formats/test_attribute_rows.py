from __future__ import annotations

from pathlib import Path

import networkx as nx  # noqa: TID251 - writes what is to be read
import pytest

from kg.formats.graphs.attribute_rows import draft_from_attributes
from kg.graph_files.load import load_graph
from kg.model.attributes import Status
from kg.model.draft import DraftConcept

FILE = Path("graph.any")


def node(**attributes: str) -> DraftConcept:
    """The concept of a node named Tea with these attributes."""
    (concept,) = draft_from_attributes(FILE, [("Tea", attributes)], []).concepts
    return concept


def test_hidden_phrases_and_background_have_attributes_of_their_own() -> None:
    tea = node(aliases="chai", hidden="tee | 茶| tee", summary="A drink.", background="It is old.")
    assert tea.aliases == ("chai",)
    assert tea.hidden == ("tee", "茶", "tee")
    assert (tea.summary, tea.background) == ("A drink.", "It is old.")


def test_background_alone_is_no_summary() -> None:
    tea = node(background="It is old.")
    assert (tea.summary, tea.background) == ("", "It is old.")


@pytest.mark.parametrize("value", ["true", "False", "0", "1.0", "", " | "])
def test_whether_a_node_is_drawn_is_no_phrase(value: str) -> None:
    assert node(hidden=value).hidden == ()


@pytest.mark.parametrize(
    "value", ["#fff", "red", "rgb(1, 2, 3)", "HSLA(1, 2%, 3%, 1)", "1, 2, 3", "http://x.org/a.png"]
)
def test_a_colour_or_an_address_is_no_background(value: str) -> None:
    assert node(background=value).background == ""


def statuses(*given: str) -> list[Status]:
    """The status of each edge of links from a to b with these statuses."""
    links = [("a", "b", {"relation": "likes", "status": status}) for status in given]
    return [e.status for e in draft_from_attributes(FILE, [("a", {}), ("b", {})], links).edges()]


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ("background", "background"),
        ("Derived", "derived"),
        ("stated", "stated"),
        ("", "stated"),
        ("active", "stated"),
    ],
)
def test_a_link_says_on_what_ground_it_holds(given: str, status: Status) -> None:
    assert statuses(given) == [status]


def test_of_a_repeated_link_the_surest_is_kept() -> None:
    assert statuses("background", "derived") == ["derived"]
    assert statuses("stated", "background") == ["stated"]


def test_graphml_carries_all_of_them_into_a_graph(tmp_path: Path) -> None:
    graph = nx.DiGraph()
    graph.add_node(1, label="Tea", hidden="tee|thee", background="It is old.")
    graph.add_node(2, label="Cup", summary="Holds tea.")
    graph.add_edge(1, 2, relation="fills", status="background")
    nx.write_graphml(graph, tmp_path / "g.graphml")
    read = load_graph(tmp_path / "g.graphml")
    tea, cup = read.concepts.values()
    assert (tea.hidden, tea.background, tea.is_beyond_deck) == (("tee", "thee"), "It is old.", True)
    assert (cup.hidden, cup.background, cup.is_beyond_deck) == ((), "", False)
    assert [edge.status for edge in read.edges] == ["background"]
