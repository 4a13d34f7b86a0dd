from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import NotFoundError
from kg.learn.study import DEFAULT_ITEMS, StudyList, study_list
from kg.learn.study.prerequisites import has_learning_order
from kg.model.graph import Concept, Edge, Graph, concept_id
from kg.model.vocabulary import Vocabulary, derive_relation
from kg.store import Key, Store
from tests.graphs import compiled, graphs, questions
from tests.learn.grounds import on_any_ground
from tests.learn.study.reference import slow_prerequisites
from tests.samples import make_store


def names(listed: StudyList) -> list[str]:
    return [item.concept.name for item in listed.items]


def keys(listed: StudyList, store: Store) -> list[Key]:
    found = [store.key_of(item.concept.id) for item in listed.items]
    return [key for key in found if key is not None]


def own_bases(inside: list[Key], store: Store) -> dict[Key, set[Key]]:
    """For each key, those that it builds on by the relations' own word."""
    every = slow_prerequisites(store)
    return {key: every[key] & set(inside) for key in inside}


def bases(inside: list[Key], store: Store) -> dict[Key, set[Key]]:
    """For each key, those that it builds on directly or through others."""
    on = own_bases(inside, store)
    for middle in inside:
        for key in inside:
            if middle in on[key]:
                on[key] |= on[middle]
    return on


def check_list(topic: str, store: Store, limit: int) -> StudyList:
    listed = study_list(topic, store, limit)
    assert study_list(topic, store, limit) == listed
    assert listed.topic == topic
    assert listed.reading
    order = keys(listed, store)
    assert 1 <= len(order) <= limit
    assert len(set(order)) == len(order) == len(listed.items)
    on, own = bases(order, store), own_bases(order, store)
    place = {key: n for n, key in enumerate(order)}
    sentences = {
        text
        for edge in store.edges()
        for relation in (store.relation(edge.relation),)
        for text in (
            relation.sentence(store.concept(edge.subject).name, store.concept(edge.object).name),
            relation.inverse(store.concept(edge.subject).name, store.concept(edge.object).name),
        )
    }
    plain = re.compile(r"the topic|matches the topic|not linked to the rest of this list")
    if not has_learning_order(store):
        plain = re.compile(rf"{plain.pattern}|.+ mentions? it|mentions .+")
    for key, item in zip(order, listed.items, strict=True):
        assert all(place[base] < place[key] for base in on[key] if key not in on[base])
        assert plain.fullmatch(item.reason) or any(
            item.reason.startswith(sentence) for sentence in sentences
        )
        earlier = {store.concept(k).name for k in order[: place[key]]}
        if item.place.startswith("after "):
            assert any(name in item.place for name in earlier)
            assert set(item.builds_on) <= earlier
        else:
            assert all(key in on[base] for base in own[key])
        circle = {store.concept(base).name for base in on[key] if key in on[base]}
        circle -= {item.concept.name}
        assert bool(circle) == ("in a circle with" in item.place)
        assert not circle or any(name in item.place for name in circle)
    return listed


@pytest.mark.parametrize(
    ("topic", "expected"),
    [
        pytest.param("Oxidation", ["Picking", "Withering", "Oxidation"], id="steps in order"),
        pytest.param("green tea", ["Picking", "Steaming", "Green tea"], id="what it is made by"),
    ],
)
def test_items_come_after_their_prerequisites(
    topic: str, expected: list[str], tiny_store: Store
) -> None:
    listed = check_list(topic, tiny_store, DEFAULT_ITEMS)
    assert [name for name in names(listed) if name in expected] == expected


@pytest.mark.parametrize(
    ("topic", "name"),
    [
        ("metrics", "Precision"),
        ("SageMaker", "Amazon SageMaker"),
        ("featur enginering", "Feature engineering"),
        ("which tool tunes hyperparameters", "SageMaker Automatic Model Tuning"),
        ("bias vs variance", "Variance"),
    ],
)
def test_a_topic_can_be_a_kind_an_alias_a_typo_or_a_question(
    topic: str, name: str, store: Store
) -> None:
    assert name in names(check_list(topic, store, DEFAULT_ITEMS))


