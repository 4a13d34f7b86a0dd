"""Each suggestion of kg lint: a graph that calls for it, and one that does not."""

from __future__ import annotations

import pytest

from kg.graph_files.native import read_draft
from kg.graph_files.source_files import shipped_graph
from kg.lint import lint
from kg.model.draft import Draft, DraftConcept, DraftEdge, Place

VOCABULARY = read_draft(shipped_graph()).vocabulary
PLACE = Place("tea.toml", 3)


def concept(
    name: str, summary: str = "", *edges: str, aliases: tuple[str, ...] = ()
) -> DraftConcept:
    rows = [edge.split(" ", 1) for edge in edges]
    joined = tuple(DraftEdge(name, relation, target, "", PLACE) for relation, target in rows)
    return DraftConcept(name, "concept", aliases, summary, "", joined, PLACE)


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
