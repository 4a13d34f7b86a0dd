"""Each suggestion of kg lint: a graph that calls for it, and one that does not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.graph_files.native import read_draft
from kg.graph_files.source_files import shipped_graph
from kg.lint import lint
from kg.model.attributes import Attributes, Limit
from kg.model.draft import Draft, DraftConcept, DraftEdge, DraftFlag, Place

VOCABULARY = read_draft(shipped_graph()).vocabulary
PLACE = Place("tea.toml", 3)


def concept(
    name: str, summary: str = "", *edges: str, aliases: tuple[str, ...] = ()
) -> DraftConcept:
    rows = [edge.split(" ", 1) for edge in edges]
    joined = tuple(DraftEdge(name, relation, target, "", PLACE) for relation, target in rows)
    return DraftConcept(name, "concept", aliases, summary, "", joined, PLACE)


def background(subject: str, relation: str, object_: str) -> DraftEdge:
    return DraftEdge(subject, relation, object_, place=PLACE, status="background")


def codes(*concepts: DraftConcept) -> set[str]:
    return {finding.code for finding in lint(Draft(VOCABULARY, concepts))}


@pytest.mark.parametrize(
    ("code", "hit", "miss"),
    [
        ("L601", [concept("Photosynthesis"), concept("Photosyntesis")],
         [concept("Mitosis"), concept("Meiosis")]),
        ("L602", [concept("Customer identity data", "CID is used."), concept("Cost in dollars")],
         [concept("Customer identity data", "CID is used."), concept("Price in dollars")]),
        ("L603", [concept("Tea", "Tea is steeped for 3 minutes. Tea is steeped for 5 minutes.")],
         [concept("Tea", "Tea is steeped for 3 minutes. Cups are warmed for 5 minutes.")]),
        ("L604", [concept("Tea")], [concept("Tea", "", "kind-of Drink"), concept("Drink")]),
        ("L605", [concept("A", "", "follows B"), concept("B", "", "kind-of A")],
         [concept("A", "", "follows B"), concept("B")]),
        ("L606", [concept("Fast", "", "option-of Way"), concept("Way")],
         [concept("Fast", "", "option-of Way"), concept("Slow", "", "option-of Way"),
          concept("Way")]),
    ],
)  # fmt: skip
def test_each_suggestion_needs_its_cause(
    code: str, hit: list[DraftConcept], miss: list[DraftConcept]
) -> None:
    assert code in codes(*hit)
    assert code not in codes(*miss)


def test_a_suggestion_gives_file_and_line() -> None:
    (found,) = [f for f in lint(Draft(VOCABULARY, (concept("Tea"),))) if f.code == "L604"]
    assert (found.path, found.line) == PLACE
    assert "Tea" in found.message


def test_hidden_phrases_are_no_names() -> None:
    tea, other = concept("Tea", "", "kind-of Drink"), concept("Photosynthesis", "", "kind-of Drink")
    drink = concept("Drink", "ABC is a drink.")
    for phrase in ("Photosyntesis", "Anise bark cake"):
        hidden = replace(tea, hidden=(phrase, "All bitter chocolate"))
        assert codes(hidden, other, drink) == codes(tea, other, drink)
        # As an alias the phrase is a name, of which ABC may be short.
    aliased = replace(tea, aliases=("Anise bark cake",))
    assert "L602" in codes(aliased, replace(other, aliases=("All bitter chocolate",)), drink)


def test_edges_beyond_the_deck_close_no_circle() -> None:
    one, other = concept("A", "", "follows B"), concept("B")
    stated = replace(other, edges=(DraftEdge("B", "kind-of", "A", "", PLACE),))
    assert "L605" in codes(one, stated)
    assert "L605" not in codes(one, replace(other, edges=(background("B", "kind-of", "A"),)))


def test_what_is_beside_the_texts_gives_no_suggestion() -> None:
    plain = concept("Tea", "", "kind-of Drink"), concept("Drink")
    tea, drink = plain
    attributes = Attributes((Limit("volume", None, 1, "l"),), "higher")
    full = replace(tea, background="Tea is not Tea.", attributes=attributes), drink
    flags = (DraftFlag("It breaks off.", "1", ("Tea",), PLACE),)
    assert lint(Draft(VOCABULARY, full, flags=flags)) == lint(Draft(VOCABULARY, plain))
