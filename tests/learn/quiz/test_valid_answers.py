from __future__ import annotations

import pytest

from kg.learn.quiz.valid_answers import accepted_answers, denials, valid_answers
from kg.model.attributes import Qualifiers, Status
from kg.model.graph import Concept, Edge, Graph, concept_id
from kg.model.vocabulary import Vocabulary, derive_relation
from kg.store import Key, StoredEdge
from tests.graphs import compiled

ASKED, OTHER = Key(1), Key(2)


def edge(key: Key, qualifiers: Qualifiers, status: Status = "stated") -> StoredEdge:
    return StoredEdge(key, "suits", Key(9), "1", status, qualifiers)


PLAIN, HEAT = Qualifiers(), Qualifiers(any_of=("Heat",))
CAN, OFTEN, LESS, IDEAL = (Qualifiers(strength) for strength in ("can", "often", "less", "ideal"))


@pytest.mark.parametrize(
    ("asked", "other", "result"),
    [
        (PLAIN, PLAIN, "listed"),
        (PLAIN, IDEAL, "listed"),
        (PLAIN, OFTEN, "accepted"),
        (CAN, OFTEN, "listed"),
        (CAN, PLAIN, "listed"),
        (OFTEN, CAN, "accepted"),
        (LESS, LESS, "listed"),
        (LESS, PLAIN, "refused"),
        (PLAIN, LESS, "refused"),
        (PLAIN, HEAT, "accepted"),
        (HEAT, PLAIN, "listed"),
        (HEAT, HEAT, "listed"),
        (HEAT, Qualifiers(all_of=("Heat",)), "refused"),
        (HEAT, Qualifiers(any_of=("Frost",)), "refused"),
    ],
)
def test_answers_are_accepted_as_far_as_they_hold(
    asked: Qualifiers, other: Qualifiers, result: str
) -> None:
    valid = {ASKED: edge(ASKED, asked), OTHER: edge(OTHER, other)}
    found = accepted_answers(valid, valid[ASKED])
    assert ASKED in found.every - found.unlisted
    assert (OTHER in found.every) == (result != "refused")
    assert (OTHER in found.unlisted) == (result == "accepted")


@pytest.mark.parametrize(
    ("asked", "other", "is_listed"),
    [
        ("stated", "background", False),
        ("stated", "derived", True),
        ("background", "background", True),
        ("background", "stated", True),
    ],
)
def test_answers_beyond_the_deck_are_accepted_but_listed_only_among_themselves(
    asked: Status, other: Status, is_listed: bool
) -> None:
    valid = {ASKED: edge(ASKED, PLAIN, asked), OTHER: edge(OTHER, PLAIN, other)}
    found = accepted_answers(valid, valid[ASKED])
    assert OTHER in found.every
    assert (OTHER not in found.unlisted) == is_listed


def test_of_two_edges_to_one_answer_the_better_ground_counts() -> None:
    unlike = derive_relation("unlike")._replace(symmetric=True)
    a, b = (Concept(concept_id(name), name, "concept") for name in "AB")
    edges = (
        Edge(a.id, "unlike", b.id, "", "background"),
        Edge(b.id, "unlike", a.id, "1"),
    )
    graph = Graph(Vocabulary({}, {"unlike": unlike}), {a.id: a, b.id: b}, edges)
    with compiled(graph) as store:
        first, second = store.keys()
        for side in ("subject", "object"):
            (found,) = valid_answers(store, unlike, side, first).values()
            assert (found.subject, found.status) == (second, "stated")


def test_an_edge_with_a_condition_denies_nothing() -> None:
    suits = derive_relation("suits")
    spoils = derive_relation("spoils")._replace(opposite="suits")
    vocabulary = Vocabulary({}, {"suits": suits, "spoils": spoils})
    always = StoredEdge(Key(1), "spoils", Key(2), "1")
    sometimes = StoredEdge(Key(1), "spoils", Key(3), "1", "stated", HEAT)
    other = StoredEdge(Key(1), "suits", Key(4), "1")
    assert denials(vocabulary, suits, [always, sometimes, other]) == [always]