def test_every_concept_is_a_topic(store: Store) -> None:
    for concept in store.concepts(store.keys()).values():
        for limit in (1, DEFAULT_ITEMS):
            listed = study_list(concept.name, store, limit)
            assert concept.name in names(listed)
            assert len(listed.items) <= limit
        (own,) = (item for item in listed.items if item.concept == concept)
        assert own.reason == "the topic"
        order = keys(listed, store)
        on = bases(order, store)
        place = {key: n for n, key in enumerate(order)}
        assert all(place[b] < place[k] for k in order for b in on[k] if k not in on[b])


def test_a_misspelt_topic_is_reported(store: Store) -> None:
    assert "read as" in study_list("precisoin", store).reading


@pytest.mark.parametrize("topic", ["who won the world cup", "asdf qwer", "", "?", "\0", "\udcff"])
def test_a_topic_that_the_graph_does_not_have_is_an_error(topic: str, store: Store) -> None:
    with pytest.raises(NotFoundError):
        study_list(topic, store)


def test_a_topic_without_edges_is_its_own_list() -> None:
    with make_store(["Solitude", "Company"]) as store:
        (item,) = study_list("solitude", store).items
        assert (item.concept.name, item.place) == ("Solitude", "no prerequisites in this list")


def test_a_question_whose_hit_scores_nothing_is_no_topic() -> None:
    triples = [("Delta", "needs", "Alpha beta gamma")]
    with (
        make_store(["Alpha beta gamma", "Delta"], triples) as store,
        pytest.raises(NotFoundError, match="how to abg"),
    ):
        study_list("how to abg", store)


@given(on_any_ground(graphs()), st.data())
def test_lists_of_any_graph(graph: Graph, data: st.DataObject) -> None:
    with compiled(graph) as store:
        all_names = [concept.name for concept in graph.concepts.values()]
        limit = data.draw(st.integers(1, 7))
        check_list(data.draw(st.sampled_from(all_names)), store, limit)
        question = data.draw(questions(graph))
        try:
            check_list(question, store, limit)
        except NotFoundError as error:
            assert error.name == question
            assert set(error.suggestions) <= set(all_names)


def test_json_has_the_documented_keys(tiny_store: Store) -> None:
    data = study_list("oolong", tiny_store, 2).to_json()
    assert [*data] == ["topic", "reading", "items"]
    for item in data["items"]:
        assert [*item] == [
            *("id", "name", "kind", "reason", "place"),
            *("summary", "background", "source", "minutes"),
        ]


def test_a_reason_beyond_the_deck_is_marked_and_the_last_choice(brews: Store) -> None:
    reasons = {
        item.concept.name: item.reason for item in study_list("Winter", brews, 20, depth=2).items
    }
    assert reasons["Mead"] == "Mead is suited to Winter (beyond the deck)"
    assert reasons["Cocoa"] == "Cocoa is suited to Winter (ideal)"
    mead = {item.concept.name: item.reason for item in study_list("Mead", brews, 20).items}
    assert mead["Fermenting"] == "Fermenting makes Mead (beyond the deck)"


def test_of_two_reasons_the_deck_gives_the_better() -> None:
    near = derive_relation("near")._replace(weight=1.0)
    far = derive_relation("far")._replace(weight=0.1)
    a, b = (Concept(concept_id(name), name, "concept") for name in "AB")
    edges = (Edge(a.id, "near", b.id, "", "background"), Edge(a.id, "far", b.id, "1"))
    graph = Graph(Vocabulary({}, {"near": near, "far": far}), {a.id: a, b.id: b}, edges)
    with compiled(graph) as store:
        reasons = {item.concept.name: item.reason for item in study_list("A", store).items}
        assert reasons["B"] == "B (far) of A"


def test_background_is_in_the_json_apart_from_the_summary(brews: Store) -> None:
    items = {item["name"]: item for item in study_list("Winter", brews, 20).to_json()["items"]}
    assert items["Mead"]["summary"] == ""
    assert items["Mead"]["background"].startswith("Honey")
