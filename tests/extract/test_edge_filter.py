from __future__ import annotations

from pathlib import Path
from typing import Any

from kg.extract import Proposal, extract
from kg.extract.edge_filter import DUPLICATE, EdgeFilter
from kg.graph_files.check import errors
from kg.graph_files.read_source import read_source
from kg.model.deck import Card, Deck
from kg.model.draft import DraftEdge
from kg.model.vocabulary import Relation, Vocabulary, derive_relation
from tests.extract.decks import edges_of, propose


def test_an_edge_that_closes_a_cycle_is_rejected() -> None:
    proposal = propose(
        ("Egg", "An egg comes after the hen."), ("Hen", "A hen comes after the egg.")
    )
    assert edges_of(proposal) >= {"Egg follows Hen"}
    assert [row.reason for row in proposal.rejected if row.edge.relation == "follows"] == [
        "it would close a cycle of 'follows'"
    ]


def test_a_relation_that_the_vocabulary_lacks_becomes_a_mention_or_is_rejected() -> None:
    cards = (Card(1, "tea", "A drink."), Card(2, "Sencha", "A tea."), Card(3, "Rice tea", "Food."))
    proposal = extract(Deck("Tea", cards), Vocabulary())
    assert errors(proposal.draft) == []
    assert {(e.subject, e.relation, e.object) for e in proposal.edges} == {
        ("Sencha", "mentions", "tea")
    }
    assert [row.reason for row in proposal.rejected] == ["the vocabulary has no relation 'kind-of'"]


def test_a_deck_about_anything_has_general_kinds_and_relations_only(tmp_path: Path) -> None:
    file = tmp_path / "cells.csv"
    file.write_text("Front,Back\nEnzyme,A service that is used for digestion\nCell,A unit\n")
    found = read_source(file)
    assert isinstance(found, Proposal)
    assert set(found.draft.vocabulary.kinds) == {"concept", "question", "statement", "topic"}
    assert {"used-for", "integrates-with", "provides"}.isdisjoint(found.draft.vocabulary.relations)
    assert {concept.kind for concept in found.draft.concepts} == {"concept"}


KINDS = {"Kettle": "tool", "tea": "drink", "Tea": "topic"}


def edge(subject: str, relation: str, target: str, confidence: float = 0.9) -> DraftEdge:
    return DraftEdge(subject, relation, target, "card 1", confidence=confidence)


def relation(name: str, **values: Any) -> Relation:
    return derive_relation(name)._replace(**values)


def test_edges_are_rejected_with_a_reason() -> None:
    relations = {"under": relation("under", to_kinds=frozenset({"topic"}))}
    unfit, weak = edge("Kettle", "under", "tea"), edge("Kettle", "under", "Tea", 0.4)
    kept, rejected = EdgeFilter(relations, KINDS).partition([unfit, weak])
    assert kept == []
    assert rejected == [
        (unfit, "'tea' is a drink, which can't be the object of 'under'"),
        (weak, "confidence 0.40 is below 0.5"),
    ]


def test_of_duplicates_the_most_certain_is_kept() -> None:
    relations = {
        "mentions": relation("mentions"),
        "contrasts-with": relation("contrasts-with", symmetric=True),
    }
    mention = edge("tea", "mentions", "Kettle")
    weak = edge("tea", "contrasts-with", "Kettle", 0.6)
    strong = edge("Kettle", "contrasts-with", "tea")
    loop = edge("tea", "mentions", "tea")
    found = [mention, weak, strong, loop]
    assert EdgeFilter(relations, KINDS).partition(found) == ([strong], [])
    kept, rejected = EdgeFilter(relations, KINDS).partition(found, report_duplicates=True)
    assert kept == [strong]
    assert rejected == [(weak, DUPLICATE), (mention, DUPLICATE), (loop, DUPLICATE)]
